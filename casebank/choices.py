"""Names of the case bank."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class EvidenceLevel(IntegerChoices):
    """How surely a result is known; it rates the evidence, not the project."""

    DESCRIPTIVE = 1, _("Descriptive")
    MONITORED = 2, _("Monitored indicators")
    BEFORE_AFTER = 3, _("Before–after comparison")
    QUASI_EXPERIMENTAL = 4, _("Quasi-experimental, with a comparison group")
    EXPERIMENTAL = 5, _("Randomised experiment")


class Licence(TextChoices):
    CC_BY = "CC BY 4.0", "CC BY 4.0"
    CC_BY_NC_ND = "CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"


class TermKind(TextChoices):
    THEME = "theme", _("Theme")
    METHOD = "method", _("Method")


class KnowledgeKind(TextChoices):
    POLICY_BRIEF = "policy_brief", _("Policy brief")
    RESEARCH_QUESTION = "research_question", _("Research question")
    TOOL = "tool", _("Tool")
    DATASET = "dataset", _("Dataset")
    PARTNER = "partner", _("Partner")


# What each of the academy's eight missions brings forth, where it is a knowledge item.
KIND_OF_MISSION = {
    4: KnowledgeKind.POLICY_BRIEF,
    5: KnowledgeKind.DATASET,
    6: KnowledgeKind.TOOL,
    7: KnowledgeKind.PARTNER,
    8: KnowledgeKind.RESEARCH_QUESTION,
}
