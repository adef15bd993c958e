"""What strangers type to have a certificate checked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..numbering import read_code


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
