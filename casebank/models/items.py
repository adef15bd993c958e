"""Other knowledge items with the same curation: briefs, research questions, tools, datasets, partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import body_blocks
from home.choices import Institute
from home.models import SitePage
from home.thai.fields import ThaiSortField

from ..blocks import ConditionBlock, TypedTable
from ..choices import Access, ItemLicence, KnowledgeKind, PartnerKind, QuestionState
from ..querysets import PublishedManager
from .curation import Curated
from .item_panels import ITEM_PANELS
from .item_rules import item_gaps


class KnowledgeIndexPage(SitePage):
    max_count_per_parent = 1
    subpage_types = ["casebank.KnowledgePage"]
    template = "casebank/knowledge_index_page.html"
    kept_query = ("q", "kind", "institute", "state", "access", "page")

    class Meta:
        verbose_name = _("list of knowledge items")
        verbose_name_plural = _("lists of knowledge items")


class KnowledgePage(Curated, SitePage):
    """One class for all kinds; the fields of a kind stand together and are empty for the others."""

    kind = models.CharField(_("kind"), max_length=20, choices=KnowledgeKind.choices)
    code = models.CharField(_("code"), max_length=30)
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices, blank=True)
    cites = ParentalManyToManyField(
        "casebank.CasePage", verbose_name=_("cases it rests on"), blank=True, related_name="cited_by"
    )
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=ItemLicence.choices, blank=True)
    illustrative = models.BooleanField(_("invented for the demonstration"), default=False)
    sort_key = ThaiSortField(source=["title"])

    # A policy brief.
    question = models.TextField(_("question"), blank=True, max_length=400)
    ask = models.TextField(_("what is asked, and of whom"), blank=True, max_length=600)

    # A research question.
    question_state = models.CharField(
        _("state of the question"), max_length=10, choices=QuestionState.choices, blank=True
    )
    taken_by = models.CharField(_("taken up by"), max_length=200, blank=True)
    taken_on = models.DateField(_("taken up on"), null=True, blank=True)
    answered_by = ParentalManyToManyField(
        "casebank.CasePage", verbose_name=_("cases that answer it"), blank=True, related_name="answers"
    )

    # A dataset: described here, held by its owner.
    coverage = models.CharField(_("coverage: places and units"), max_length=200, blank=True)
    period = models.CharField(_("period"), max_length=100, blank=True)
    owner_name = models.CharField(_("owner of the data"), max_length=200, blank=True)
    access = models.CharField(_("access"), max_length=12, choices=Access.choices, blank=True)
    access_url = models.URLField(_("address of the data"), blank=True)
    preview = StreamField(
        [("table", TypedTable(label=_("table")))], verbose_name=_("first rows"), blank=True, max_num=1
    )

    # A tool: conditions that a reader can check one by one.
    conditions = StreamField([("condition", ConditionBlock())], verbose_name=_("conditions to check"), blank=True)

    # A partner of the network.
    partner_kind = models.CharField(_("kind of partner"), max_length=14, choices=PartnerKind.choices, blank=True)
    website = models.URLField(_("website"), blank=True)
    province = models.ForeignKey(
        "accounts.Province",
        verbose_name=_("province"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    works_with = ParentalManyToManyField(
        "self", verbose_name=_("works with"), blank=True, symmetrical=False, related_name="worked_with_by"
    )

    objects = PublishedManager()

    parent_page_types = ["casebank.KnowledgeIndexPage"]
    subpage_types = []
    template = "casebank/knowledge_page.html"
    kept_query = ("met", "check")
    card_template = "components/cards/knowledge.html"
    content_panels = ITEM_PANELS
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("code"),
        index.SearchField("question"),
        index.SearchField("ask"),
        *[index.SearchField(name) for name in ("coverage", "owner_name", "conditions", "taken_by")],
        index.FilterField("kind"),
        index.FilterField("institute"),
        index.FilterField("retracted_on"),
    ]

    class Meta:
        verbose_name = _("knowledge item")
        verbose_name_plural = _("knowledge items")

    @property
    def kind_template(self):
        """The part of the page that only this kind has."""
        return f"casebank/knowledge_{self.kind}.html"

    @property
    def state_label(self):
        """What a list says of the item beside its title: the state of a question, the access to data, the partner."""
        return self.get_question_state_display() or self.get_access_display() or self.get_partner_kind_display()

    def gaps_for_review(self, revision=None):
        return item_gaps(self._told) | super().gaps_for_review(revision)

    def _told(self, name):
        value = getattr(self, name)
        return value.all() if self._meta.get_field(name).many_to_many else value
