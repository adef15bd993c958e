"""Designs that staff make, each version kept for good, and what a programme gives."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.choices import CertificateKind

from ..choices import Purpose
from ..files import private_storage


class CertificateDesign(models.Model):
    """A design under its name. What it looks like stands in its versions; the newest is used for what is issued next.

    One that is no longer wanted is retired: certificates keep pointing at its versions.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("design of certificates")
        verbose_name_plural = _("designs of certificates")
        ordering = ["name"]

    def __str__(self):
        return self.name


class DesignVersion(models.Model):
    """What a design looked like from one moment on; appended, never changed.

    `look` holds the fields of certificates.designs.Design but the pictures, and "numerals"; a picture is a file named
    after its own hash.
    """

    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    look = models.JSONField(encoder=DjangoJSONEncoder)
    ground = models.FileField(storage=private_storage, blank=True, max_length=200)
    emblem = models.FileField(storage=private_storage, blank=True, max_length=200)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version of a design")
        verbose_name_plural = _("versions of designs")
        ordering = ["design", "-number"]
        constraints = [models.UniqueConstraint(fields=["design", "number"], name="a_version_of_a_design_once")]

    def __str__(self):
        return f"{self.design.name} · {self.number}"


class ProgrammeAward(models.Model):
    """What a programme gives for one purpose. Without a row it gives what its page says, in the academy's own design.

    `valid_months` is for kinds that end. `by_rule` issues without a batch as soon as somebody completes: for single
    modules only.
    """

    programme = models.ForeignKey("curriculum.ProgrammePage", on_delete=models.CASCADE, related_name="awards")
    purpose = models.CharField(_("for"), max_length=12, choices=Purpose.choices, default=Purpose.PROGRAMME)
    kind = models.CharField(_("kind of document"), max_length=20, choices=CertificateKind.choices)
    design = models.ForeignKey(
        CertificateDesign,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="awards",
        verbose_name=_("design"),
    )
    valid_months = models.PositiveSmallIntegerField(
        _("valid for (months)"), null=True, blank=True, help_text=_("Empty: without an end.")
    )
    by_rule = models.BooleanField(
        _("issued by rule"),
        default=False,
        help_text=_("For single modules: issued as soon as somebody completes, without a batch."),
    )

    class Meta:
        verbose_name = _("document of a programme")
        verbose_name_plural = _("documents of programmes")
        ordering = ["programme", "purpose"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "purpose"], name="one_award_per_programme_and_purpose"),
            models.CheckConstraint(
                condition=models.Q(by_rule=False) | models.Q(purpose="module"), name="only_modules_are_issued_by_rule"
            ),
        ]

    def __str__(self):
        return f"{self.programme.title}: {self.get_purpose_display()}"
