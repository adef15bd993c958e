"""The filters of the public case bank. What is not known is said beside its field and left out, never an error page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Region
from home.choices import INSTITUTE_SHORT, Institute
from home.search.forms import SearchForm

from ..choices import EvidenceLevel
from ..queries.bank import FACETS

UNKNOWN = {"invalid_choice": _("This choice is not in the list, so it was left out.")}


def facet(label, everything):
    """`everything` is the words of the choice that leaves the filter out."""
    return forms.ChoiceField(
        label=label,
        required=False,
        error_messages=UNKNOWN,
        choices=[("", everything)],
        widget=forms.Select(attrs={"class": "input"}),
    )


class CaseFilterForm(SearchForm):
    """Filters by address (GET), so that a list can be shared; the text is asked of the site search."""

    q = SearchForm.base_fields["q"].__class__(
        label=_("Search the cases"),
        required=False,
        max_length=SearchForm.base_fields["q"].max_length,
        error_messages=SearchForm.base_fields["q"].error_messages,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search", "class": "input"}
        ),
    )
    institute = facet(_("Institute"), _("All institutes"))
    theme = facet(_("Theme"), _("All themes"))
    region = facet(_("Region"), _("All regions"))
    evidence = facet(_("Evidence level"), _("All levels"))

    def __init__(self, data, *, themes):
        """`themes`: the terms that the cases of this bank have."""
        super().__init__(data)
        self.labels = {
            "institute": {code: INSTITUTE_SHORT[code] for code in Institute},
            "theme": {term.code: str(term) for term in themes},
            "region": dict(Region.choices),
            "evidence": {str(level.value): level.label for level in EvidenceLevel},
        }
        for name in FACETS:
            self.fields[name].choices = [*self.fields[name].choices, *self.labels[name].items()]

    def clean_q(self):
        return super().clean_q() if self.cleaned_data["q"].strip() else ""

    @property
    def text(self):
        return self.cleaned_data.get("q", "")

    @property
    def wanted(self):
        """{facet: value} of the filters in use."""
        return {name: self.cleaned_data[name] for name in FACETS if self.cleaned_data.get(name)}

    def show_counts(self, counts):
        """Say beside each choice how many cases it would leave; choices that leave none are not offered."""
        for name in FACETS:
            chosen = self.wanted.get(name)
            shown = [
                (code, f"{label} ({counts[name][code]})")
                for code, label in self.labels[name].items()
                if counts[name][code] or code == chosen
            ]
            self.fields[name].choices = [self.fields[name].choices[0], *shown]
