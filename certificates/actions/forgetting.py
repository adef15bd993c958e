"""Taking a holder out of the register: what remains can still be checked, and names nobody."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from home.models import Job

from ..choices import CertificateState, LedgerVerb
from ..files import print_path, private_storage
from ..models import Certificate, Credential, NameConfirmation, NameRequest
from ..tasks import PRINT
from .ledger import append_entry

# Facts that say who the holder is; all others say what was learnt, when and where.
NAMING = ("name_th", "name_en", "surname_en", "position", "workplace")


@transaction.atomic
def forget_holder(*, certificate, actor, reason):
    """Take the holder's name, post, document and badge out of one certificate, for good; returns it.

    Number, code, programme, days, state, place in the status list and the hash of the document stay, so that a paper
    can still be checked. Safe to repeat: the first reason stays. ValidationError without a reason, and while the
    document is still being made. Side effects: entry in the ledger, audit entry, the file and what was laid out for
    printing with it are deleted after commit.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if certificate.forgotten_at:
        return certificate
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the name is taken out.")})
    if certificate.state == CertificateState.VALID and not certificate.rendered_at:
        raise ValidationError(_("The document is still being made. Take the name out once it is there."))
    file = certificate.file.name
    certificate.facts = certificate.facts | {key: "" for key in NAMING if key in certificate.facts}
    certificate.name = certificate.surname = certificate.file = ""
    certificate.forgotten_at = timezone.now()
    certificate.save(update_fields=["facts", "name", "surname", "file", "forgotten_at"])
    Credential.objects.filter(certificate=certificate).delete()
    for model in (NameConfirmation, NameRequest):
        model.objects.filter(enrolment=certificate.enrolment_id).delete()
    AuditEntry.append(actor=actor, verb="certificate.forgotten", target=certificate, reason=reason.strip())
    append_entry(certificate=certificate, verb=LedgerVerb.FORGOTTEN, actor=actor, reason=reason.strip(), data={})
    prints = Job.objects.filter(kind=PRINT, key=str(certificate.batch_id)).values_list("pk", flat=True)
    gone = [*filter(None, [file]), *map(print_path, prints)]
    transaction.on_commit(lambda: [private_storage().delete(name) for name in gone])
    return certificate
