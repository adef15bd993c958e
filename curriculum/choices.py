"""Names of the curriculum."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProgrammeKind(TextChoices):
    EXECUTIVE = "executive", _("Executive programme")
    RESEARCHER = "researcher", _("Researcher development track")


class CertificateKind(TextChoices):
    """The kinds of documents; the word is printed on them."""

    WUTTHIBAT = "wutthibat", _("Certificate of completion")
    PRAKASANIYABAT = "prakasaniyabat", _("Diploma")
    KIATTIBAT = "kiattibat", _("Certificate of honour")
    STATEMENT = "statement", _("Statement")
