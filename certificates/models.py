"""The register: batches, numbers, and certificates as frozen facts that outlive page, design and account."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import BatchState, CertificateState
from .files import certificate_path, private_storage


class Signatory(models.Model):
    """Who signs, in which post, from when until when; certificates keep a copy."""

    name = models.CharField(_("name (Thai)"), max_length=150)
    name_en = models.CharField(_("name (English)"), max_length=150, blank=True)
    post = models.CharField(_("post (Thai)"), max_length=200)
    post_en = models.CharField(_("post (English)"), max_length=200, blank=True)
    acting_for = models.CharField(_("acting for"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("place"), default=1)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name


class Batch(models.Model):
    """The completers of a cohort whom a registrar puts forward and a different person approves."""

    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(_("state"), max_length=10, choices=BatchState.choices, default=BatchState.PREPARED)
    issued_on = models.DateField(_("date of issue"))
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(_("note"), blank=True)

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
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="entries")
    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="batch_entries")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "enrolment"], name="a_learner_once_in_a_batch")]

    def __str__(self):
        return f"{self.batch_id} {self.enrolment_id}"


class NumberSeries(models.Model):
    """The last number given in a series and Buddhist year; it only grows, inside the issuing transaction."""

    code = models.CharField(_("code"), max_length=20)
    year_be = models.PositiveSmallIntegerField(_("Buddhist year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints = [models.UniqueConstraint(fields=["code", "year_be"], name="one_series_per_code_and_year")]

    def __str__(self):
        return f"{self.code}/{self.year_be}: {self.last}"


class Certificate(models.Model):
    """One line of the register. `facts` is what is printed (see certificates.facts); nothing here is recomputed."""

    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="certificates")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="certificates")
    series = models.CharField(max_length=20)
    year_be = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=80, unique=True)
    code = models.CharField(_("code for verification"), max_length=16, unique=True)
    name = models.CharField(_("name"), max_length=300)
    surname = models.CharField(max_length=100)
    facts = models.JSONField(encoder=DjangoJSONEncoder)
    state = models.CharField(
        _("state"), max_length=10, choices=CertificateState.choices, default=CertificateState.VALID
    )
    issued_on = models.DateField(_("date of issue"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revocation_reason = models.TextField(_("ground of revocation"), blank=True)
    file = models.FileField(storage=private_storage, upload_to=certificate_path, blank=True, max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["year_be", "series", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year_be", "seq"], name="a_number_is_given_once"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(state="valid"), name="one_valid_certificate_per_enrolment"
            ),
            models.CheckConstraint(
                condition=Q(state="valid") | Q(revoked_at__isnull=False), name="a_revoked_certificate_has_its_moment"
            ),
        ]

    def __str__(self):
        return self.number
