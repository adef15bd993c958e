"""Pages of the public site that belong to no other app."""

from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..blocks import DoorBlock, body_blocks
from .base import SitePage


class HomePage(SitePage):
    """The front door: the academy's promise, a first step for each kind of reader, open cohorts, institutes."""

    eyebrow = models.CharField(_("line above the headline"), max_length=200, blank=True)
    headline = models.CharField(_("headline"), max_length=200)
    primary_label = models.CharField(_("label of the main button"), max_length=60, blank=True)
    doors = StreamField(
        [("door", DoorBlock())],
        verbose_name=_("doors"),
        blank=True,
        max_num=4,
        help_text=_("A first step for each of the four kinds of readers."),
    )
    institutes_heading = models.CharField(_("heading above the institutes"), max_length=200, blank=True)
    institutes_intro = models.TextField(_("introduction of the institutes"), blank=True)
    featured_case = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("featured case"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 2
    template = "home/home_page.html"
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("eyebrow"), FieldPanel("headline"), FieldPanel("summary"), FieldPanel("primary_label")],
            _("opening"),
        ),
        FieldPanel("doors"),
        MultiFieldPanel([FieldPanel("institutes_heading"), FieldPanel("institutes_intro")], _("institutes")),
        FieldPanel("featured_case"),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("headline"), index.SearchField("doors")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(SitePage):
    """A page of text: about, contact, privacy, accessibility."""

    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    template = "home/standard_page.html"
    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class IndexPage(SitePage):
    """A page that lists the pages beneath it, in the order of the page tree."""

    template = "home/index_page.html"

    class Meta:
        verbose_name = _("list of pages")
        verbose_name_plural = _("lists of pages")

    @property
    def entries(self):
        return self.get_children().live().public().specific()


class MissionPage(SitePage):
    """One of the academy's eight missions."""

    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1), MaxValueValidator(8)])
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.IndexPage"]
    subpage_types = []
    template = "home/mission_page.html"
    card_template = "components/cards/mission.html"
    content_panels = [*Page.content_panels, FieldPanel("number"), FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("mission")
        verbose_name_plural = _("missions")


class NewsIndexPage(SitePage):
    """News, newest first."""

    PER_PAGE = 12
    kept_query = ("page",)
    subpage_types = ["home.NewsPage"]
    template = "home/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request):
        news = NewsPage.objects.child_of(self).live().public().order_by("-date", "-pk")
        return super().get_context(request) | {
            "page_obj": Paginator(news, self.PER_PAGE).get_page(request.GET.get("page"))
        }


class NewsPage(SitePage):
    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(body_blocks(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    template = "home/news_page.html"
    card_template = "components/cards/news.html"
    content_panels = [*Page.content_panels, FieldPanel("date"), FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body"), index.FilterField("date")]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")
