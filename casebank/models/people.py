"""Authors of cases and knowledge items, as they are cited. They may, but need not, have an account."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from home.choices import Institute
from home.thai.fields import ThaiSortField


class Contributor(index.Indexed, models.Model):
    """A person who writes for the bank. `public` says that they agreed to a page of their own."""

    given_name_th = models.CharField(_("given name (Thai)"), max_length=100)
    family_name_th = models.CharField(_("family name (Thai)"), max_length=100)
    given_name_en = models.CharField(_("given name (English)"), max_length=100, blank=True)
    family_name_en = models.CharField(_("family name (English)"), max_length=100, blank=True)
    affiliation_th = models.CharField(_("affiliation (Thai)"), max_length=200, blank=True)
    affiliation_en = models.CharField(_("affiliation (English)"), max_length=200, blank=True)
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices, blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True)
    about_th = models.TextField(_("about (Thai)"), blank=True, max_length=1000)
    about_en = models.TextField(_("about (English)"), blank=True, max_length=1000)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributor",
    )
    public = models.BooleanField(
        _("has a public page"), default=False, help_text=_("Only with the agreement of the person.")
    )
    illustrative = models.BooleanField(_("invented for the demonstration"), default=False)
    sort_key = ThaiSortField(source=["given_name_th", "family_name_th"])

    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        *[index.SearchField(name) for name in ("affiliation_th", "affiliation_en", "about_th", "about_en", "orcid")],
        index.FilterField("public"),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["sort_key"]

    def __str__(self):
        return self.name

    @classmethod
    def get_indexed_objects(cls):
        """Only those who agreed to a page of their own."""
        return cls.objects.filter(public=True)

    @property
    def title(self):
        """The name as search holds it: in both languages."""
        return f"{self.given_name_th} {self.family_name_th} {self.given_name_en} {self.family_name_en}".strip()

    @property
    def english(self):
        return get_language() == "en" and bool(self.family_name_en)

    @property
    def given_name(self):
        return self.given_name_en if self.english else self.given_name_th

    @property
    def family_name(self):
        return self.family_name_en if self.english else self.family_name_th

    @property
    def name(self):
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def affiliation(self):
        return (self.affiliation_en if get_language() == "en" else "") or self.affiliation_th

    @property
    def about(self):
        return (self.about_en if get_language() == "en" else "") or self.about_th


class CaseAuthor(Orderable):
    case = ParentalKey("casebank.CasePage", on_delete=models.CASCADE, related_name="authorships")
    contributor = models.ForeignKey(
        Contributor, verbose_name=_("author"), on_delete=models.PROTECT, related_name="authorships"
    )

    panels = [FieldPanel("contributor")]

    class Meta(Orderable.Meta):
        verbose_name = _("author of a case")
        verbose_name_plural = _("authors of cases")


class ItemAuthor(Orderable):
    item = ParentalKey("casebank.KnowledgePage", on_delete=models.CASCADE, related_name="authorships")
    contributor = models.ForeignKey(
        Contributor, verbose_name=_("author"), on_delete=models.PROTECT, related_name="item_authorships"
    )

    panels = [FieldPanel("contributor")]

    class Meta(Orderable.Meta):
        verbose_name = _("author of a knowledge item")
        verbose_name_plural = _("authors of knowledge items")
