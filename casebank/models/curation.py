"""What every published piece of knowledge shares: versions with a note of what changed, and retraction."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Curated(models.Model):
    """Fields of a page that is cited. Only the action of retraction writes the last two; the address stays."""

    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("Readers see it in the list of versions. For example: corrected the figure for 2565."),
    )
    retracted_on = models.DateField(_("retracted on"), null=True, blank=True, editable=False)
    retraction_reason = models.TextField(_("reason for the retraction"), blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def retracted(self):
        return self.retracted_on is not None


class PageVersion(models.Model):
    """One published state of a case or knowledge item, numbered from 1 in each language; appended, never changed."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="published_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    at = models.DateTimeField(_("published at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_published_version_per_number")]

    def __str__(self):
        return f"{self.page_id} #{self.number}"
