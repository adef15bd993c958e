"""An enrolment: one person in one cohort."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import EnrolmentState
from ..querysets import EnrolmentQuerySet


class Enrolment(models.Model):
    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, related_name="enrolments")
    learner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments")
    application = models.OneToOneField(
        "cohorts.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="enrolment"
    )
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE)
    position_text = models.CharField(_("position"), max_length=150, blank=True)
    organisation_text = models.CharField(_("organisation"), max_length=250, blank=True)
    enrolled_at = models.DateTimeField(_("enrolled at"), default=timezone.now)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["cohort", "learner"], name="one_enrolment_per_person_and_cohort"),
            models.CheckConstraint(
                condition=~Q(state="completed") | Q(completed_at__isnull=False),
                name="a_completed_enrolment_has_its_moment",
            ),
        ]

    def __str__(self):
        return f"{self.learner} · {self.cohort.code}"
