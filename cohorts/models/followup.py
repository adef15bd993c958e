"""Six months after a cohort: what became of what was learnt."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import FollowUpUse


class FollowUp(models.Model):
    """The follow-up form of one learner, sent in once and corrected until it is a year old."""

    enrolment = models.OneToOneField("cohorts.Enrolment", on_delete=models.PROTECT, related_name="follow_up")
    used = models.CharField(_("is it in use"), max_length=12, choices=FollowUpUse.choices)
    story = models.TextField(_("what happened"), blank=True, max_length=4000)
    obstacle = models.TextField(_("what stood in the way"), blank=True, max_length=2000)
    adoption = models.ForeignKey(
        "casebank.Adoption", null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("follow-up form")
        verbose_name_plural = _("follow-up forms")

    def __str__(self):
        return f"{self.enrolment_id}"
