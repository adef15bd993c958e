"""What carries out the jobs of this app; registered when the app is ready. And what it does on the clock."""

from celery import shared_task

from home.runners import about, runner

from . import emails
from .actions.followup import ask_for_follow_ups
from .actions.retention import forget_applications
from .queries.mails import about_mails
from .tasks import MAIL

MESSAGES = {
    "application_received": emails.send_application_received,
    "decision": emails.send_decision,
    "enrolled": emails.send_enrolled,
    "completion": emails.send_completion,
    "work_marked": emails.send_work_marked,
    "work_returned": emails.send_work_returned,
    "offer_asked": emails.send_offer_asked,
    "offer_declined": emails.send_offer_declined,
    "offer_passed_on": emails.send_offer_passed_on,
    "follow_up": emails.send_follow_up,
}


@runner(MAIL)
def send_mail(job):
    message, pk, _asking = job.key.split(":")
    MESSAGES[message](int(pk))


about(MAIL)(about_mails)


@shared_task
def ask_for_follow_ups_of_today():
    ask_for_follow_ups()


@shared_task
def purge_expired():
    forget_applications()
