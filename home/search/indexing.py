"""Indexing: the stock indexer is handed objects whose search fields return segmented text.

Wagtail offers no hook for the text of a field: a SearchField of our own would leave Page.title, images, documents
and users unsearchable. So each object is wrapped while it is indexed.
"""

import copy
from functools import partial

from django.db.models import prefetch_related_objects
from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from . import analyzer

# A token that no text holds: an analysed text has no letters of two scripts in one token.
SEPARATOR = "zก"


class Analysed:
    """An object whose search fields speak segmented text; everything else is passed through.

    The stock indexer asks for every field three (SQLite) to five (PostgreSQL) times an object: each is worked out once.
    Objects that are indexed together share `fields`, {class: its search fields}.
    """

    def __init__(self, wrapped, repeat_boosted=False, merge=False, fields=None):
        self._wrapped, self._repeat_boosted, self._merge = wrapped, repeat_boosted, merge
        self._fields = {} if fields is None else fields

    def __getattr__(self, name):
        return getattr(self._wrapped, name)

    def get_search_fields(self):
        model = type(self._wrapped)
        if model not in self._fields:
            found = [_analysed(field, self._repeat_boosted) for field in self._wrapped.get_search_fields()]
            self._fields[model] = _merged(found) if self._merge else found
        return self._fields[model]


class AnalysingIndexMixin:
    # Where a column has one weight for all of its words, a boosted field says them twice.
    REPEAT_BOOSTED = False
    # Where each field is an expression of its own, those of one weight are handed over as one.
    MERGE = False

    def add_items(self, model, objs):
        objs, fields = list(objs), {}
        prefetch_related_objects(objs, *getattr(model, "search_related", ()))
        super().add_items(model, [Analysed(obj, self.REPEAT_BOOSTED, self.MERGE, fields) for obj in objs])


def _merged(fields):
    """The fields, those that stand in the body with one weight as one field of all their texts."""
    bodies = [field for field in fields if isinstance(field, SearchField) and field.field_name != "title"]
    merged = []
    for boost in dict.fromkeys(field.boost for field in bodies):
        alike = [field for field in bodies if field.boost == boost]
        whole = SearchField(alike[0].field_name, boost=boost)
        whole.get_value = _once(partial(_texts_of, alike))
        merged.append(whole)
    return [field for field in fields if field not in bodies] + merged


def _texts_of(fields, obj):
    """What these fields say, with SEPARATOR between, so that no phrase begins in one and ends in another."""
    texts = (text for field in fields for text in _flat(field.get_value(obj)) if text)
    return f" {SEPARATOR} ".join(texts)


def _flat(value):
    """Every string of an analysed value."""
    if isinstance(value, dict):
        value = list(value.values())
    return [text for each in value for text in _flat(each)] if isinstance(value, list) else [value]


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
