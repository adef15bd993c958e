"""What registrars, approvers and strangers type."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from home.thai.forms import ThaiDateField
from home.thai.text import normalise

from .numbering import read_code


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
        help_text=_("Kept in the register; the public page shows only that and when the certificate was revoked."),
    )


class RegisterSearchForm(forms.Form):
    q = forms.CharField(label=_("Name, number or code"), max_length=200, required=False)

    def clean_q(self):
        return normalise(self.cleaned_data["q"])


class VerifyForm(forms.Form):
    """A code alone is enough: nobody can guess one. A number can be guessed, so it needs the surname."""

    number = forms.CharField(
        label=_("Number of the certificate, or its code"),
        max_length=100,
        help_text=_("As printed, in Thai or Arabic digits, for example รช.ผถ ๑-๐๐๑/๒๕๖๙."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    surname = forms.CharField(
        label=_("Surname on the certificate"),
        max_length=100,
        help_text=_("Not needed with a code."),
        error_messages={"required": _("Write the surname as it stands on the certificate.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.code = read_code(data.get("number", "")) if data else ""
        self.fields["surname"].required = not self.code


class SignatoryForm(WagtailAdminModelForm):
    """Dates in either era, as everywhere on this site."""

    valid_from = ThaiDateField(label=_("from"))
    valid_to = ThaiDateField(label=_("until"), required=False, help_text=_("Empty while the post is held."))

    def clean(self):
        data = super().clean()
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError(_("The last day lies before the first.")))
        return data
