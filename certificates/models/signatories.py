"""Who signs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Signatory(models.Model):
    """Who signs, in which post, from when until when; certificates keep a copy."""

    name = models.CharField(_("name (Thai)"), max_length=150)
    name_en = models.CharField(_("name (English)"), max_length=150, blank=True)
    post = models.CharField(_("post (Thai)"), max_length=200)
    post_en = models.CharField(_("post (English)"), max_length=200, blank=True)
    acting_for = models.CharField(_("acting for"), max_length=200, blank=True)
    acting_for_en = models.CharField(_("acting for (English)"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("place"), default=1)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
