"""What actions hand to the worker, as job rows, so that none is lost while the queue or mail server is down."""

from home.actions import request_job

MAIL, NAME_MAIL = "certificates.mail", "certificates.name_mail"
RULE = "certificates.rule"
PRINT = "certificates.print"
LEDGER = "certificates.ledger"
# Jobs that leave a file to fetch (actions/printing.py).
PRINTED = (PRINT, LEDGER)


def mail_certificate(certificate_id):
    """Ask for the holder's mail; asked again it is the same job, and one that gave up begins anew."""
    return request_job(kind=MAIL, key=certificate_id)


def issue_by_rule(enrolment_id):
    """Ask that a learner be given what their programme gives without a batch; asked again it is looked at again."""
    return request_job(kind=RULE, key=enrolment_id, again=True)


def mail_name_decided(request_id):
    """Ask for the mail that tells a learner what was decided about their name; asked again it is the same job."""
    return request_job(kind=NAME_MAIL, key=request_id)
