"""The bank's own vocabulary of themes and research methods, kept by editors."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..choices import TermKind


class Term(models.Model):
    kind = models.CharField(_("kind"), max_length=10, choices=TermKind.choices)
    code = models.SlugField(_("code"), max_length=50)
    name_th = models.CharField(_("name (Thai)"), max_length=120)
    name_en = models.CharField(_("name (English)"), max_length=120)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["kind", "code"]
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="one_term_per_kind_and_code")]

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name_th
