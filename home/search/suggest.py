"""What stands under the field while a reader types: titles of public pages that hold what was typed so far."""

from functools import lru_cache
from hashlib import sha256
from heapq import nsmallest

from modelsearch.backends import get_search_backend
from wagtail.models import Page

from home import kept
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
    edition, found = kept.recall(key)
    if found is None:
        found = _titles(text, locale)
        if not found and (meant := other_layout(typed)):
            found = _titles(analyzer.canonical(meant), locale)
        kept.keep(key, edition, found)
    return found


def _titles(text, locale):
    rows = nsmallest(CONSIDERED, _holding(text, locale), key=lambda row: _nearness(row[1], text))
    best = sorted(rows, key=lambda row: (*_nearness(row[1], text)[:2], sort_key(row[1])))[:MOST]
    pages = Page.objects.live().in_bulk([pk for pk, _title in best])
    found = [pages[pk] for pk, _title in best if pk in pages]
    for page in found:
        page.locale = locale  # known, so that the page need not ask for it to build its address
    return [{"title": page.title, "url": page.get_url()} for page in found]


def _holding(text, locale):
    """[(id, title), …] of the public pages that hold what was typed."""
    results = get_search_backend().autocomplete(text, Page)
    if not hasattr(results.query_compiler, "entries"):  # a search server keeps no index of ours
        found = get_search_backend().autocomplete(text, known.public_pages(locale))
        return [(page.pk, page.title) for page in found[:CONSIDERED]]
    records = known.records(locale)
    found = (records[entry] for entry in results.query_compiler.entries() if entry in records)
    return [(record.pk, record.title) for record in found if record.is_page]


def _nearness(title, text):
    """Titles that begin with what was typed, then those that hold it soonest, then any."""
    title = _canonical(title)
    place = title.find(text)
    return place != 0, place < 0, title


# Each letter that is typed looks at the same titles again.
_canonical = lru_cache(20_000)(analyzer.canonical)
