"""What carries out the jobs of this app; registered when the app is ready."""

from home.runners import runner

from . import emails
from .tasks import MAIL

MESSAGES = {
    "application_received": emails.send_application_received,
    "decision": emails.send_decision,
    "enrolled": emails.send_enrolled,
    "completion": emails.send_completion,
    "work_marked": emails.send_work_marked,
    "work_returned": emails.send_work_returned,
}


@runner(MAIL)
def send_mail(job):
    message, pk, _asking = job.key.split(":")
    MESSAGES[message](int(pk))
