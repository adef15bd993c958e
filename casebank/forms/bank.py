"""The filters of the public case bank. What is not known is said beside its field and left out, never an error page."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.search.forms import SearchForm

from ..facets import FACETS, Answer, Table, ask

LABELS = {
    "institute": _("Institute"),
    "theme": _("Theme"),
    "province": _("Province"),
    "region": _("Region"),
    "authority": _("Type of local authority"),
    "sdg": _("Sustainable Development Goal"),
    "method": _("Method"),
    "evidence": _("Evidence level"),
    "year": _("Year"),
    "programme": _("Used in programme"),
}
ORDERS = {
    "": pgettext_lazy("order of cases", "Newest first"),
    "evidence": pgettext_lazy("order of cases", "Surest result first"),
    "title": pgettext_lazy("order of cases", "By title"),
}
ORDERS_OF_ANSWERS = {"": pgettext_lazy("order of cases", "Best answer first"), "newest": ORDERS[""]} | {
    name: label for name, label in ORDERS.items() if name
}
# Facets that stand open before anything is chosen.
OPEN = frozenset({"institute", "evidence"})


@dataclass(frozen=True)
class Choice:
    """A value that one may choose, and how many cases one would see of it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet with its choices; those that would leave nothing are not offered, unless they are chosen."""

    name: str
    label: str
    choices: list[Choice]
    unknown: bool

    @property
    def open(self):
        return self.name in OPEN or self.unknown or any(choice.chosen for choice in self.choices)


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
    sort = forms.ChoiceField(
        label=pgettext_lazy("of a list", "Order"),
        required=False,
        error_messages={"invalid_choice": _("This choice is not in the list, so it was left out.")},
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, params, *, table: Table, locale):
        """`params`: the QueryDict of the address."""
        super().__init__(params)
        self.table, self.locale = table, locale
        asked = bool(params.get("q", "").strip())
        self.fields["sort"].choices = list((ORDERS_OF_ANSWERS if asked else ORDERS).items())
        self.asked = {name: [value for value in params.getlist(name) if value] for name in FACETS}
        self.wanted = {name: table.known(name, values) for name, values in self.asked.items() if values}
        self.wanted = {name: values for name, values in self.wanted.items() if values}

    def clean_q(self):
        return super().clean_q() if self.cleaned_data["q"].strip() else ""

    @property
    def text(self):
        return self.cleaned_data.get("q", "")

    def answer(self) -> Answer:
        """The cases that are asked for; what is not known or wrong is left out. One query at most."""
        self.is_valid()
        return ask(self.table, text=self.text, wanted=self.wanted, sort=self.cleaned_data.get("sort", ""))

    def facets(self, counts):
        """The facets that any public case has, and those of which something unknown was asked."""
        return [self._facet(name, counts[name]) for name in FACETS if self.table.facets[name] or self.asked[name]]

    def _facet(self, name, counts):
        chosen = self.wanted.get(name, ())
        choices = [
            Choice(value, known.label, counts[value], value in chosen)
            for value, known in self.table.facets[name].items()
            if counts[value] or value in chosen
        ]
        unknown = set(self.asked[name]) - set(chosen)
        return Facet(name, LABELS[name], choices, bool(unknown))

    def chips(self):
        """What narrows the list: {label, query: the rest of the address that remains without it}."""
        chips = [{"label": f"“{self.text}”", "query": self.address(without=("q", None))}] if self.text else []
        for name, values in self.wanted.items():
            known = self.table.facets[name]
            chips += [
                {"label": _chip(name, known[value].label), "query": self.address(without=(name, value))}
                for value in values
            ]
        return chips

    def address(self, without=None, **more):
        """The question as the query of an address, said in one way only; `without`: (name, value) to leave out."""
        kept = QueryDict(mutable=True)
        pairs = [("q", self.text)] if self.text else []
        pairs += [(name, value) for name, values in self.wanted.items() for value in values]
        if sort := self.cleaned_data.get("sort"):
            pairs.append(("sort", sort))
        for name, value in pairs:
            if without not in ((name, value), (name, None)) and name not in more:
                kept.appendlist(name, value)
        for name, value in more.items():
            kept.appendlist(name, value)
        return kept.urlencode()

    @property
    def address_of_region(self):
        return self._open_address("region")

    @property
    def address_of_province(self):
        return self._open_address("province")

    def _open_address(self, name):
        """The question as "?…&name=", to which a value is added."""
        return f"?{self.address(**{name: ''})}"


def _chip(name, label):
    """A bare figure says what it is of."""
    return f"{LABELS[name]} {label}" if name in {"sdg", "year"} else label
