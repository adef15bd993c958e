"""What carries out the jobs of this app; registered when the app is ready."""

from home.actions import report
from home.runners import about, runner

from . import emails, tasks
from .actions.documents import close_batch, render_certificate
from .models import Certificate
from .queries.batches import RENDER
from .queries.jobs import about_batches, about_mails


class DocumentsMissing(Exception):
    """Some documents could not be made; the sweeper tries them again, then the registrar may."""


@runner(RENDER)
def render_batch(job):
    """Make what is missing of the batch whose id is the job's key, and send the mails that did not go out."""
    certificates = Certificate.objects.filter(batch_id=int(job.key))
    for certificate_id in certificates.filter(rendered_at__isnull=False, mailed_at=None).values_list("pk", flat=True):
        tasks.mail_certificate(certificate_id)
    waiting = list(certificates.filter(rendered_at=None).order_by("seq").values_list("pk", flat=True))
    done = job.total - len(waiting)
    for certificate_id in waiting:
        if render_certificate(certificate_id=certificate_id):
            done += 1
        report(job=job, done=done)
    if missing := close_batch(batch_id=int(job.key)):
        raise DocumentsMissing(f"{missing} of {job.total}")


@runner(tasks.MAIL)
def send_mail(job):
    emails.send_certificate(int(job.key))


about(RENDER)(about_batches)
about(tasks.MAIL)(about_mails)
