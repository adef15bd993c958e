"""Names shared by the pages of all apps."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Institute(TextChoices):
    """The five knowledge institutes; each has its own colour and motif in the design."""

    CCMI = "ccmi", _("Cultural Capital Management Institute")
    LEDI = "ledi", _("Local Economy Development Institute")
    PASMEI = "pasmei", _("Poverty Alleviation & Social Mobility Enhancement Institute")
    CDI = "cdi", _("City Development Institute")
    LGCBI = "lgcbi", _("Local Government Capacity Building Institute")


INSTITUTE_SHORT = {
    Institute.CCMI: _("Cultural Capital"),
    Institute.LEDI: _("Local Economy"),
    Institute.PASMEI: _("Social Mobility"),
    Institute.CDI: _("City Development"),
    Institute.LGCBI: _("Local Government"),
}


# How the key of a job ends that is done once in all time: its row is the memory of that, and is never forgotten.
ONCE = ":once"


class JobState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
