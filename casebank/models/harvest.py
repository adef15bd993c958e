"""What harvesters (OAI-PMH) have been told about: one row for each work that was ever public, kept for good."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.choices import Institute


class HarvestRecord(models.Model):
    """One work in all its languages. When it is withdrawn the row stays, so that harvesters learn of it."""

    translation_key = models.UUIDField(_("work"), unique=True, editable=False)
    name = models.CharField(_("name in the identifier"), max_length=60, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    deleted = models.BooleanField(_("withdrawn"), default=False, editable=False)

    class Meta:
        verbose_name = _("harvested work")
        verbose_name_plural = _("harvested works")
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["changed_at", "id"], name="harvested_in_order")]

    def __str__(self):
        return self.name
