"""A case: what was tried in an area, what made it work, how surely that is known, and what travels."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from accounts.choices import OrganisationKind, Region
from home.choices import Institute
from home.models import SitePage

from ..blocks import ResultBlock
from ..choices import EvidenceLevel, Licence
from ..querysets import PublishedManager
from ..requirements import check_gaps, consent_gaps, english_gaps, story_gaps
from .access import CasePermissionTester
from .case_panels import CASE_HANDLER
from .curation import Curated


class CaseIndexPage(SitePage):
    """The public case bank."""

    max_count_per_parent = 1
    subpage_types = ["casebank.CasePage"]
    template = "casebank/case_index_page.html"
    # The facets (facets.py), the text, the order and the page.
    kept_query = (
        "q", "institute", "theme", "province", "region", "authority", "sdg", "method", "evidence", "year", "programme",
        "sort", "page",
    )  # fmt: skip

    class Meta:
        verbose_name = _("case bank")
        verbose_name_plural = _("case banks")


def lines(label, **kwargs):
    return StreamField([("item", blocks.TextBlock(label=_("item"), rows=2))], verbose_name=label, **kwargs)


class CasePage(Curated, SitePage):
    code = models.CharField(
        _("code"), max_length=30, help_text=_("For example CASE-LEDI-01; the same in both languages.")
    )
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices)
    illustrative = models.BooleanField(_("demonstration case: place and figures are invented"), default=False)
    area = models.CharField(_("area"), max_length=200)
    region = models.CharField(_("region"), max_length=12, choices=Region.choices)
    provinces = ParentalManyToManyField("accounts.Province", verbose_name=_("provinces"), blank=True)
    authority_kind = models.CharField(
        _("type of local authority"), max_length=20, choices=OrganisationKind.choices, blank=True
    )
    year = models.PositiveSmallIntegerField(
        _("year (CE)"),
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text=_("Common Era; shown as Buddhist Era in Thai."),
    )
    sdgs = models.JSONField(
        _("Sustainable Development Goals"),
        default=list,
        blank=True,
        help_text=_("Numbers 1 to 17, for example [8, 11]."),
    )
    themes = ParentalManyToManyField(
        "casebank.Term", verbose_name=_("themes"), blank=True, related_name="+", limit_choices_to={"kind": "theme"}
    )
    methods = ParentalManyToManyField(
        "casebank.Term", verbose_name=_("methods"), blank=True, related_name="+", limit_choices_to={"kind": "method"}
    )
    evidence_level = models.PositiveSmallIntegerField(_("evidence level"), choices=EvidenceLevel.choices)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)

    summary_en = models.TextField(
        _("English abstract"),
        blank=True,
        max_length=1500,
        help_text=_(
            "Needed to publish a Thai case that has no published English page. Say in English what was tried, what "
            "changed, and what made it work."
        ),
    )
    context = models.TextField(_("context and area"))
    actors = lines(_("actors"), blank=True)
    problem = models.TextField(_("problem"))
    intervention = models.TextField(_("intervention"))
    mechanism = models.TextField(
        _("mechanism"), help_text=_("What made it work. This is the part that travels to another place.")
    )
    results = StreamField([("result", ResultBlock())], verbose_name=_("results and indicators"), blank=True)
    lessons = lines(_("lessons"), blank=True)
    transferability = models.TextField(_("transferability"), blank=True)
    questions = lines(_("discussion questions"), blank=True)
    teaching_note = RichTextField(
        _("teaching note"),
        blank=True,
        features=["bold", "ol", "ul", "link"],
        help_text=_("Instructors only; it is never shown to the public."),
    )
    basis = models.CharField(_("basis in the founding document"), max_length=400, blank=True)
    references = lines(_("references"), blank=True)
    adopted_from = ParentalManyToManyField(
        "self", verbose_name=_("adopted from"), blank=True, symmetrical=False, related_name="adopted_by"
    )
    plan = models.CharField(_("funded plan"), max_length=200, blank=True)
    contract_number = models.CharField(_("contract number"), max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=100, blank=True)

    names_people = models.BooleanField(_("people or communities can be recognised in this case"), default=False)
    consent_given = models.BooleanField(_("they have agreed to what is told about them"), default=False)
    consent_note = models.TextField(
        _("who agreed, when and how"), blank=True, max_length=1000, help_text=_("Never shown to the public.")
    )
    consent_checked = models.BooleanField(_("an editor has seen the proof of consent"), default=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="proposed_cases",
    )

    objects = PublishedManager()

    parent_page_types = ["casebank.CaseIndexPage"]
    subpage_types = []
    template = "casebank/case_page.html"
    card_template = "components/cards/case.html"
    edit_handler = CASE_HANDLER
    search_fields = [
        *SitePage.search_fields,
        *[
            index.SearchField(name)
            for name in (
                "code",
                "area",
                "context",
                "problem",
                "intervention",
                "mechanism",
                "results",
                "lessons",
                "transferability",
                "actors",
                "questions",
                "basis",
                "references",
                "labels",
            )
        ],
        index.SearchField("summary_en"),
        *[
            index.FilterField(name)
            for name in ("institute", "region", "authority_kind", "evidence_level", "year", "retracted_on")
        ],
    ]

    # What labels() reads, asked for many cases at once when they are indexed.
    search_related = ("authorships__contributor", "themes", "methods", "provinces")

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        permissions = [
            ("check_consent", "May confirm the consent of people named in a case"),
            ("retract_case", "May retract a published case"),
        ]

    def labels(self):
        """Names beside the text by which a case is found: authors, themes, methods and provinces, in both languages."""
        named = [entry.contributor.title for entry in self.authorships.all()]
        terms = [*self.themes.all(), *self.methods.all(), *self.provinces.all()]
        return " ".join([*named, *(f"{term.name_th} {term.name_en}" for term in terms)])

    def permissions_for_user(self, user):
        return CasePermissionTester(user, self)

    def gaps_for_review(self, revision=None):
        return super().gaps_for_review(revision) | story_gaps(self) | english_gaps(self) | consent_gaps(self)

    def gaps_for_publication(self, revision=None):
        return super().gaps_for_publication(revision) | check_gaps(self)
