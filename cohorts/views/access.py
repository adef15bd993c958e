"""The log of who opened what other people applied with, as the privacy notice promises: who, what, when.

A line of the log and not a row, since a GET writes nothing; numbers and not names, so that the log itself holds no
personal values. docs/privacy.md says where it goes.
"""

import logging

logger = logging.getLogger("tacit.access")


def note_opening(person, application, what="it"):
    """Log that `person` opens an application, or `what` of it, when it is not their own."""
    if application.applicant_id != person.pk:
        logger.info("user %d opened %s: application %d", person.pk, what, application.pk)
