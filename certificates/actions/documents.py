"""The documents of an approved batch: drawn, stored and mailed once; a failure keeps its number."""

import json
import logging
from datetime import datetime, time
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from home.actions import request_job

from .. import signing, tasks
from ..badges.issuing import signed_credential
from ..choices import BatchState, CertificateState, LedgerVerb
from ..files import certificate_path, private_storage
from ..looks import look_of
from ..models import Batch, Certificate, Credential
from ..pdf import facts_attached, render
from ..press import Attached
from ..queries.batches import RENDER
from .achieving import achievement_from
from .freezing import thaw
from .ledger import append_entry

logger = logging.getLogger(__name__)
CREDENTIAL = "credential.json"


def render_certificate(*, certificate_id):
    """Make the document of one certificate that has none; whether nothing is missing now.

    One that was revoked or replaced needs none. Safe to repeat and to race: the file is written under the lock of its
    row, which says so in the same transaction, and a file without its row is written anew. What goes wrong stands in
    `error`; the number stays. Side effects: an entry in the ledger with the hash of the file, the learner's mail after
    commit.
    """
    certificate = Certificate.objects.select_related("design", "achievement").get(pk=certificate_id)
    if certificate.rendered_at or certificate.state != CertificateState.VALID:
        return True
    try:
        facts = thaw(certificate.facts)
        attached = [facts_attached(facts)]
        if certificate.achievement:
            attached.append(_attached(_credential_of(certificate, facts)))
        _keep(certificate, signing.sign(render(facts, attached, look_of(certificate.design))))
    except Exception as error:  # one certificate's trouble must not stop the others
        logger.exception("certificate %s cannot be made", certificate.pk)
        Certificate.objects.filter(pk=certificate.pk, rendered_at=None).update(error=f"{type(error).__name__}: {error}")
        return False
    return True


@transaction.atomic
def _keep(certificate, pdf):
    """Store the document and say so, unless another worker did, or it is wanted no longer."""
    rows = Certificate.objects.filter(pk=certificate.pk, rendered_at=None, state=CertificateState.VALID)
    if not list(rows.select_for_update().values_list("pk")):
        return
    made = {"sha256": sha256(pdf).hexdigest(), "signature_level": signing.level()}
    rows.update(file=_store(certificate, pdf), **made, rendered_at=timezone.now(), error="")
    data = {"sha256": made["sha256"], "signature": made["signature_level"]}
    append_entry(certificate=certificate, verb=LedgerVerb.DOCUMENT, actor=None, data=data)
    tasks.mail_certificate(certificate.pk)


def _credential_of(certificate, facts):
    """The signed badge, as it was signed the first time."""
    kept = Credential.objects.filter(certificate=certificate).first()
    if kept is None:
        signed = signed_credential(
            facts,
            achievement=achievement_from(certificate.achievement),
            list_number=certificate.status_list_id,
            place=certificate.status_place,
            issued_at=certificate.issued_at,
            expires_at=_end_of(certificate.valid_until),
        )
        text = json.dumps(signed, ensure_ascii=False)
        kept, _created = Credential.objects.get_or_create(certificate=certificate, defaults={"signed": text})
    return kept.signed


def _end_of(day):
    """The last second of a day where the academy is, or None."""
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _attached(signed):
    description = "ตราดิจิทัล Open Badges 3.0 ของเอกสารฉบับนี้"
    return Attached(CREDENTIAL, signed.encode(), "application/ld+json", description, "Supplement")


def _store(certificate, pdf):
    storage, path = private_storage(), certificate_path(certificate, "")
    # Left by a worker that died before it could say so.
    storage.delete(path)
    return storage.save(path, ContentFile(pdf))


def missing_of(batch_id):
    """Certificates of a batch that should have a document and have none; revoked ones need none."""
    return Certificate.objects.filter(batch_id=batch_id, rendered_at=None, state=CertificateState.VALID)


@transaction.atomic
def close_batch(*, batch_id):
    """Call the batch issued once every document is there; the number of documents still missing. Safe to repeat.

    Side effect: audit entry.
    """
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    missing = missing_of(batch_id).count()
    if not missing and batch.state == BatchState.APPROVED:
        batch.state, batch.paused_at = BatchState.ISSUED, None
        batch.save(update_fields=["state", "paused_at"])
        before, after = {"state": BatchState.APPROVED}, {"state": batch.state}
        AuditEntry.append(actor=None, verb="batch.issued", target=batch, before=before, after=after)
    return missing


@transaction.atomic
def pause_batch(*, batch, actor):
    """Make no further document of an approved batch for now; returns it. Safe to repeat.

    The one that is being drawn is still finished. ValidationError where nothing is being made. Side effect: audit
    entry.
    """
    batch = _being_made(batch)
    if batch.paused_at is None:
        batch.paused_at = timezone.now()
        batch.save(update_fields=["paused_at"])
        AuditEntry.append(actor=actor, verb="batch.paused", target=batch)
    return batch


@transaction.atomic
def resume_batch(*, batch, actor):
    """Go on where a paused batch stopped; returns it. Safe to repeat.

    ValidationError where nothing is being made. Side effects: audit entry, the job after commit.
    """
    batch = _being_made(batch)
    if batch.paused_at is not None:
        batch.paused_at = None
        batch.save(update_fields=["paused_at"])
        AuditEntry.append(actor=actor, verb="batch.resumed", target=batch)
        request_job(kind=RENDER, key=batch.pk, owner=actor, again=True)
    return batch


@transaction.atomic
def retry_batch(*, batch, actor, certificate=None):
    """Ask again for the documents that failed, or for that of one certificate; returns the job.

    ValidationError when none is missing. Side effects: audit entry, the job after commit.
    """
    batch = _being_made(batch)
    failed = batch.certificates.filter(rendered_at=None).exclude(error="")
    if certificate:
        failed = failed.filter(pk=certificate.pk)
    numbers = list(failed.order_by("seq").values_list("number", flat=True))
    failed.update(error="")
    AuditEntry.append(actor=actor, verb="batch.retried", target=batch, after={"numbers": numbers})
    return request_job(kind=RENDER, key=batch.pk, owner=actor, again=True)


def _being_made(batch):
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != BatchState.APPROVED:
        raise ValidationError(_("No document of this batch is missing."))
    return batch
