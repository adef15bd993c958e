"""What carries out the jobs of this app; registered when the app is ready."""

from home.runners import runner

from . import emails
from .tasks import MAIL

MESSAGES = {
    "returned": emails.send_returned,
    "approved": emails.send_approved,
    "published": emails.send_published,
    "unreviewed": emails.send_unreviewed,
}


@runner(MAIL)
def send_mail(job):
    message, pk, user = job.key.split(":")
    MESSAGES[message](int(pk), int(user))
