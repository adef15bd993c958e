"""One list of everything found, best first: all kinds weighed alike, what is new a little higher.

The list holds ids and scores only; what a screen shows is fetched afterwards. So one query answers how many there are,
how many of each kind, and in which order.
"""

import time
from operator import itemgetter

from modelsearch.backends import get_search_backend
from wagtail.models import Page

from . import known, sources
from .known import Record

# Freshness decides among the best only, and never by more than this part of a score, halved every year.
BEST = 200
FRESHNESS = 0.15
SECONDS_A_YEAR = 365.25 * 24 * 3600


def all_found(text, locale):
    """[(score, Record), …] of everything public that answers, in no order. One query once the public records are known.

    A common word finds ten thousand: nothing is made for each of them but the pair.
    """
    results = get_search_backend().search(text, Page)
    if not hasattr(results.query_compiler, "scores"):
        return _asked_of_a_server(text, locale)
    records = known.records(locale)
    return [(score, records[entry]) for entry, score in results.query_compiler.scores() if entry in records]


def _asked_of_a_server(text, locale):
    """The same from a search server, which gives objects and keeps no index of ours: a query for each kind."""
    names, search = known.kinds(), get_search_backend().search
    found = []
    for page in search(text, known.public_pages(locale)).annotate_score("_score"):
        record = known.record_of(names, page.pk, page.content_type_id, page.title, page.last_published_at)
        found.append((page._score, record))
    for source in sources.PUBLIC:
        records = search(text, source.objects()).annotate_score("_score")
        found += [(record._score, Record(source.slug, record.pk, False)) for record in records]
    return found


def ids_found(text, locale, kind):
    """The ids of the public records of one kind that answer, the best first; of equal ones the newest."""
    rows = [(score, record.pk) for score, record in all_found(text, locale) if record.kind == kind]
    return [pk for _score, pk in sorted(rows, reverse=True)]


def in_order(found, now=None):
    """The records of [(score, Record), …], the best first; of equal ones that which came into the index last."""
    rows = found[::-1]
    rows.sort(key=itemgetter(0), reverse=True)
    now = now or time.time()
    best = sorted(rows[:BEST], key=lambda row: -row[0] * (1 + _freshness(row[1].published, now)))
    return [record for _score, record in best + rows[BEST:]]


def _freshness(published, now):
    if published is None:
        return 0
    return FRESHNESS * 0.5 ** (max(0, now - published) / SECONDS_A_YEAR)
