"""What actions hand to the worker: mails, as job rows, so that none is lost while the queue or mail server is down."""

from home.actions import request_job

MAIL = "certificates.mail"


def mail_certificate(certificate_id):
    """Ask for the holder's mail; asked again it is the same job, and one that gave up begins anew."""
    return request_job(kind=MAIL, key=certificate_id)
