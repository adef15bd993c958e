"""Knowledge items: what the editors' desk asks of each kind before it is published, and the filters of the list."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from home.thai.forms import ThaiDateField

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
    QuestionState.OPEN: {},
    QuestionState.TAKEN: {
        "taken_by": _("Say who has taken the question up."),
        "taken_on": _("Say when it was taken up."),
    },
    QuestionState.ANSWERED: {"answered_by": _("Choose the case that answers the question.")},
}


class KnowledgePageForm(WagtailAdminPageForm):
    """Asks of each kind what its readers need; a draft may be kept without it."""

    taken_on = ThaiDateField(label=_("taken up on"), required=False)

    def clean(self):
        data = super().clean()
        if not self.is_deferred_validation:
            for name, message in self._asked(data).items():
                if name in self.fields and name not in self.errors and not data.get(name):
                    self.add_error(name, message)
            self._no_rows_of_closed_data(data)
        return data

    def _asked(self, data):
        kind = data.get("kind")
        asked = dict(ASKED.get(kind, {}))
        if kind == KnowledgeKind.RESEARCH_QUESTION:
            asked |= ASKED_IN_STATE.get(data.get("question_state"), {})
        return asked

    def _no_rows_of_closed_data(self, data):
        if data.get("preview") and data.get("access") != Access.OPEN:
            self.add_error("preview", _("First rows are for data open to all. Remove them, or open the data."))
