"""What actions hand to the worker: mails, as job rows written in the action's own transaction.

So no mail is sent for what was rolled back, none is lost while the queue is down, and the sweeper tries again where
the mail server was away.
"""

from uuid import uuid4

from home.actions import request_job
from home.choices import ONCE

MAIL = "cohorts.mail"


def mail(message, pk):
    """Ask for one mail: `message` is a name in jobs.MESSAGES, `pk` the row it is about. Each asking is a mail."""
    return request_job(kind=MAIL, key=f"{message}:{pk}:{uuid4().hex}")


def mail_once(message, pk):
    """Ask for a mail that is sent at most once about a row, however often it is asked for."""
    return request_job(kind=MAIL, key=once(message, pk))


def once(message, pk):
    """The key of the job of `mail_once`."""
    return f"{message}:{pk}{ONCE}"
