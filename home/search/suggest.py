"""What stands under the field while a reader types: titles of public pages that hold what was typed so far."""

from hashlib import sha256

from wagtail.models import Page

from home import kept
from home.thai.sorting import sort_key

from . import analyzer
from .layout import other_layout
from .site import public_pages

MOST = 8
# As many are looked at; the best of them are shown.
CONSIDERED = 40


def suggestions(typed, locale, request=None):
    """[{"title", "url"}, …]; two queries, and none while the answer is kept."""
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
    rows = public_pages(locale).values_list("pk", "title").autocomplete(text)[:CONSIDERED]
    best = sorted(rows, key=lambda row: _nearness(row[1], text))[:MOST]
    pages = Page.objects.in_bulk([pk for pk, *_rest in best])
    found = []
    for pk, title, *_score in best:
        if page := pages.get(pk):
            page.locale = locale
            found.append({"title": title, "url": page.get_url(request)})
    return found


def _nearness(title, text):
    """Titles that begin with what was typed, then those that hold it soonest, then in Thai order."""
    place = analyzer.canonical(title).find(text)
    return place != 0, place < 0, sort_key(title)
