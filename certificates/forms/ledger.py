"""Which lines of the ledger to show."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.thai.text import normalise

from ..choices import LineState, Purpose
from ..queries.ledger import Extract, programmes_of_ledger, years_of_ledger

FILTERS = ("programme", "year", "purpose", "state")


class LedgerForm(forms.Form):
    """Filters of the ledger; what is left empty filters nothing."""

    programme = forms.TypedChoiceField(label=_("Programme"), required=False, coerce=int, empty_value=None)
    year = forms.TypedChoiceField(label=_("Buddhist year"), required=False, coerce=int, empty_value=None)
    purpose = forms.ChoiceField(label=_("Issued for"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    q = forms.CharField(label=_("Number or name"), max_length=200, required=False)

    def __init__(self, data):
        super().__init__(data)
        everything = [("", _("All"))]
        self.fields["programme"].choices = everything + programmes_of_ledger(get_language())
        self.fields["year"].choices = everything + [(year, str(year)) for year in years_of_ledger()]
        self.fields["purpose"].choices = everything + Purpose.choices
        self.fields["state"].choices = everything + LineState.choices

    @classmethod
    def of(cls, extract):
        """The form in which an Extract was asked for."""
        form = cls({"q": extract.text} | {name: getattr(extract, name) for name in FILTERS})
        form.is_valid()
        return form

    def clean_q(self):
        return normalise(self.cleaned_data["q"])

    def extract(self):
        """What was asked for; a filter that cannot be read filters nothing, and says so beside its field."""
        self.is_valid()
        told = self.cleaned_data
        return Extract(
            programme=told.get("programme"),
            year=told.get("year"),
            purpose=told.get("purpose", ""),
            state=told.get("state", ""),
            text=told.get("q", ""),
        )

    def in_words(self):
        """[(label, value)] of the filters that are set, for the head of a print-out."""
        told = ((self.fields[name], self.cleaned_data.get(name)) for name in FILTERS)
        return [(str(field.label), str(dict(field.choices)[value])) for field, value in told if value]
