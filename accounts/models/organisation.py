"""Where people come from: provinces, local authorities, universities and other organisations."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.thai.fields import ThaiSortField

from ..choices import OrganisationKind, Region
from ..querysets import OrganisationQuerySet


class Province(models.Model):
    """One of the 77 provinces; codes are those of DOPA and ISO 3166-2:TH, kept as text."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    iso = models.CharField(max_length=6, unique=True)
    name_th = models.CharField(_("name (Thai)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=60)
    region = models.CharField(_("region"), max_length=12, choices=Region.choices)
    sort = models.PositiveSmallIntegerField(help_text="Place in Thai dictionary order.")

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["sort"]

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name_th


class Organisation(models.Model):
    """A local authority or another organisation; authorities change type and name, so rows have dates."""

    class State(models.TextChoices):
        LISTED = "listed", _("Listed")
        PROPOSED = "proposed", _("Proposed by a person, to be checked")

    kind = models.CharField(_("type"), max_length=20, choices=OrganisationKind.choices)
    name_th = models.CharField(_("name (Thai)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="organisations"
    )
    code = models.CharField(_("official code"), max_length=40, blank=True)
    code_source = models.CharField(_("source of the code"), max_length=100, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.LISTED)
    illustrative = models.BooleanField(_("invented for the demonstration"), default=False)
    sort_key = ThaiSortField(source=["name_th"])

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_th", "province"],
                condition=models.Q(state="listed", valid_to__isnull=True),
                name="one_current_organisation_per_name_and_province",
            )
        ]

    def __str__(self):
        return (self.name_en if get_language() == "en" else "") or self.name_th
