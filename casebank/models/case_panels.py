"""The guided template of a case in the editors' desk: a tab for each part, an example of our own beside each field."""

from django.forms import CheckboxSelectMultiple
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)


class Part(MultiFieldPanel):
    """A field, and an example beside it."""

    def __init__(self, children=(), *args, example="", **kwargs):
        if example:
            children = [*children, HelpPanel(content=example, template="casebank/studio/example.html")]
        super().__init__(children, *args, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "casebank/studio/part.html"


class Columns(MultiFieldPanel):
    class BoundPanel(MultiFieldPanel.BoundPanel):
        template_name = "casebank/studio/columns.html"


class GapsPanel(Panel):
    """What is still missing in the case as it was saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "casebank/studio/gaps.html"

        def is_shown(self):
            return bool(self.instance and self.instance.pk)

        @property
        def gaps(self):
            found = self.instance.gaps_for_publication()
            return [{"label": self._label(name), "text": text} for name, text in found.items()]

        def _label(self, name):
            return capfirst(self.instance._meta.get_field(name).verbose_name)


def part(name, help_text, example, **options):
    return Part([FieldPanel(name, help_text=help_text, **options)], example=example)


def ticks(name):
    """A choice of several by boxes to tick; nobody loses the others by a click without the right key."""
    return FieldPanel(name, widget=CheckboxSelectMultiple, classname="studio-ticks")


STORY = MultiFieldPanel(
    [
        TitleFieldPanel("title"),
        part(
            "summary",
            _("One or two sentences for lists and search results: what was tried where, and what changed."),
            _("A town council wrote its tax letter anew, on one page. In the first month 51 per cent paid, not 38."),
        ),
        part(
            "summary_en",
            _("Thai cases are read abroad by this abstract. Not needed where the English page is published."),
            _("A subdistrict municipality tested a one-page letter. Within 30 days, more people paid than before."),
        ),
        part(
            "context",
            _("The place and its people, as far as they matter for what happened. Figures with their year."),
            _("A subdistrict municipality of 9,000 people in the south; half of the houses are let by the month."),
        ),
        part(
            "actors",
            _("Who took part, one in each box: offices, groups, schools. Name a person only with their agreement."),
            _("the revenue office of the municipality · a faculty of economics · shopkeepers of the market"),
        ),
        part(
            "problem",
            _("What was wrong, for whom, and how it was known. One problem."),
            _(
                "Four in ten notices were never answered. Staff thought people would not pay; a survey showed that "
                "they could not find the sum."
            ),
        ),
        part(
            "intervention",
            _("What was done, in order, so that somebody else could do it again."),
            _(
                "The letter was cut to one page, with the sum, the day and the way to pay in its first line, and sent "
                "to half of the households, drawn by lot."
            ),
        ),
        part(
            "mechanism",
            _("Why it worked: what people or offices then did differently. Not a repetition of what was done."),
            _(
                "People paid because they saw at once how much and where; the office stopped answering calls and sent "
                "reminders instead."
            ),
        ),
    ]
)
NOTE = MultiFieldPanel(
    [
        FieldPanel(
            "teaching_note",
            help_text=_(
                "For instructors only: the aim, the plan of the hour, what the discussion usually brings up, and what "
                "happened afterwards. Never shown to the public."
            ),
        ),
        HelpPanel(
            content=_(
                "20 minutes in pairs on question 1, then a vote. Most will say that the rate was too high; show the "
                "register. Close with: what would you measure first?"
            ),
            template="casebank/studio/example.html",
        ),
    ]
)
RESULTS = [
    part(
        "results",
        _("One row for each indicator. Leave “before” empty where nobody measured it; never guess."),
        _(
            "paid within 30 days · before 38 · after 51 · per cent · the unit is per cent: yes · source: receipts of "
            "2565 · note: two groups of 400 drawn by lot"
        ),
    ),
    part(
        "evidence_level",
        _("How surely the result is known. It rates the evidence, not the project."),
        _("Figures before and after, without a group to compare with: before–after comparison."),
    ),
    part(
        "lessons",
        _("What you would tell a colleague who wants to do the same, one in each box, including what failed."),
        _("Begin with the register: a good letter to the wrong address changes nothing."),
    ),
    part(
        "transferability",
        _("What has to be there for it to work elsewhere, and where it would not."),
        _("Needs a register with current addresses. Where tax is collected house by house, a letter adds little."),
    ),
]
TEACHING = [
    part(
        "questions",
        _("Open questions that a class can disagree about, one in each box. They are public."),
        _("Is a difference of 13 percentage points enough to change every letter? What else would you want to know?"),
    ),
    InlinePanel(
        "files",
        heading=_("files"),
        label=_("file"),
        help_text=_("Data sheets, forms, slides. Tick “for instructors only” for what gives the discussion away."),
    ),
]
PEOPLE = [
    InlinePanel(
        "authorships",
        heading=_("authors"),
        label=_("author"),
        help_text=_(
            "In the order in which they are cited; they may come from several institutes. An author whose account is "
            "linked may edit this case."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel(
                "names_people",
                help_text=_("By name, picture, office or story. Tick it also for a community and what it knows."),
            ),
            FieldPanel("consent_given"),
            FieldPanel(
                "consent_note",
                help_text=_(
                    "For example: the chair of the weavers’ group signed on 3 June 2569; the form is at the institute."
                ),
            ),
            FieldPanel("consent_checked", permission="casebank.check_consent"),
        ],
        heading=_("people in the case, and their consent"),
    ),
]
ABOUT = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("institute"), FieldPanel("code")]),
            FieldRowPanel([FieldPanel("area"), FieldPanel("region")]),
            FieldRowPanel([FieldPanel("authority_kind"), FieldPanel("year")]),
            ticks("provinces"),
        ],
        heading=_("place and time"),
    ),
    MultiFieldPanel(
        [ticks("themes"), ticks("methods"), FieldPanel("sdgs", classname="studio-ticks")],
        heading=_("themes and goals"),
    ),
    InlinePanel(
        "pictures",
        heading=_("pictures"),
        label=_("picture"),
        help_text=_("Each with the words for those who cannot see it, and the name of its maker."),
    ),
    MultiFieldPanel(
        [
            part(
                "references",
                _("What the case rests on, one in each box, so that a reader can find it."),
                _("Annual report of the municipality, 2565, p. 14–17"),
            ),
            FieldPanel("adopted_from"),
            FieldPanel("basis"),
            FieldRowPanel([FieldPanel("plan"), FieldPanel("contract_number")]),
            FieldRowPanel([FieldPanel("doi"), FieldPanel("licence")]),
            FieldPanel("illustrative"),
        ],
        heading=_("sources and terms"),
    ),
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
        heading=_("address and search engines"),
    ),
]
PUBLISHING = [GapsPanel(heading=_("before publication")), FieldPanel("change_note"), PublishingPanel(), CommentPanel()]

CASE_HANDLER = TabbedInterface(
    [
        ObjectList([Columns([STORY, NOTE], heading=_("the story, and how to teach it"))], heading=_("Story")),
        ObjectList(RESULTS, heading=_("Results")),
        ObjectList(TEACHING, heading=_("For teaching")),
        ObjectList(PEOPLE, heading=_("People and consent")),
        ObjectList(ABOUT, heading=_("About the case")),
        ObjectList(PUBLISHING, heading=_("Versions and publication")),
    ]
)
