"""Names of the case bank."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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


class ItemLicence(TextChoices):
    """A dataset is only described here: the terms of its owner hold for the data."""

    CC_BY = Licence.CC_BY.value, "CC BY 4.0"
    CC_BY_NC_ND = Licence.CC_BY_NC_ND.value, "CC BY-NC-ND 4.0"
    OWNER = "owner", _("Terms of the owner")


class TermKind(TextChoices):
    THEME = "theme", _("Theme")
    METHOD = "method", _("Method")


class Goal(IntegerChoices):
    """The Sustainable Development Goals of the United Nations, by their short names."""

    POVERTY = 1, _("No poverty")
    HUNGER = 2, _("Zero hunger")
    HEALTH = 3, _("Good health and well-being")
    EDUCATION = 4, _("Quality education")
    GENDER = 5, _("Gender equality")
    WATER = 6, _("Clean water and sanitation")
    ENERGY = 7, _("Affordable and clean energy")
    WORK = 8, _("Decent work and economic growth")
    INDUSTRY = 9, _("Industry, innovation and infrastructure")
    INEQUALITY = 10, _("Reduced inequalities")
    CITIES = 11, _("Sustainable cities and communities")
    CONSUMPTION = 12, _("Responsible consumption and production")
    CLIMATE = 13, _("Climate action")
    SEA = 14, _("Life below water")
    LAND = 15, _("Life on land")
    PEACE = 16, _("Peace, justice and strong institutions")
    PARTNERSHIP = 17, _("Partnerships for the goals")


class KnowledgeKind(TextChoices):
    POLICY_BRIEF = "policy_brief", _("Policy brief")
    RESEARCH_QUESTION = "research_question", _("Research question")
    TOOL = "tool", _("Tool")
    DATASET = "dataset", _("Dataset")
    PARTNER = "partner", _("Partner")
    CONCEPT_NOTE = "concept_note", _("Concept note")


class QuestionState(TextChoices):
    OPEN = "open", pgettext_lazy("research question", "Open")
    TAKEN = "taken", _("Taken up")
    ANSWERED = "answered", _("Answered")


class Access(TextChoices):
    OPEN = "open", _("Open to all")
    ON_REQUEST = "on_request", _("On request")
    RESTRICTED = "restricted", _("For those who may by law")


class PartnerKind(TextChoices):
    INSTITUTE = "institute", _("Institute of the academy")
    UNIVERSITY = "university", _("University")
    AUTHORITY = "authority", pgettext_lazy("partner", "Local authority")
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
