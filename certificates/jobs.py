"""What carries out the jobs of this app; registered when the app is ready."""

from io import BytesIO

from celery import shared_task
from django.utils import translation

from home.actions import report
from home.runners import about, runner

from . import emails, tasks
from .actions.documents import close_batch, missing_of, render_certificate
from .actions.printing import forget_prints, keep_print, make_print_file
from .actions.rule import issue_by_rule
from .choices import CertificateState
from .exports.pages import ledger_pages
from .forms.ledger import LedgerForm
from .models import Batch, Certificate
from .queries.batches import RENDER
from .queries.jobs import about_batches, about_ledgers, about_mails, about_name_mails, about_prints, about_rules
from .queries.ledger import Extract, lines_of


class DocumentsMissing(Exception):
    """Some documents could not be made; the sweeper tries them again, then the registrar may."""


@runner(RENDER)
def render_batch(job):
    """Make what is missing of the batch whose id is the job's key, and send the mails that did not go out.

    Stops between two documents when the batch was paused; whoever resumes it asks for the job again.
    """
    batch_id = int(job.key)
    made = Certificate.objects.filter(batch_id=batch_id, rendered_at__isnull=False, mailed_at=None)
    made = made.filter(state=CertificateState.VALID)
    for certificate_id in made.values_list("pk", flat=True):
        tasks.mail_certificate(certificate_id)
    waiting = list(missing_of(batch_id).order_by("seq").values_list("pk", flat=True))
    done = job.total - len(waiting)
    report(job=job, done=done)
    for certificate_id in waiting:
        if Batch.objects.filter(pk=batch_id, paused_at__isnull=False).exists():
            return
        if render_certificate(certificate_id=certificate_id):
            done += 1
        if not report(job=job, done=done):
            return  # another worker has taken the work over
    if missing := close_batch(batch_id=batch_id):
        raise DocumentsMissing(f"{missing} of {job.total}")


@runner(tasks.RULE)
def issue_one_by_rule(job):
    """Give the enrolment whose id is the job's key what its programme gives by rule, with its document."""
    if certificate := issue_by_rule(enrolment_id=int(job.key)):
        if not render_certificate(certificate_id=certificate.pk):
            raise DocumentsMissing(certificate.number)


@runner(tasks.MAIL)
def send_mail(job):
    emails.send_certificate(int(job.key))


@runner(tasks.NAME_MAIL)
def send_name_mail(job):
    emails.send_name_decided(int(job.key))


@runner(tasks.PRINT)
def print_batch(job):
    make_print_file(job=job)


@runner(tasks.LEDGER)
def print_ledger(job):
    """Print the extract of the ledger that the job's key names, in the language that stands before it."""
    language, key = job.key.split("|", 1)
    extract = Extract.from_key(key)
    with translation.override(language):
        pages = ledger_pages(lines_of(extract), LedgerForm.of(extract).in_words())
    keep_print(job, BytesIO(pages))


@shared_task
def forget_old_prints():
    forget_prints()


about(tasks.PRINT)(about_prints)
about(tasks.LEDGER)(about_ledgers)
about(RENDER)(about_batches)
about(tasks.RULE)(about_rules)
about(tasks.MAIL)(about_mails)
about(tasks.NAME_MAIL)(about_name_mails)
