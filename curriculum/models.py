"""Programmes: for whom, to what end, in which order of courses, and what completion asks."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from home.choices import Institute
from home.models import SitePage

from .choices import CertificateKind, ProgrammeKind

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class ProgrammeIndexPage(SitePage):
    max_count_per_parent = 1
    subpage_types = ["curriculum.ProgrammePage"]
    template = "curriculum/programme_index_page.html"

    class Meta:
        verbose_name = _("catalogue of programmes")
        verbose_name_plural = _("catalogues of programmes")

    @property
    def programmes(self):
        return ProgrammePage.objects.child_of(self).live().public()


def lines(label):
    return StreamField([("item", blocks.TextBlock(label=_("item"), rows=2))], verbose_name=label, blank=True)


class SelectionCriterionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("criterion"), max_length=200)
    weight = blocks.IntegerBlock(label=_("weight (%)"), min_value=1, max_value=100)

    class Meta:
        icon = "list-ol"
        label = _("Criterion")


class ProgrammePage(SitePage):
    """A programme (หลักสูตร). Its rules are copied into a cohort when that starts."""

    code = models.CharField(
        _("code"),
        max_length=10,
        validators=[RegexValidator(r"^[A-Z][A-Z0-9]*$", _("Capital Latin letters and digits."))],
    )
    institute = models.CharField(_("leading institute"), max_length=10, choices=Institute.choices)
    kind = models.CharField(_("kind"), max_length=12, choices=ProgrammeKind.choices)
    who_for = lines(_("who it is for"))
    outcomes = lines(_("what one can do afterwards"))
    eligibility = lines(_("who may apply"))
    documents = lines(_("documents to apply with"))
    selection = StreamField(
        [("criterion", SelectionCriterionBlock())], verbose_name=_("selection criteria"), blank=True
    )
    fee_baht = models.PositiveIntegerField(_("fee (baht)"), default=0)
    fee_note = models.CharField(_("note on the fee"), max_length=300, blank=True)

    attendance_percent = models.PositiveSmallIntegerField(_("attendance at least (%)"), default=80, validators=PERCENT)
    quiz_percent = models.PositiveSmallIntegerField(_("pass mark of quizzes (%)"), default=60, validators=PERCENT)
    quiz_attempts = models.PositiveSmallIntegerField(
        _("tries for each quiz"), default=3, validators=[MinValueValidator(1)]
    )
    capstone_percent = models.PositiveSmallIntegerField(
        _("pass mark of the capstone (%)"), default=60, validators=PERCENT
    )
    pretest_required = models.BooleanField(_("pre-test required"), default=True)
    posttest_required = models.BooleanField(_("post-test required"), default=True)
    evaluation_required = models.BooleanField(_("satisfaction form required"), default=True)

    certificate_kind = models.CharField(
        _("kind of certificate"), max_length=20, choices=CertificateKind.choices, default=CertificateKind.WUTTHIBAT
    )
    certificate_title = models.CharField(_("title of the certificate"), max_length=200, blank=True)
    certificate_code = models.CharField(
        _("code in the number"), max_length=10, blank=True, help_text=_("For example ผถ.")
    )
    number_pattern = models.CharField(
        _("pattern of the number"), max_length=80, default="รช.{code} {cohort}-{seq:03d}/{year_be}"
    )

    parent_page_types = ["curriculum.ProgrammeIndexPage"]
    subpage_types = []
    template = "curriculum/programme_page.html"
    card_template = "components/cards/programme.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("institute"), FieldPanel("kind")]),
        MultiFieldPanel(
            [FieldPanel("who_for"), FieldPanel("outcomes"), FieldPanel("eligibility")], _("for the reader")
        ),
        InlinePanel("programme_courses", label=_("courses, in order")),
        MultiFieldPanel([FieldPanel(n) for n in ("documents", "selection", "fee_baht", "fee_note")], _("applying")),
        MultiFieldPanel(
            [
                FieldPanel(n)
                for n in (
                    "attendance_percent",
                    "quiz_percent",
                    "quiz_attempts",
                    "capstone_percent",
                    "pretest_required",
                    "posttest_required",
                    "evaluation_required",
                )
            ],
            _("completion"),
        ),
        MultiFieldPanel(
            [FieldPanel(n) for n in ("certificate_kind", "certificate_title", "certificate_code", "number_pattern")],
            _("certificate"),
        ),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("code"),
        index.SearchField("who_for"),
        index.SearchField("outcomes"),
        index.SearchField("eligibility"),
        index.SearchField("certificate_title"),
        index.FilterField("institute"),
    ]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")

    def teaches(self, module):
        """Whether the course of a module, in whatever language, is one of the programme's; two queries."""
        key = module.get_parent().translation_key
        return ProgrammeCourse.objects.filter(programme=self, course__translation_key=key).exists()


class ProgrammeCourse(Orderable):
    """A course in a programme, in its place."""

    programme = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="programme_courses")
    course = models.ForeignKey(
        "courses.CoursePage", verbose_name=_("course"), on_delete=models.PROTECT, related_name="programme_courses"
    )

    panels = [PageChooserPanel("course")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["programme", "course"], name="a_course_once_in_a_programme")]
