"""What each kind of knowledge item has to say before the public reads it. Pure: a rule asks for values by name."""

from django.utils.translation import gettext_lazy as _

from ..choices import Access, KnowledgeKind, QuestionState

# Kind → {field: what is said while it is empty}.
ASKED = {
    KnowledgeKind.POLICY_BRIEF: {
        "ask": _("Say what is asked, and of whom."),
        "cites": _("A policy brief rests on at least one case. Choose it."),
    },
    KnowledgeKind.RESEARCH_QUESTION: {"question_state": _("Say whether the question is open, taken up or answered.")},
    KnowledgeKind.DATASET: {
        "owner_name": _("Name the owner of the data."),
        "coverage": _("Say which places and units the data cover."),
        "access": _("Say who may get the data."),
        "licence": _("Say on which terms the data may be used."),
    },
    KnowledgeKind.PARTNER: {"partner_kind": _("Say what kind of partner it is.")},
    KnowledgeKind.CONCEPT_NOTE: {"cites": _("A concept note is drawn from at least one case. Choose it.")},
}
ASKED_IN_STATE = {
    QuestionState.TAKEN: {
        "taken_by": _("Say who has taken the question up."),
        "taken_on": _("Say when it was taken up."),
    },
    QuestionState.ANSWERED: {"answered_by": _("Choose the case that answers the question.")},
}
ROWS_OF_CLOSED_DATA = _("First rows are for data open to all. Remove them, or open the data.")


def item_gaps(told):
    """{field: what to do}; `told(name)` answers the value of a field, empty where nothing is said."""
    asked = dict(ASKED.get(told("kind"), {}))
    if told("kind") == KnowledgeKind.RESEARCH_QUESTION:
        asked |= ASKED_IN_STATE.get(told("question_state"), {})
    gaps = {name: message for name, message in asked.items() if not told(name)}
    if told("preview") and told("access") != Access.OPEN:
        gaps["preview"] = ROWS_OF_CLOSED_DATA
    return gaps
