"""An authority took a case or a tool into use, and what it measured since."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import AdoptionQuerySet


class Adoption(models.Model):
    """`case` and `tool` point to the page in the source language (Thai), whatever language it was read in."""

    organisation = models.ForeignKey(
        "accounts.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="adoptions"
    )
    case = models.ForeignKey(
        "casebank.CasePage",
        verbose_name=_("case"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adoptions",
    )
    tool = models.ForeignKey(
        "casebank.KnowledgePage",
        verbose_name=_("tool"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="adoptions",
    )
    adopted_on = models.DateField(_("in use since"))
    how = models.TextField(_("how it is used"), max_length=2000)
    changed = models.TextField(_("what was changed to fit the place"), blank=True, max_length=2000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(_("in use until"), null=True, blank=True)
    ended_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(
        _("withdrawn at"), null=True, blank=True, help_text=_("Recorded by mistake: no longer shown and not counted.")
    )
    illustrative = models.BooleanField(_("invented for the demonstration"), default=False)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-adopted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False, tool__isnull=True) | Q(case__isnull=True, tool__isnull=False),
                name="an_adoption_is_of_a_case_or_of_a_tool",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(ended_on__isnull=False), name="what_is_withdrawn_has_ended"
            ),
            models.UniqueConstraint(
                fields=["organisation", "case"],
                condition=Q(ended_on__isnull=True),
                name="one_current_adoption_per_organisation_and_case",
            ),
            models.UniqueConstraint(
                fields=["organisation", "tool"],
                condition=Q(ended_on__isnull=True),
                name="one_current_adoption_per_organisation_and_tool",
            ),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.what}"

    @property
    def what(self):
        """The page taken into use."""
        return self.case or self.tool


class AdoptionReading(models.Model):
    """One measured value; appended, never changed: of two for the same indicator and day the later row counts."""

    adoption = models.ForeignKey(Adoption, on_delete=models.PROTECT, related_name="readings")
    indicator = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=80)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    measured_on = models.DateField(_("measured on"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")
        ordering = ["measured_on", "pk"]

    def __str__(self):
        return f"{self.indicator} {self.value} {self.unit}"
