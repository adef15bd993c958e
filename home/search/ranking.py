"""One list of everything found, best first: all kinds weighed alike, what is new a little higher.

The list holds ids and scores only; what a screen shows is fetched afterwards. So one query answers how many there are,
how many of each kind, and in which order.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db import connection
from modelsearch.backends import get_search_backend
from wagtail.models import Page

# Freshness decides among the best only, and never by more than this part of a score, halved every year.
BEST = 200
FRESHNESS = 0.15
SECONDS_A_YEAR = 365.25 * 24 * 3600


class Found(NamedTuple):
    """One record found: a page or something beside pages, of which kind, and how well it answers.

    A tuple, since a common word finds ten thousand.
    """

    kind: str
    pk: int
    score: float
    is_page: bool
    picked: bool = False


def pages_found(pages, text, names):
    """Found for each of the pages that answers; `names` is {content type id: kind}. One query."""
    rows = _rows(pages, text, ["pk", "content_type_id"])
    return [Found(names[content_type], pk, score, True) for pk, content_type, score in rows]


def records_found(records, text, kind):
    """Found for each record beside the pages that answers. One query."""
    return [Found(kind, pk, score, False) for pk, score in _rows(records, text, ["pk"])]


def _rows(queryset, text, fields):
    """(…fields, score) with the highest score the best. Search servers give objects; our databases can give rows."""
    results = get_search_backend().search(text, queryset).annotate_score("_score")
    if not hasattr(results, "get_queryset"):
        for record in results:
            yield *(getattr(record, field) for field in fields), record._score
        return
    sign = -1 if connection.vendor == "sqlite" else 1  # FTS5's bm25 is the better the smaller
    for *values, score in results.get_queryset().values_list(*fields, "_score"):
        yield *values, sign * score


def ids_found(model, text):
    """The ids of all records of a model that answer, public or not, the best first. One query."""
    results = get_search_backend().search(text, model)
    compiler = results.query_compiler
    if hasattr(compiler, "ids"):
        return compiler.ids()
    if hasattr(results, "get_queryset"):
        return list(results.get_queryset().values_list("pk", flat=True))
    return [record.pk for record in results]


def in_order(rows, now=None):
    """Best first. Equal scores stand newest first, so that the order is the same each time."""
    rows = sorted(rows, key=lambda row: (-row.score, row.kind, -row.pk))
    best, rest = rows[:BEST], rows[BEST:]
    dates = _dates(best)
    now = now or datetime.now(UTC)
    best.sort(key=lambda row: -row.score * (1 + _freshness(dates.get(row), now)))
    return best + rest


def _freshness(date, now):
    if date is None:
        return 0
    years = max(0, (now - date).total_seconds() / SECONDS_A_YEAR)
    return FRESHNESS * 0.5**years


def _dates(rows):
    """{Found: when its page was last published}; one query. Records beside pages have no date."""
    pages = {row.pk: row for row in rows if row.is_page}
    dated = Page.objects.filter(pk__in=pages, last_published_at__isnull=False)
    return {pages[pk]: date for pk, date in dated.values_list("pk", "last_published_at")}
