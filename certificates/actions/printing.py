"""Files to print: asked for by staff, made by the worker, kept in private storage for some days."""

from datetime import timedelta
from hashlib import sha256
from tempfile import TemporaryFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from home.actions import report, request_job

from .. import tasks
from ..choices import BatchState, CertificateState
from ..files import PRINTS, print_path, private_storage
from ..models import Batch, Certificate
from ..press.imposing import Imposition
from ..queries.ledger import lines_of

MOST_LINES = 2000
BETWEEN_REPORTS = 10


class NotAsIssued(Exception):
    """A document is not the one that the register knows: it is not printed."""


@transaction.atomic
def request_print_file(*, batch, actor):
    """Ask for one PDF of all valid certificates of an issued batch; returns the job. Asked again it is made anew.

    ValidationError while documents are missing, and where none is valid. Side effects: audit entry, the job after
    commit.
    """
    count = valid_of(batch.pk).count()
    if batch.state != BatchState.ISSUED:
        raise ValidationError(_("The print file can be made once all documents of the batch are there."))
    if not count:
        raise ValidationError(_("No certificate of this batch is valid any more."))
    AuditEntry.append(actor=actor, verb="batch.printed", target=batch, after={"count": count})
    return request_job(kind=tasks.PRINT, key=batch.pk, total=count, owner=actor, again=True)


@transaction.atomic
def request_ledger(*, extract, actor):
    """Ask for an Extract of the ledger on paper, in the language of the moment; returns the job. Asked again it is made
    anew.

    ValidationError for nothing to print, and for more than MOST_LINES. Side effects: audit entry, the job after commit.
    """
    count = lines_of(extract).count()
    if not count:
        raise ValidationError(_("No line of the ledger answers to this."))
    if count > MOST_LINES:
        told = {"count": count, "most": MOST_LINES}
        raise ValidationError(
            _("These are %(count)s lines; at most %(most)s go on paper at once. Choose a programme and a year."),
            params=told,
        )
    key = f"{get_language()}|{extract.as_key()}"
    job = request_job(kind=tasks.LEDGER, key=key, total=count, owner=actor, again=True)
    AuditEntry.append(actor=actor, verb="ledger.printed", target=job, after={"extract": key, "count": count})
    return job


def make_print_file(*, job):
    """Lay the documents of the batch whose id is the job's key out for printing, in the order of their numbers.

    NotAsIssued for a file that is missing or changed. Memory does not grow with the batch.
    """
    certificates = valid_of(job.key).order_by("series", "year_be", "seq")
    batch = Batch.objects.select_related("cohort").get(pk=job.key)
    with Imposition(f"{batch}") as sheets, TemporaryFile() as target:
        for place, certificate in enumerate(certificates.iterator(BETWEEN_REPORTS)):
            with _opened(certificate) as document:
                sheets.add(document)
            if place % BETWEEN_REPORTS == 0 and not report(job=job, done=place):
                return  # another worker has taken the work over
        sheets.save(target)
        target.seek(0)
        keep_print(job, target)
    report(job=job, done=job.total)


def keep_print(job, file):
    """Put a file where whoever asked may fetch it, in the place of an earlier one."""
    storage, path = private_storage(), print_path(job.pk)
    storage.delete(path)
    storage.save(path, File(file))


def valid_of(batch_id):
    """Valid certificates of a batch that have their document; none whose holder was taken out."""
    made = Certificate.objects.filter(batch_id=batch_id, state=CertificateState.VALID, rendered_at__isnull=False)
    return made.filter(forgotten_at=None)


def forget_prints(now=None):
    """Remove files to print that are older than RETENTION_DAYS; how many. They can be made again at any time."""
    before = (now or timezone.now()) - timedelta(days=settings.RETENTION_DAYS["print_file"])
    storage, removed = private_storage(), 0
    names = storage.listdir(PRINTS)[1] if storage.exists(PRINTS) else []
    for name in names:
        if storage.get_modified_time(f"{PRINTS}/{name}") < before:
            storage.delete(f"{PRINTS}/{name}")
            removed += 1
    return removed


def _opened(certificate):
    try:
        document = certificate.file.open("rb")
    except (OSError, ValueError) as error:
        raise NotAsIssued(f"{certificate.number}: {error}") from error
    if sha256(document.read()).hexdigest() != certificate.sha256:
        document.close()
        raise NotAsIssued(certificate.number)
    document.seek(0)
    return document
