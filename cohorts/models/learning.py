"""What a learner did: lessons finished, quizzes tried, the satisfaction form."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LessonCompletion(models.Model):
    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="lesson_completions")
    lesson = models.ForeignKey("courses.LessonPage", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("finished lesson")
        verbose_name_plural = _("finished lessons")
        constraints = [models.UniqueConstraint(fields=["enrolment", "lesson"], name="a_lesson_is_finished_once")]

    def __str__(self):
        return f"{self.enrolment_id} {self.lesson_id}"


class QuizAttempt(models.Model):
    """`questions` is the copy of what was asked and `answers` what was chosen: {"<question id>": [0, 2]}."""

    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="quiz_attempts")
    quiz = models.ForeignKey("courses.QuizPage", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("try"))
    questions = models.JSONField(encoder=DjangoJSONEncoder)
    answers = models.JSONField(default=dict)
    score = models.DecimalField(_("score"), max_digits=6, decimal_places=2, null=True, blank=True)
    max_score = models.DecimalField(_("maximum score"), max_digits=6, decimal_places=2)
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), default=False)
    started_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("quiz attempt")
        verbose_name_plural = _("quiz attempts")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "quiz", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["enrolment", "quiz"], condition=Q(submitted_at__isnull=True), name="one_open_attempt_per_quiz"
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id} {self.quiz_id} #{self.number}"


class Evaluation(models.Model):
    """The satisfaction form of a cohort: {"content": 5, …} on a scale of 1 to 5, and free words."""

    enrolment = models.OneToOneField("cohorts.Enrolment", on_delete=models.PROTECT, related_name="evaluation")
    ratings = models.JSONField(default=dict)
    comment = models.TextField(_("suggestions"), blank=True, max_length=4000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("satisfaction form")
        verbose_name_plural = _("satisfaction forms")

    def __str__(self):
        return f"{self.enrolment_id}"
