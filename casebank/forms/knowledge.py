"""Knowledge items: what the editors' desk asks of each kind before it is published, and the filters of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.choices import INSTITUTE_SHORT, Institute
from home.search.forms import SearchForm
from home.thai.forms import ThaiDateField

from ..choices import Access, KnowledgeKind, QuestionState
from ..queries.knowledge import FILTERS
from .curated import CuratedForm
from .fields import CaseCodesField


class KnowledgePageForm(CuratedForm):
    """What a kind needs (models/item_rules.py) is asked before a review or publication; a draft may lack it."""

    taken_on = ThaiDateField(label=_("taken up on"), required=False)
    cites = CaseCodesField(label=_("cases it rests on"))
    answered_by = CaseCodesField(label=_("cases that answer it"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        locale = self.instance.locale if self.instance.locale_id else self.parent_page.locale
        for name in ("cites", "answered_by"):
            self.fields[name].offer(locale)
        partners = self.fields["works_with"].queryset.filter(kind=KnowledgeKind.PARTNER, locale=locale)
        self.fields["works_with"].queryset = partners.exclude(pk=self.instance.pk).order_by("sort_key")

    def _post_clean(self):
        """The page is asked with the cases of the form, which it would otherwise learn only when it is saved."""
        for name in ("cites", "answered_by"):
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()


def _filter(label, everything):
    """`everything` is the words of the choice that leaves the filter out."""
    return forms.ChoiceField(
        label=label,
        required=False,
        error_messages={"invalid_choice": _("This choice is not in the list, so it was left out.")},
        choices=[("", everything)],
        widget=forms.Select(attrs={"class": "input"}),
    )


class KnowledgeFilterForm(SearchForm):
    """Filters by address (GET), so that a list can be shared; the text is asked of the site search."""

    q = SearchForm.base_fields["q"].__class__(
        label=_("Search within knowledge"),
        required=False,
        max_length=SearchForm.base_fields["q"].max_length,
        error_messages=SearchForm.base_fields["q"].error_messages,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search", "class": "input"}
        ),
    )
    kind = _filter(_("Kind"), _("All kinds"))
    institute = _filter(_("Institute"), _("All institutes"))
    state = _filter(_("State of a question"), _("All states"))
    access = _filter(_("Access to data"), _("Any access"))

    LABELS = {
        "kind": dict(KnowledgeKind.choices),
        "institute": {code.value: INSTITUTE_SHORT[code] for code in Institute},
        "state": dict(QuestionState.choices),
        "access": dict(Access.choices),
    }

    def __init__(self, data):
        super().__init__(data)
        for name in FILTERS:
            self.fields[name].choices = [*self.fields[name].choices, *self.LABELS[name].items()]

    def clean_q(self):
        return super().clean_q() if self.cleaned_data["q"].strip() else ""

    @property
    def text(self):
        return self.cleaned_data.get("q", "")

    @property
    def wanted(self):
        """{filter: value} of the filters in use."""
        return {name: self.cleaned_data[name] for name in FILTERS if self.cleaned_data.get(name)}

    def show_counts(self, counts):
        """Say beside each choice how many items it would leave; choices that leave none are not offered."""
        for name in FILTERS:
            chosen = self.wanted.get(name)
            shown = [
                (code, f"{label} ({counts[name][code]})")
                for code, label in self.LABELS[name].items()
                if counts[name][code] or code == chosen
            ]
            self.fields[name].choices = [self.fields[name].choices[0], *shown]

    @property
    def shown_filters(self):
        """The filters of which there is anything to choose, or anything to say."""
        return [self[name] for name in FILTERS if len(self.fields[name].choices) > 1 or self[name].errors]
