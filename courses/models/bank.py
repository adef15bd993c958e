"""The bank of questions and rubrics; attempts and cohorts keep copies, so that editing never rewrites the past."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import RevisionMixin

from ..blocks import ChoiceBlock, CriterionBlock
from ..choices import QuestionKind


class Question(RevisionMixin, models.Model):
    """A question of its own, with versions; quizzes refer to it."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    category = models.CharField(
        _("category"), max_length=40, db_index=True, help_text=_("Usually the code of a module.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind.choices, default=QuestionKind.SINGLE)
    text = models.TextField(_("question (Thai)"))
    text_en = models.TextField(_("question (English)"), blank=True)
    choices = StreamField([("choice", ChoiceBlock())], verbose_name=_("choices"))
    explanation = models.TextField(_("explanation (Thai)"), blank=True)
    explanation_en = models.TextField(_("explanation (English)"), blank=True)

    panels = [
        FieldPanel(n)
        for n in ("code", "category", "kind", "text", "text_en", "choices", "explanation", "explanation_en")
    ]

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["code"]

    def __str__(self):
        return f"{self.code} {self.text[:80]}"


class Rubric(RevisionMixin, models.Model):
    """Criteria with weights that sum to 100, each with levels from best to least."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title (Thai)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    criteria = StreamField([("criterion", CriterionBlock())], verbose_name=_("criteria"))

    panels = [FieldPanel(n) for n in ("code", "title", "title_en", "criteria")]

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["code"]

    def __str__(self):
        return self.title

    def clean(self):
        weights = [block.value["weight"] for block in self.criteria]
        if sum(weights) != 100:
            raise ValidationError(
                {"criteria": _("The weights must sum to 100; they sum to %(sum)d.") % {"sum": sum(weights)}}
            )
        # Marks are shares of the best level: without one above 0 no work could be marked.
        if not all(any(level["score"] for level in block.value["levels"]) for block in self.criteria):
            raise ValidationError({"criteria": _("Each criterion needs a level with a score above 0.")})
