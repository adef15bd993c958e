"""What registrars and approvers type."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.thai.forms import ThaiDateField
from home.thai.text import normalise


class PrepareForm(forms.Form):
    """One for each cohort and purpose that waits: `auto_id` keeps their inputs apart."""

    issued_on = ThaiDateField(label=_("Date of issue"))
    only_confirmed = forms.BooleanField(label=_("Only those who have confirmed their name"), required=False)
    include_revoked = forms.BooleanField(
        label=_("Include those whose certificate was revoked"), required=False, help_text=_("They get a new number.")
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, auto_id=f"id_{cohort.code}_{cohort.purpose}_%s", **kwargs)
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


class ReplaceForm(forms.Form):
    """A certificate in the place of another, on one of ReplacementGround: a form for each, kept apart by `auto_id`."""

    reason = forms.CharField(
        label=_("Why it is replaced"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the ledger, where it cannot be taken out: write no name and nothing private."),
    )
    issued_on = ThaiDateField(label=_("Date of issue"))

    def __init__(self, *args, ground, **kwargs):
        super().__init__(*args, auto_id=f"id_{ground}_%s", **kwargs)
        self.ground = ground


class RegisterSearchForm(forms.Form):
    q = forms.CharField(label=_("Name, number or code"), max_length=200, required=False)

    def clean_q(self):
        return normalise(self.cleaned_data["q"])
