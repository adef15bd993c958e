"""A tick for each purpose."""

from django import forms

from ..choices import ConsentPurpose


class ConsentForm(forms.Form):
    """One box per ConsentPurpose, as the latest records have them; nothing is ticked in advance."""

    def __init__(self, *args, rows, **kwargs):
        """`rows` as queries.consent_rows gives them."""
        super().__init__(*args, **kwargs)
        for row in rows:
            given = bool(row["record"] and row["record"].granted)
            self.fields[row["purpose"].value] = forms.BooleanField(label=row["label"], required=False, initial=given)

    def answers(self):
        """{purpose: bool} for `record_consents`."""
        return {purpose: self.cleaned_data[purpose] for purpose in ConsentPurpose.values}
