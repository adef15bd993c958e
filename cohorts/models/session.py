"""Sessions and attendance. Attendance is appended, never changed: the latest row of a learner counts."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.choices import Mode

from ..choices import AttendanceStatus, SessionKind
from ..querysets import AttendanceQuerySet


class LiveSession(models.Model):
    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, related_name="sessions")
    module = models.ForeignKey(
        "courses.ModulePage",
        verbose_name=_("module"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind.choices, default=SessionKind.CLASS)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    hours = models.DecimalField(
        _("hours that count"), max_digits=4, decimal_places=1, validators=[MinValueValidator(0)]
    )
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    online_url = models.URLField(_("online room"), blank=True)
    closed_at = models.DateTimeField(_("roll-call closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_begins")
        ]

    def __str__(self):
        return self.title


class Attendance(models.Model):
    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="attendance")
    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="attendance")
    status = models.CharField(_("status"), max_length=10, choices=AttendanceStatus.choices)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        indexes = [models.Index(fields=["session", "enrolment", "-id"])]

    def __str__(self):
        return f"{self.session_id} {self.enrolment_id} {self.status}"
