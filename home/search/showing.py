"""What a screen of results shows of a page or record. It is kept in the memory of the process while what is public
stays the same (known.py), so that words everybody asks for cost the marking of them alone.
"""

from typing import NamedTuple

from home.kept import Shelf

from . import sources
from .highlight import Line
from .known import searchable_models
from .text import page_text


class Shown(NamedTuple):
    url: str
    title: str
    line: Line
    institute: str


def shown(rows, locale):
    """{(kind, id): Shown} of these Records; who has gone meanwhile is missing. A query for each kind not yet kept."""
    known = _shown()
    missing = [row for row in rows if (locale.pk, *row[:2]) not in known]
    for kind in {row.kind for row in missing}:
        pks = [row.pk for row in missing if row.kind == kind]
        source = next((each for each in sources.PUBLIC if each.slug == kind), None)
        found = _records(source, pks) if source else _pages(kind, pks, locale)
        known.update({(locale.pk, kind, pk): what for pk, what in found.items()})
    told = {row[:2]: known.get((locale.pk, *row[:2])) for row in rows}
    return {place: what for place, what in told.items() if what}


_shown = Shelf(most=2_000)


def _pages(kind, pks, locale):
    model = next(model for model in searchable_models() if model._meta.model_name == kind)
    found = model.objects.live().in_bulk(pks)
    for page in found.values():
        page.locale = locale  # known, so that the page need not ask for it to build its address
    return {
        pk: Shown(page.get_url() or "", page.title, Line.of(page_text(page)), getattr(page, "institute_code", ""))
        for pk, page in found.items()
    }


def _records(source, pks):
    return {
        pk: Shown(source.address(record), str(record), Line.of(source.text(record)), source.institute(record))
        for pk, record in source.objects().in_bulk(pks).items()
    }
