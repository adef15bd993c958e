"""A cohort as the editors' desk asks for it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from accounts.choices import Role
from accounts.models import User
from home.thai.forms import ThaiDateField

from ..actions.cohorts import CODE_STAYS, change_code, set_staff
from ..choices import Pace, StaffRole
from ..models import Cohort

FIXED_BY_RULES = ("programme", "module", "pace")
DATES_TOGETHER = ("applications_close", "starts_on", "ends_on")


class PeopleField(forms.ModelMultipleChoiceField):
    """People who hold a role of the academy."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, role, **kwargs):
        people = User.objects.filter(groups__name=role, is_active=True).order_by("name_sort_key", "pk")
        super().__init__(people, required=False, **kwargs)


class CohortForm(WagtailAdminModelForm):
    """Dates in either era; who teaches and who selects.

    What the frozen rules rest on no longer changes, nor does a code that people were told.
    """

    applications_open = ThaiDateField(label=_("applications open"))
    applications_close = ThaiDateField(label=_("applications close"), required=False)
    orientation_on = ThaiDateField(label=_("orientation"), required=False)
    starts_on = ThaiDateField(label=_("first day"), required=False)
    ends_on = ThaiDateField(label=_("last day"), required=False)
    ceremony_on = ThaiDateField(label=_("certificate ceremony"), required=False)
    instructors = PeopleField(Role.INSTRUCTOR, label=_("Instructors"))
    reviewers = PeopleField(Role.REVIEWER, label=_("Selection committee"))

    STAFF = {"instructors": StaffRole.INSTRUCTOR, "reviewers": StaffRole.REVIEWER}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, role in self.STAFF.items():
                self.initial[name] = list(self.instance.staff.filter(role=role).values_list("user_id", flat=True))
        if self._code_stays():
            self.fields["code"].widget.attrs["readonly"] = True
            self.fields["code"].help_text = CODE_STAYS % {"code": self.initial["code"]}
        if self.instance.rules:
            for name in FIXED_BY_RULES:
                self.fields[name].disabled = True

    def _code_stays(self):
        return self.instance.pk and Cohort.objects.known_by_code().filter(pk=self.instance.pk).exists()

    def clean_code(self):
        """Not only read-only on the screen: the form may have been opened before the first application came."""
        if "code" in self.changed_data and self._code_stays():
            raise ValidationError(CODE_STAYS % {"code": self.initial["code"]})
        return self.cleaned_data["code"]

    def clean_programme(self):
        return _in_source_language(self.cleaned_data["programme"])

    def clean_module(self):
        return _in_source_language(self.cleaned_data["module"])

    def clean(self):
        data = super().clean()
        if data.get("pace") == Pace.COHORT:
            for name in DATES_TOGETHER:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A cohort that learns together needs this date."))
        for first, last in (("applications_open", "applications_close"), ("starts_on", "ends_on")):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, _("This date lies before the one it should follow."))
        return data

    def save(self, commit=True):
        renamed = bool(self.instance.pk) and "code" in self.changed_data
        if renamed:
            self.instance.code = self.initial["code"]
        cohort = super().save(commit)
        if renamed:
            cohort.code = change_code(cohort=cohort, code=self.cleaned_data["code"], actor=self.for_user).code
        for name, role in self.STAFF.items():
            set_staff(cohort=cohort, role=role, users=self.cleaned_data[name], actor=self.for_user)
        return cohort


def _in_source_language(page):
    """Learners' records point at the page of the source language, whichever was chosen."""
    return page and (page.get_translation_or_none(Locale.get_default()) or page)
