"""A cohort (รุ่น): one run of a programme, or of one module of it, with dates, seats, people and frozen rules."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import CohortState, Pace, StaffRole
from ..querysets import CohortQuerySet

# Words that stand in the place of a code in addresses under /learn/, /apply/, /manage/ and /teach/.
RESERVED_CODES = frozenset(
    {
        "applications",
        "cases",
        "certificates",
        "failed",
        "files",
        "offers",
        "my-cases",
        "posts",
        "sessions",
        "submissions",
    }
)


class Cohort(models.Model):
    """`rules` is the copy of the curriculum that counts for this cohort; see curriculum.requirements for its shape."""

    programme = models.ForeignKey(
        "curriculum.ProgrammePage", verbose_name=_("programme"), on_delete=models.PROTECT, related_name="cohorts"
    )
    module = models.ForeignKey(
        "courses.ModulePage",
        verbose_name=_("only this module"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cohorts",
        help_text=_("For a single module on offer; empty means the whole programme."),
    )
    code = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("Part of the address, for example llp-2.")
    )
    number = models.PositiveSmallIntegerField(_("cohort number"))
    pace = models.CharField(_("pace"), max_length=12, choices=Pace.choices, default=Pace.COHORT)
    state = models.CharField(_("state"), max_length=12, choices=CohortState.choices, default=CohortState.PLANNED)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty means without limit."))
    waitlist_seats = models.PositiveIntegerField(_("places on the waiting list"), default=0)
    applications_open = models.DateField(_("applications open"))
    applications_close = models.DateField(_("applications close"), null=True, blank=True)
    orientation_on = models.DateField(_("orientation"), null=True, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    ceremony_on = models.DateField(_("certificate ceremony"), null=True, blank=True)
    illustrative = models.BooleanField(_("invented for the demonstration"), default=False)
    rules = models.JSONField(_("rules"), encoder=DjangoJSONEncoder, null=True, blank=True, editable=False)
    rules_frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class_hours = models.DecimalField(
        _("hours in class"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        editable=False,
        help_text=_("Of sessions, where the rest of the hours is learnt outside them; empty means all hours."),
    )
    class_hours_reason = models.CharField(_("why fewer hours in class"), max_length=300, blank=True, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-applications_open", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                condition=Q(module__isnull=True),
                name="one_cohort_per_programme_and_number",
            ),
            models.UniqueConstraint(
                fields=["module", "number"], condition=Q(module__isnull=False), name="one_cohort_per_module_and_number"
            ),
            models.CheckConstraint(
                condition=Q(applications_close__isnull=True) | Q(applications_close__gte=F("applications_open")),
                name="applications_close_after_they_open",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="cohort_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(pace=Pace.SELF_PACED)
                | Q(starts_on__isnull=False, ends_on__isnull=False, applications_close__isnull=False),
                name="a_dated_cohort_has_dates",
            ),
            models.CheckConstraint(
                condition=Q(class_hours__isnull=True) | Q(class_hours__gt=0) & ~Q(class_hours_reason=""),
                name="fewer_hours_in_class_have_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=CohortState.RUNNING) | Q(rules__isnull=False),
                name="a_running_cohort_has_frozen_rules",
            ),
        ]

    def __str__(self):
        return f"{self.title} {_('Cohort %(number)d') % {'number': self.number}}"

    def clean(self):
        if self.code.lower() in RESERVED_CODES:
            raise ValidationError({"code": _("The site uses this word in its own addresses. Choose another code.")})
        if self.module_id and self.programme_id and not self.programme.teaches(self.module):
            raise ValidationError({"module": _("This module does not belong to the programme.")})

    @property
    def offered(self):
        """The page on offer, in the reader's language: the module, or the programme."""
        page = self.module if self.module_id else self.programme
        return page.localized

    @property
    def title(self):
        return self.offered.title

    @property
    def label(self):
        """ "รุ่นที่ 2" / "Cohort 2"."""
        return _("Cohort %(number)d") % {"number": self.number}

    @property
    def is_self_paced(self):
        return self.pace == Pace.SELF_PACED

    @property
    def institute(self):
        return self.module.institute if self.module_id else self.programme.institute

    def takes_applications(self, today=None):
        """Whether one may apply (or enrol) on `today`, a date in Thailand; the last day counts whole."""
        today = today or timezone.localdate()
        if self.state in (CohortState.FINISHED, CohortState.CANCELLED):
            return False
        if self.state == CohortState.RUNNING and not self.is_self_paced:
            return False
        return self.applications_open <= today and (self.applications_close is None or today <= self.applications_close)


class CohortStaff(models.Model):
    """Who teaches or selects in a cohort; officers and registrars serve all cohorts and need no row."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="staff")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.PROTECT, related_name="cohort_roles"
    )
    role = models.CharField(_("role"), max_length=12, choices=StaffRole.choices)

    class Meta:
        verbose_name = _("cohort staff")
        verbose_name_plural = _("cohort staff")
        constraints = [models.UniqueConstraint(fields=["cohort", "user", "role"], name="a_role_once_in_a_cohort")]

    def __str__(self):
        return f"{self.user} {self.get_role_display()}"
