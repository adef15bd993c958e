"""What registrars and approvers type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.thai.forms import ThaiDateField
from home.thai.text import normalise


class PrepareForm(forms.Form):
    """One for each waiting cohort: `auto_id` keeps their inputs apart."""

    issued_on = ThaiDateField(label=_("Date of issue"))
    include_revoked = forms.BooleanField(
        label=_("Include those whose certificate was revoked"), required=False, help_text=_("They get a new number.")
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, auto_id=f"id_{cohort.code}_%s", **kwargs)
        if not getattr(cohort, "had_one", 0):
            del self.fields["include_revoked"]


class RefuseForm(forms.Form):
    note = forms.CharField(
        label=_("What should be mended"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Ground of revocation"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who verifies the certificate reads it: name no person and nothing private."),
    )


class RegisterSearchForm(forms.Form):
    q = forms.CharField(label=_("Name, number or code"), max_length=200, required=False)

    def clean_q(self):
        return normalise(self.cleaned_data["q"])
