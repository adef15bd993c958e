"""How a mail of an account leaves the house: at once, and without taking the screen down when the server is away."""

import logging
from smtplib import SMTPException

logger = logging.getLogger(__name__)


def deliver(message):
    """Send a Django mail message; True if the server took it, False if not (the reason goes to the log).

    Addresses stay out of the log: the kind of fault is enough to mend it.
    """
    try:
        message.send()
    except (SMTPException, OSError):
        logger.exception("A mail about an account could not be sent.")
        return False
    return True
