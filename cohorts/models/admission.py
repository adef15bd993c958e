"""Applications: what a person asked for, with what, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..choices import ApplicationState
from ..files import application_path, private_storage
from ..querysets import ApplicationQuerySet


class Application(models.Model):
    """Post and organisation are copies: they are facts about the day of submission."""

    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(
        _("state"), max_length=12, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    number = models.CharField(_("acknowledgement number"), max_length=30, unique=True, null=True, blank=True)
    area_question = models.TextField(_("area question"), blank=True, max_length=4000)
    expectation = models.TextField(_("how it will be used"), blank=True, max_length=4000)
    position_text = models.CharField(_("position"), max_length=150, blank=True)
    organisation_text = models.CharField(_("organisation"), max_length=250, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision_reason = models.TextField(_("reason"), blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "applicant"], name="one_application_per_person_and_cohort"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | Q(submitted_at__isnull=False, number__isnull=False),
                name="a_submitted_application_has_a_number",
            ),
        ]

    def __str__(self):
        return self.number or f"{self.cohort_id}/{self.pk}"


class ApplicationFile(models.Model):
    """A document of an application, stored under a name of our own outside the web root."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(storage=private_storage, upload_to=application_path, max_length=200)
    original_name = models.CharField(_("file name"), max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("document of an application")
        verbose_name_plural = _("documents of applications")

    def __str__(self):
        return self.original_name


class ApplicationReview(models.Model):
    """A committee member's scores: {"0": 36, "1": 27} by place of the criterion, each at most its weight."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict)
    total = models.PositiveSmallIntegerField(_("total"))
    note = models.TextField(_("note"), blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("review of an application")
        verbose_name_plural = _("reviews of applications")
        constraints = [models.UniqueConstraint(fields=["application", "reviewer"], name="one_review_per_reviewer")]

    def __str__(self):
        return f"{self.application} {self.total}"
