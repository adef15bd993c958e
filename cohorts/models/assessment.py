"""Work handed in and its marks. Marks are appended, with who, when and why: the latest counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import SubmissionState
from ..files import private_storage, submission_path


class Submission(models.Model):
    """One version of a learner's work for an assignment, or for the task of a case in class.

    A returned version is followed by the next number.
    """

    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="submissions")
    assignment = models.ForeignKey(
        "courses.AssignmentPage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    case_class = models.ForeignKey(
        "cohorts.CaseClass", null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=SubmissionState.choices, default=SubmissionState.DRAFT)
    text = models.TextField(_("text"), blank=True, help_text=_("HTML cleaned on the way in."))
    created_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "assignment", "number"], name="one_submission_per_number"),
            models.UniqueConstraint(
                fields=["enrolment", "assignment"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_open_submission_per_assignment",
            ),
            models.UniqueConstraint(fields=["enrolment", "case_class", "number"], name="one_case_answer_per_number"),
            models.UniqueConstraint(
                fields=["enrolment", "case_class"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_open_answer_per_case_in_class",
            ),
            models.CheckConstraint(
                condition=Q(assignment__isnull=False, case_class__isnull=True)
                | Q(assignment__isnull=True, case_class__isnull=False),
                name="work_is_for_an_assignment_or_for_a_case_in_class",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False), name="submitted_work_has_its_moment"
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id} {self.assignment_id or self.case_class} #{self.number}"


class SubmissionFile(models.Model):
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(storage=private_storage, upload_to=submission_path, max_length=200)
    original_name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("file of a submission")
        verbose_name_plural = _("files of submissions")

    def __str__(self):
        return self.original_name


class Grade(models.Model):
    """`levels` is the score chosen for each criterion of the frozen rubric, by place: {"0": 4, "1": 3}."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="grades")
    marker = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    levels = models.JSONField(default=dict)
    score = models.DecimalField(
        _("score"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Out of 100; empty when the work was returned."),
    )
    feedback = models.TextField(_("feedback"), blank=True, max_length=8000)
    returned = models.BooleanField(_("returned for revision"), default=False)
    reason = models.TextField(_("why changed"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returned=True) | Q(score__isnull=False), name="a_mark_has_a_score_or_returns_the_work"
            )
        ]

    def __str__(self):
        return f"{self.submission_id} {self.score}"
