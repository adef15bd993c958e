"""Other knowledge items with the same curation: briefs, research questions, tools, datasets, partners."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import body_blocks
from home.choices import Institute
from home.models import SitePage

from ..choices import KnowledgeKind


class KnowledgeIndexPage(SitePage):
    max_count_per_parent = 1
    subpage_types = ["casebank.KnowledgePage"]
    template = "casebank/knowledge_index_page.html"

    class Meta:
        verbose_name = _("list of knowledge items")
        verbose_name_plural = _("lists of knowledge items")


class KnowledgePage(SitePage):
    kind = models.CharField(_("kind"), max_length=20, choices=KnowledgeKind.choices)
    code = models.CharField(_("code"), max_length=30)
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices, blank=True)
    status = models.CharField(
        _("status"), max_length=80, blank=True, help_text=_("For example: open, taken up, answered.")
    )
    cites = ParentalManyToManyField(
        "casebank.CasePage", verbose_name=_("cases it rests on"), blank=True, related_name="cited_by"
    )
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["casebank.KnowledgeIndexPage"]
    subpage_types = []
    template = "casebank/knowledge_page.html"
    card_template = "components/cards/knowledge.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("kind"),
        FieldPanel("code"),
        FieldPanel("institute"),
        FieldPanel("status"),
        FieldPanel("cites"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("code"),
        index.FilterField("kind"),
        index.FilterField("institute"),
    ]

    class Meta:
        verbose_name = _("knowledge item")
        verbose_name_plural = _("knowledge items")
