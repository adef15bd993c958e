"""Batches: prepared by one person, decided by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import BatchState, Purpose, ReplacementGround


class Batch(models.Model):
    """People of a cohort whom a registrar puts forward and a different person approves.

    Without a design its documents have the academy's own. While it is paused no further document is made.
    """

    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.PREPARED)
    purpose = models.CharField(_("for"), max_length=12, choices=Purpose.choices, default=Purpose.PROGRAMME)
    design = models.ForeignKey(
        "certificates.DesignVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="batches"
    )
    issued_on = models.DateField(_("date of issue"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("note"), blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                name="a_batch_is_approved_by_another_person",
            ),
        ]

    def __str__(self):
        return f"{self.cohort.code} {self.prepared_at:%Y-%m-%d}"


class BatchEntry(models.Model):
    """One person of a batch; `replaces` is the certificate in whose place theirs shall stand, if any."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="entries")
    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="batch_entries")
    replaces = models.ForeignKey(
        "certificates.Certificate", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replaces_for = models.CharField(max_length=10, choices=ReplacementGround.choices, blank=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "enrolment"], name="a_learner_once_in_a_batch")]

    def __str__(self):
        return f"{self.batch_id} {self.enrolment_id}"
