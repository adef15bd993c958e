"""Indexing: the stock indexer is handed objects whose search fields return segmented text.

Wagtail offers no hook for the text of a field: a SearchField of our own would leave Page.title, images, documents
and users unsearchable. So each object is wrapped while it is indexed.
"""

import copy

from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from . import analyzer

# A token that no text holds: an analysed text has no letters of two scripts in one token.
SEPARATOR = "zก"


class Analysed:
    """An object whose search fields speak segmented text; everything else is passed through.

    The stock indexer asks for every field three (SQLite) to five (PostgreSQL) times an object: each is worked out once.
    """

    def __init__(self, wrapped, repeat_boosted=False):
        self._wrapped, self._repeat_boosted = wrapped, repeat_boosted

    def __getattr__(self, name):
        return getattr(self._wrapped, name)

    def get_search_fields(self):
        return [_analysed(field, self._repeat_boosted) for field in self._wrapped.get_search_fields()]


class AnalysingIndexMixin:
    # Where a column has one weight for all of its words, a boosted field says them twice.
    REPEAT_BOOSTED = False

    def add_items(self, model, objs):
        super().add_items(model, [Analysed(obj, self.REPEAT_BOOSTED) for obj in objs])


def _analysed(field, repeat_boosted):
    """A copy of the field (same class, name and boost) that reads the wrapped object and segments what it says."""
    ours = copy.copy(field)
    if isinstance(field, RelatedFields):
        ours.fields = [_analysed(each, repeat_boosted) for each in field.fields]
        ours.get_value = lambda obj: field.get_value(_unwrap(obj))
    elif isinstance(field, AutocompleteField):
        ours.get_value = _once(lambda obj: _map(analyzer.autocomplete_text, field.get_value(obj)))
    elif isinstance(field, SearchField):
        twice = repeat_boosted and field.field_name != "title" and (field.boost or 1) > 1
        ours.get_value = _once(lambda obj: _said(_map(analyzer.index_text, field.get_value(obj)), twice))
    return ours


def _once(work_out):
    """`work_out(obj)`, remembered for each object; fields of related objects are asked about many."""
    known = {}

    def value(obj):
        obj = _unwrap(obj)
        if id(obj) not in known:
            known[id(obj)] = (work_out(obj), obj)  # the object is held, so that its id stays its own
        return known[id(obj)][0]

    return value


def _said(value, twice):
    """SEPARATOR between the two, so that no phrase begins in the first and ends in the second."""
    return f"{value} {SEPARATOR} {value}" if twice and isinstance(value, str) and value else value


def _unwrap(obj):
    return obj._wrapped if isinstance(obj, Analysed) else obj


def _map(analyse, value):
    """Apply to every string of a field's value: text, list of texts, or dictionary of texts."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return {key: _map(analyse, each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_map(analyse, each) for each in value]
    return analyse(str(value))
