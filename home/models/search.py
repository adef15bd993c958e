"""What editors say to search, and what search says to them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from ..querysets import MissQuerySet
from ..thai.fields import ThaiSortField
from ..thai.text import normalise


class Synonym(models.Model):
    """Two ways to say the same: asking for one also finds the other. Counts at once, without a new index."""

    short = models.CharField(
        _("word or abbreviation"), max_length=100, help_text=_("For example อบต. Dots and capitals make no difference.")
    )
    long = models.CharField(_("means the same as"), max_length=200, help_text=_("For example องค์การบริหารส่วนตำบล."))
    sort_key = ThaiSortField(source=["short", "long"])

    panels = [FieldPanel("short"), FieldPanel("long")]

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ["sort_key"]
        constraints = [models.UniqueConstraint(fields=["short", "long"], name="a_synonym_once")]

    def __str__(self):
        return f"{self.short} = {self.long}"

    def clean(self):
        self.short, self.long = normalise(self.short), normalise(self.long)
        if self.short and self.short == self.long:
            raise ValidationError({"long": _("These are the same word. Give another one.")})


class Pick(models.Model):
    """A page that editors put first for a question."""

    words = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("What readers type. Several questions may stand here, with a comma between them."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page shown first"), on_delete=models.CASCADE, related_name="+"
    )
    sort_order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The smaller number comes first, where a question has several pages.")
    )
    sort_key = ThaiSortField(source=["words"])

    panels = [FieldPanel("words"), FieldPanel("page"), FieldPanel("sort_order")]

    class Meta:
        verbose_name = _("editors' pick")
        verbose_name_plural = _("editors' picks")
        ordering = ["sort_key", "sort_order", "pk"]

    def __str__(self):
        return self.words

    @property
    def questions(self):
        return [each.strip() for each in self.words.split(",") if each.strip()]


class Miss(models.Model):
    """A question that found nothing: how often and when last, and nothing of who asked."""

    query = models.CharField(_("question"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    last_at = models.DateTimeField(_("last time"), default=timezone.now)

    objects = MissQuerySet.as_manager()

    class Meta:
        verbose_name = _("question without an answer")
        verbose_name_plural = _("questions without an answer")
        ordering = ["-count", "-last_at"]

    def __str__(self):
        return self.query
