"""The documents of an approved batch: drawn, stored and mailed once; a failure keeps its number."""

import logging
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from home.actions import request_job

from .. import tasks
from ..choices import BatchState
from ..files import certificate_path, private_storage
from ..models import Batch, Certificate
from ..pdf import render
from ..queries.batches import RENDER
from ..signing import sign
from .freezing import thaw

logger = logging.getLogger(__name__)


def render_certificate(*, certificate_id):
    """Make the document of one certificate that has none; whether it has one now.

    Safe to repeat: the file is written first, the row says so afterwards, and a file without its row is written anew.
    What goes wrong stands in `error`; the number stays. Side effect: the learner's mail after commit.
    """
    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.rendered_at:
        return True
    try:
        pdf = sign(render(thaw(certificate.facts)))
        path = _store(certificate, pdf)
    except Exception as error:  # one certificate's trouble must not stop the others
        logger.exception("certificate %s cannot be made", certificate.pk)
        Certificate.objects.filter(pk=certificate.pk, rendered_at=None).update(error=f"{type(error).__name__}: {error}")
        return False
    with transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk, rendered_at=None).update(
            file=path, sha256=sha256(pdf).hexdigest(), rendered_at=timezone.now(), error=""
        )
        tasks.mail_certificate(certificate.pk)
    return True


def _store(certificate, pdf):
    storage, path = private_storage(), certificate_path(certificate, "")
    # Left by a worker that died before it could say so.
    storage.delete(path)
    return storage.save(path, ContentFile(pdf))


@transaction.atomic
def close_batch(*, batch_id):
    """Call the batch issued once every document is there; the number of documents still missing. Safe to repeat.

    Side effect: audit entry.
    """
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    missing = batch.certificates.filter(rendered_at=None).count()
    if not missing and batch.state == BatchState.APPROVED:
        batch.state = BatchState.ISSUED
        batch.save(update_fields=["state"])
        before, after = {"state": BatchState.APPROVED}, {"state": batch.state}
        AuditEntry.append(actor=None, verb="batch.issued", target=batch, before=before, after=after)
    return missing


@transaction.atomic
def retry_batch(*, batch, actor):
    """Ask again for the documents that failed; returns the job. ValidationError when none is missing.

    Side effects: audit entry, the job after commit.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != BatchState.APPROVED:
        raise ValidationError(_("No document of this batch is missing."))
    failed = batch.certificates.filter(rendered_at=None).exclude(error="")
    numbers = list(failed.order_by("seq").values_list("number", flat=True))
    failed.update(error="")
    AuditEntry.append(actor=actor, verb="batch.retried", target=batch, after={"numbers": numbers})
    return request_job(kind=RENDER, key=batch.pk, total=batch.certificates.count(), owner=actor)
