"""The register: numbers, and certificates as frozen facts that outlive page, design and account."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import CertificateState, Purpose, ReplacementGround
from ..files import certificate_path, private_storage


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


class StatusList(models.Model):
    """A list of places where revocation of badges is told (certificates/badges/status.py); opened one after another."""

    number = models.PositiveIntegerField(primary_key=True)
    used = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.number}: {self.used}"


class AwardedAchievement(models.Model):
    """What a programme or module attested when certificates of it were issued, once for all of the same wording.

    `told` holds the fields of certificates.badges.achievements.Achievement, `digest` is their SHA-256.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    told = models.JSONField(encoder=DjangoJSONEncoder)

    def __str__(self):
        return self.digest


class Certificate(models.Model):
    """One line of the register. `facts` is what is printed (see certificates.facts); nothing here is recomputed.

    `batch` is empty for what was issued by rule or in the place of another. `replaces` is the certificate in whose
    place this one stands, for the ground `replaces_for`; the old one is "replaced" and leads here. `forgotten_at` is
    when the holder's name was taken out: number, day, programme and the hash of the file stay.
    """

    enrolment = models.ForeignKey("cohorts.Enrolment", on_delete=models.PROTECT, related_name="certificates")
    batch = models.ForeignKey(
        "certificates.Batch", null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    purpose = models.CharField(_("for"), max_length=12, choices=Purpose.choices, default=Purpose.PROGRAMME)
    design = models.ForeignKey(
        "certificates.DesignVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    achievement = models.ForeignKey(
        AwardedAchievement, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
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
    issued_at = models.DateTimeField(default=timezone.now)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revocation_reason = models.TextField(_("ground of revocation"), blank=True)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    replaces_for = models.CharField(
        _("ground of replacement"), max_length=10, choices=ReplacementGround.choices, blank=True
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    status_list = models.ForeignKey(
        StatusList, null=True, blank=True, on_delete=models.PROTECT, related_name="certificates"
    )
    status_place = models.PositiveIntegerField(null=True, blank=True)
    file = models.FileField(storage=private_storage, upload_to=certificate_path, blank=True, max_length=200)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    signature_level = models.CharField(max_length=8, blank=True)
    rendered_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["year_be", "series", "seq"]
        # The status list asks for what was revoked or replaced, of a hundred thousand places.
        indexes = [models.Index(fields=["status_list", "state", "status_place"], name="places_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["series", "year_be", "seq"], name="a_number_is_given_once"),
            models.UniqueConstraint(
                fields=["enrolment", "purpose"], condition=Q(state="valid"), name="one_valid_certificate_of_a_kind"
            ),
            models.UniqueConstraint(fields=["status_list", "status_place"], name="a_place_of_a_list_is_given_once"),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(revoked_at__isnull=False), name="a_revoked_certificate_has_its_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state="replaced") | Q(replaced_at__isnull=False),
                name="a_replaced_certificate_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, replaces_for="") | Q(replaces__isnull=False) & ~Q(replaces_for=""),
                name="a_replacement_has_its_ground",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def expired(self):
        """Whether its last day is over."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class Credential(models.Model):
    """The signed badge of a certificate, byte for byte as it was signed: a later key would sign it anew."""

    certificate = models.OneToOneField(Certificate, primary_key=True, on_delete=models.PROTECT)
    signed = models.TextField()

    def __str__(self):
        return f"{self.certificate_id}"
