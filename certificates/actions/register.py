"""Acts on a certificate that stands in the register. Nothing is ever deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry

from ..choices import CertificateState, LedgerVerb
from ..models import Certificate
from .ledger import append_entry


@transaction.atomic
def revoke_certificate(*, certificate, actor, reason):
    """Revoke a certificate on a stated ground, from this moment on; returns it. Safe to repeat: the first ground stays.

    ValidationError without a ground, and for one that was replaced: the one in its place is revoked. Side effects:
    ledger and audit entry.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.state == CertificateState.REVOKED:
        return certificate
    if certificate.state == CertificateState.REPLACED:
        raise ValidationError(_("This certificate was replaced. Revoke the one that stands in its place."))
    if not reason.strip():
        raise ValidationError(_("Say the ground of revocation."))
    certificate.state, certificate.revoked_at = CertificateState.REVOKED, timezone.now()
    certificate.revoked_by, certificate.revocation_reason = actor, reason.strip()
    certificate.save(update_fields=["state", "revoked_at", "revoked_by", "revocation_reason"])
    append_entry(certificate=certificate, verb=LedgerVerb.REVOKED, actor=actor, reason=reason.strip())
    before, after = {"state": CertificateState.VALID}, {"state": certificate.state}
    AuditEntry.append(
        actor=actor, verb="certificate.revoked", target=certificate, before=before, after=after, reason=reason.strip()
    )
    return certificate
