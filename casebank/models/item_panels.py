"""The form of a knowledge item in the editors' desk: what every kind has, then one group for each kind."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

from ..choices import KnowledgeKind


class KindPanel(MultiFieldPanel):
    """The fields of some kinds; closed for an item of another kind, and open where a complaint stands in it."""

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = tuple(kinds)

    def clone_kwargs(self):
        return super().clone_kwargs() | {"kinds": self.kinds}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def classes(self):
            closed = bool(self.instance.kind) and self.instance.kind not in self.panel.kinds
            return [*super().classes(), *(["collapsed"] if closed and not self._has_errors() else [])]

        def _has_errors(self):
            names = self.panel.get_form_options().get("fields", ())
            return self.form is not None and any(name in self.form.errors for name in names)


ITEM_PANELS = [
    *Page.content_panels,
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("kind"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("institute"), FieldPanel("licence")]),
            FieldPanel("illustrative"),
        ],
        _("about the item"),
        help_text=_("The kind decides which group below is filled in. The code is the same in both languages: PB-05."),
    ),
    InlinePanel("authorships", heading=_("authors"), label=_("author")),
    FieldPanel("body"),
    FieldPanel(
        "cites",
        help_text=_(
            "Codes of published cases, with commas: CASE-LEDI-01, CASE-CDI-02. A policy brief and a concept note have "
            "at least one."
        ),
    ),
    KindPanel(
        [FieldPanel("question"), FieldPanel("ask")],
        _("policy brief"),
        kinds=[KnowledgeKind.POLICY_BRIEF],
        help_text=_(
            "One question, one request. For example: “What comes before raising a rate?” and “Local authorities check "
            "the register, the notice and the ways to pay before considering a change of rates.”"
        ),
    ),
    KindPanel(
        [
            FieldPanel("question_state"),
            FieldRowPanel([FieldPanel("taken_by"), FieldPanel("taken_on")]),
            FieldPanel("answered_by", help_text=_("Codes of published cases, with commas: CASE-LEDI-01, CASE-CDI-02.")),
        ],
        _("research question"),
        kinds=[KnowledgeKind.RESEARCH_QUESTION],
        help_text=_(
            "The title is the question itself. For example: taken up by “Research group of the Faculty of Economics, "
            "Sommut University”, 1/10/2569. Name a group, not a person who has not agreed."
        ),
    ),
    KindPanel(
        [FieldPanel("conditions")],
        _("tool"),
        kinds=[KnowledgeKind.TOOL],
        help_text=_(
            "Conditions that a reader ticks one by one. For example: “It creates work for people of the area”, to be "
            "told by “the list of those who work, with their subdistrict”. Answers are never stored."
        ),
    ),
    KindPanel(
        [
            FieldPanel("owner_name"),
            FieldRowPanel([FieldPanel("coverage"), FieldPanel("period")]),
            FieldRowPanel([FieldPanel("access"), FieldPanel("access_url")]),
            FieldPanel("preview"),
        ],
        _("dataset"),
        kinds=[KnowledgeKind.DATASET],
        help_text=_(
            "A description, never the data themselves. For example: owner “Department of Provincial Administration”, "
            "coverage “77 provinces, one row each”, period “as of 2569”. Only data open to all have first rows."
        ),
    ),
    KindPanel(
        [
            FieldRowPanel([FieldPanel("partner_kind"), FieldPanel("province")]),
            FieldPanel("website"),
            FieldPanel("works_with"),
        ],
        _("partner"),
        kinds=[KnowledgeKind.PARTNER],
        help_text=_(
            "For example: kind “University”, works with “City Development Institute”. A link said on one side shows on "
            "both."
        ),
    ),
    FieldPanel("change_note"),
]
