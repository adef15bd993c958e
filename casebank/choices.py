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
    CONCEPT_NOTE = "concept_note", _("Concept note")


class QuestionState(TextChoices):
    OPEN = "open", _("Open")
    TAKEN = "taken", _("Taken up")
    ANSWERED = "answered", _("Answered")


class Access(TextChoices):
    OPEN = "open", _("Open to all")
    ON_REQUEST = "on_request", _("On request")
    RESTRICTED = "restricted", _("For those who may by law")


class PartnerKind(TextChoices):
    INSTITUTE = "institute", _("Institute of the academy")
    UNIVERSITY = "university", _("University")
    AUTHORITY = "authority", _("Local authority")
    AGENCY = "agency", _("State agency")
    PRIVATE = "private", _("Private sector")
    CIVIL = "civil", _("Civil society")
    COMMUNITY = "community", _("Community")
    INTERNATIONAL = "international", _("International organisation")
    ASSOCIATION = "association", _("Association or foundation")


# What each of the academy's eight missions brings forth, where it is a knowledge item.
KIND_OF_MISSION = {
    3: KnowledgeKind.CONCEPT_NOTE,
    4: KnowledgeKind.POLICY_BRIEF,
    5: KnowledgeKind.DATASET,
    6: KnowledgeKind.TOOL,
    7: KnowledgeKind.PARTNER,
    8: KnowledgeKind.RESEARCH_QUESTION,
}
