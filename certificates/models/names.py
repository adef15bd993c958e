"""The name on a certificate: confirmed by its holder, corrected by staff on request."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.thai.names import full_name

from ..choices import NameRequestState

NAME_PARTS = ("prefix", "first_name", "last_name", "prefix_en", "first_name_en", "last_name_en")


class NameConfirmation(models.Model):
    """What a learner saw and said to be right. It counts while the profile still says the same."""

    enrolment = models.OneToOneField("cohorts.Enrolment", on_delete=models.PROTECT, related_name="name_confirmation")
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.enrolment_id}"


class NameRequest(models.Model):
    """A learner's wish for another name on the certificate; staff decide. NAME_PARTS are called as on User."""

    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="name_requests")
    prefix = models.CharField(_("prefix (Thai)"), max_length=60, blank=True)
    first_name = models.CharField(_("first name (Thai)"), max_length=100)
    last_name = models.CharField(_("surname (Thai)"), max_length=100)
    prefix_en = models.CharField(_("prefix (English)"), max_length=40, blank=True)
    first_name_en = models.CharField(_("first name (English)"), max_length=100, blank=True)
    last_name_en = models.CharField(_("surname (English)"), max_length=100, blank=True)
    reason = models.TextField(_("why"), max_length=1000)
    state = models.CharField(_("state"), max_length=10, choices=NameRequestState.choices, default=NameRequestState.OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("request for a name")
        verbose_name_plural = _("requests for names")
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=models.Q(state="open"), name="one_open_request_for_a_name"
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id} {self.state}"

    @property
    def name_th(self):
        return full_name(self.prefix, self.first_name, self.last_name)

    @property
    def name_en(self):
        return " ".join(part for part in (self.prefix_en, self.first_name_en, self.last_name_en) if part)
