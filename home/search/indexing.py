"""Indexing: the stock indexer is handed objects whose search fields return segmented text.

Wagtail offers no hook for the text of a field: a SearchField of our own would leave Page.title, images, documents
and users unsearchable. So each object is wrapped while it is indexed.
"""

import copy

from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from . import analyzer


class Analysed:
    """An object whose search fields speak segmented text; everything else is passed through."""

    def __init__(self, wrapped):
        self._wrapped = wrapped

    def __getattr__(self, name):
        return getattr(self._wrapped, name)

    def get_search_fields(self):
        return [_analysed(field) for field in self._wrapped.get_search_fields()]


class AnalysingIndexMixin:
    def add_items(self, model, objs):
        super().add_items(model, [Analysed(obj) for obj in objs])


def _analysed(field):
    """A copy of the field (same class, name and boost) that reads the wrapped object and segments what it says."""
    ours = copy.copy(field)
    if isinstance(field, RelatedFields):
        ours.fields = [_analysed(each) for each in field.fields]
        ours.get_value = lambda obj: field.get_value(_unwrap(obj))
    elif isinstance(field, AutocompleteField):
        ours.get_value = lambda obj: _map(analyzer.autocomplete_text, field.get_value(_unwrap(obj)))
    elif isinstance(field, SearchField):
        ours.get_value = lambda obj: _map(analyzer.index_text, field.get_value(_unwrap(obj)))
    return ours


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
