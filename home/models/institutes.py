"""The five knowledge institutes, the top order of everything the academy knows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..blocks import NumberBlock, TermBlock, body_blocks
from ..choices import Institute
from .base import SitePage


class InstituteIndexPage(SitePage):
    subpage_types = ["home.InstitutePage"]
    template = "home/institute_index_page.html"

    class Meta:
        verbose_name = _("list of institutes")
        verbose_name_plural = _("lists of institutes")

    @property
    def institutes(self):
        return InstitutePage.objects.child_of(self).live().public().order_by("number")


class InstitutePage(SitePage):
    """An institute: its motto, what it knows, its frameworks and numbers with their sources."""

    number = models.PositiveSmallIntegerField(_("number"))
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices)
    short_name = models.CharField(_("short name"), max_length=80)
    motto = models.CharField(_("motto"), max_length=200, blank=True)
    terms = StreamField([("term", TermBlock())], verbose_name=_("key terms"), blank=True)
    numbers = StreamField([("number", NumberBlock())], verbose_name=_("numbers"), blank=True)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.InstituteIndexPage"]
    subpage_types = []
    template = "home/institute_page.html"
    card_template = "components/cards/institute.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("number"),
        FieldPanel("institute"),
        FieldPanel("short_name"),
        FieldPanel("motto"),
        FieldPanel("summary"),
        FieldPanel("terms"),
        FieldPanel("numbers"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("motto"),
        index.SearchField("short_name"),
        index.SearchField("terms"),
        index.SearchField("numbers"),
        index.SearchField("body"),
        index.FilterField("institute"),
    ]

    class Meta:
        verbose_name = _("institute")
        verbose_name_plural = _("institutes")
        ordering = ["number"]
