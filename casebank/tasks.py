"""What actions hand to the worker: mails, as job rows written in the action's own transaction."""

from home.actions import request_job

MAIL = "casebank.mail"


def mail(message, pk, user):
    """Ask for one mail to one person: `message` is a name in jobs.MESSAGES, `pk` the row it is about. It goes out once,
    however often it is asked for."""
    return request_job(kind=MAIL, key=f"{message}:{pk}:{user.pk}")
