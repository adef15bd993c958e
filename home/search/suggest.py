"""What stands under the field while a reader types: titles of public pages that hold what was typed so far."""

from hashlib import sha256

from modelsearch.backends import get_search_backend
from wagtail.models import Page

from home import kept
from home.kept import Shelf
from home.thai.sorting import sort_key

from . import analyzer, known
from .layout import other_layout
from .titles import Found, Title, titles

MOST = 8
# So many of those that hold it soonest are put into Thai order.
CONSIDERED = 40


def suggestions(typed, locale):
    """[{"title", "url"}, …]; one query where their addresses are not yet known."""
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
    best = sorted(_soonest(text, locale), key=lambda row: (row.later, row.apart, sort_key(row.title)))[:MOST]
    addresses = _addresses_of([row.pk for row in best], locale)
    return [{"title": row.title, "url": addresses[row.pk]} for row in best if row.pk in addresses]


def _soonest(text, locale):
    """The first of the public pages that hold what was typed."""
    search = get_search_backend()
    if hasattr(search.query_compiler_class, "entries"):  # a search server keeps no index of ours
        return titles(locale).holding(text, CONSIDERED)
    found = search.autocomplete(text, known.public_pages(locale))[:CONSIDERED]
    rows = [Title(analyzer.canonical(page.title), page.pk, page.title) for page in found]
    return [Found(not row.canonical.startswith(text), text not in row.canonical, *row) for row in rows]


def _addresses_of(pks, locale):
    """{id: address} of these pages; one query for those not yet known, kept while what is public stays the same."""
    known_ones = _addresses()
    missing = [pk for pk in pks if pk not in known_ones]
    for page in Page.objects.live().filter(pk__in=missing) if missing else ():
        page.locale = locale  # known, so that the page need not ask for it to build its address
        known_ones[page.pk] = page.get_url()
    return known_ones


_addresses = Shelf(most=20_000)
