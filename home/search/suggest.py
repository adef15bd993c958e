"""What stands under the field while a reader types: titles of public pages that hold what was typed so far."""

from functools import lru_cache
from hashlib import sha256
from heapq import nsmallest
from typing import NamedTuple

from modelsearch.backends import get_search_backend
from wagtail.models import Page

from home import kept
from home.kept import Shelf
from home.thai.sorting import sort_key

from . import analyzer, known
from .layout import other_layout

MOST = 8
# So many of those that hold it soonest are put into Thai order.
CONSIDERED = 40


def suggestions(typed, locale):
    """[{"title", "url"}, …]; two queries once the public pages are known, and none while the answer is kept."""
    text = analyzer.canonical(typed[: analyzer.MAX_QUERY_LENGTH])
    if sum(map(len, analyzer.runs(text))) < 2:
        return []
    key = f"search:suggest:{sha256(f'{locale.pk} {typed}'.encode()).hexdigest()}"
    return kept.once(key, lambda: _titles(text, locale) or _titles_meant(typed, locale))


def _titles_meant(typed, locale):
    """What was typed as if on the other keyboard."""
    meant = other_layout(typed)
    return _titles(analyzer.canonical(meant), locale) if meant else []


def _titles(text, locale):
    soonest = nsmallest(CONSIDERED, _holding(text, locale))
    best = sorted(soonest, key=lambda row: (row.later, row.apart, sort_key(row.title)))[:MOST]
    addresses = _addresses_of([row.pk for row in best], locale)
    return [{"title": row.title, "url": addresses[row.pk]} for row in best if row.pk in addresses]


def _addresses_of(pks, locale):
    """{id: address} of these pages; one query for those not yet known, kept while what is public stays the same."""
    known_ones = _addresses()
    missing = [pk for pk in pks if pk not in known_ones]
    for page in Page.objects.live().filter(pk__in=missing) if missing else ():
        page.locale = locale  # known, so that the page need not ask for it to build its address
        known_ones[page.pk] = page.get_url()
    return known_ones


_addresses = Shelf(most=20_000)


class Title(NamedTuple):
    """A page that holds what was typed: first those that begin with it, then those whose titles have it, then any."""

    later: bool
    apart: bool
    canonical: str
    pk: int
    title: str


def _holding(text, locale):
    """A Title for each of the public pages that hold what was typed."""
    results = get_search_backend().autocomplete(text, Page)
    if not hasattr(results.query_compiler, "entries"):  # a search server keeps no index of ours
        found = get_search_backend().autocomplete(text, known.public_pages(locale))[:CONSIDERED]
        pages = [(page.pk, page.title) for page in found]
    else:
        records = known.records(locale)
        answering = [records[entry] for entry in results.query_compiler.entries() if entry in records]
        pages = [(record.pk, record.title) for record in answering if record.is_page]
    for pk, title in pages:
        canonical = _canonical(title)
        place = canonical.find(text)
        yield Title(place != 0, place < 0, canonical, pk, title)


# Each letter that is typed looks at the same titles again.
_canonical = lru_cache(20_000)(analyzer.canonical)
