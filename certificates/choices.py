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
