"""Names of the register."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    PREPARED = "prepared", _("Waiting for approval")
    APPROVED = "approved", _("Approved, documents are being made")
    ISSUED = "issued", _("Issued")
    REFUSED = "refused", _("Sent back")


class CertificateState(TextChoices):
    VALID = "valid", _("Valid")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


class LineState(TextChoices):
    """States by which lines of the ledger are picked: a valid one whose last day is over counts as expired."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


class Purpose(TextChoices):
    """What a certificate is for. One person has one valid certificate of each in a cohort."""

    PROGRAMME = "programme", _("The whole programme")
    MODULE = "module", _("A single module")
    ATTENDANCE = "attendance", _("Attendance")


class ReplacementGround(TextChoices):
    """Why a certificate stands in the place of another: what it said was wrong, or the paper was lost (ใบแทน)."""

    CORRECTED = "corrected", _("Corrected")
    LOST = "lost", _("Substitute for a lost one")


class NameRequestState(TextChoices):
    OPEN = "open", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn by the learner")


class Finding(TextChoices):
    """What is said to anybody who asks about a certificate. Only the first means that it may be relied on."""

    VALID = "valid", _("This certificate is valid")
    CORRECTED = "corrected", _("This certificate was corrected: see the new one")
    SUBSTITUTED = "substituted", _("A substitute stands in the place of this certificate")
    REVOKED = "revoked", _("This certificate was revoked")
    EXPIRED = "expired", _("This certificate has expired")
    NOT_KNOWN = "not_known", _("Not verified")
    COULD_NOT_CHECK = "could_not_check", _("Could not be checked just now")


class FileFinding(TextChoices):
    """What is said of a PDF that somebody brings."""

    ISSUED = "issued", _("This is the file as it was issued")
    ALTERED = "altered", _("This file was altered")
    SIGNED = "signed", _("The academy signed this file, but it is no certificate")
    FOREIGN = "foreign", _("This is not a file that the academy issued")
    COULD_NOT_CHECK = "could_not_check", _("This file could not be checked")


class LedgerVerb(TextChoices):
    ISSUED = "issued", _("Issued")
    DOCUMENT = "document", _("Document made")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")
    FORGOTTEN = "forgotten", _("Name taken out")
