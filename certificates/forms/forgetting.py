"""What a registrar types before a holder is taken out of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ForgetForm(forms.Form):
    reason = forms.CharField(
        label=_("Why the name is taken out"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the ledger for good: write no names here."),
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone, not even by an administrator"))
