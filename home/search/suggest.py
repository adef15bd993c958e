"""What stands under the field while a reader types: titles of public pages that hold what was typed so far."""

from hashlib import sha256

from home import kept
from home.thai.sorting import sort_key

from . import analyzer
from .layout import other_layout
from .site import public_pages

MOST = 8
# As many are looked at; the best of them are shown.
CONSIDERED = 40


def suggestions(typed, locale, request=None):
    """[{"title", "url"}, …]; one query, and none while the answer is kept."""
    text = analyzer.canonical(typed[: analyzer.MAX_QUERY_LENGTH])
    if sum(map(len, analyzer.runs(text))) < 2:
        return []
    host = f"{request.scheme}://{request.get_host()}" if request else ""
    key = f"search:suggest:{sha256(f'{host} {locale.pk} {typed}'.encode()).hexdigest()}"
    edition, found = kept.recall(key)
    if found is None:
        found = _titles(text, locale, request)
        if not found and (meant := other_layout(typed)):
            found = _titles(analyzer.canonical(meant), locale, request)
        kept.keep(key, edition, found)
    return found


def _titles(text, locale, request):
    pages = sorted(public_pages(locale).autocomplete(text)[:CONSIDERED], key=lambda page: _nearness(page.title, text))
    for page in pages[:MOST]:
        page.locale = locale  # known, so that the page need not ask for it to build its address
    return [{"title": page.title, "url": page.get_url(request)} for page in pages[:MOST]]


def _nearness(title, text):
    """Titles that begin with what was typed, then those that hold it soonest, then in Thai order."""
    place = analyzer.canonical(title).find(text)
    return place != 0, place < 0, sort_key(title)
