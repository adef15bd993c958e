"""One list of everything found, best first: all kinds weighed alike, what is new a little higher.

The list holds ids and kinds only; what a screen shows is fetched afterwards. So one or two queries answer how many
there are, how many of each kind, and in which order.
"""

import time

from modelsearch.backends import get_search_backend
from wagtail.models import Page

from home.kept import Shelf

from . import known, sources
from .known import Record

# Where more than this answer, their texts are not weighed: of a word that stands nearly everywhere the titles tell, and
# then what is new. To weigh each of ten thousand takes longer than all the rest of the page.
WEIGHED = 1_000
# Freshness decides among the best only, and never by more than this part of a score, halved every year.
BEST = 200
FRESHNESS = 0.15
SECONDS_A_YEAR = 365.25 * 24 * 3600

_answers = Shelf(most=300)


def found(text, locale):
    """[Record, …] of everything public that answers, the best first; at most three queries once they are known.

    Answers are kept while what is public stays the same: who turns the page or narrows the list asks again.
    """
    answers, key = _answers(), (locale.pk, text)
    answer = answers.get(key)
    if answer is None:
        answer = answers[key] = _found(text, locale)
    return answer


def _found(text, locale):
    compiler = get_search_backend().search(text, Page).query_compiler
    if not hasattr(compiler, "entries"):
        return _in_order(_asked_of_a_server(text, locale))
    records = known.records(locale)
    answering = {entry for entry in compiler.entries() if entry in records}
    weighed = compiler.scores(titles=len(answering) > WEIGHED) if answering else []
    first = _in_order([(score, records[entry]) for entry, score in weighed if entry in answering])
    # The newest come first among the public records.
    answering.difference_update(entry for entry, _score in weighed)
    return first + [record for entry, record in records.items() if entry in answering] if answering else first


def ids_found(text, locale, kind):
    """The ids of the public records of one kind that answer, the best first."""
    return [record.pk for record in found(text, locale) if record.kind == kind]


def _asked_of_a_server(text, locale):
    """[(score, Record), …] from a search server, which gives objects and keeps no index of ours: a query a kind."""
    names, search = known.kinds(), get_search_backend().search
    found = []
    for page in search(text, known.public_pages(locale)).annotate_score("_score"):
        record = known.record_of(names, page.pk, page.content_type_id, page.title, page.last_published_at)
        found.append((page._score, record))
    for source in sources.PUBLIC:
        records = search(text, source.objects()).annotate_score("_score")
        found += [(record._score, Record(source.slug, record.pk, False)) for record in records]
    return found


def _in_order(rows, now=None):
    """The records of [(score, Record), …], the best first; of equal ones the newest, then that which was made last."""
    rows = sorted(rows, key=_place)
    now = now or time.time()
    best = sorted(rows[:BEST], key=lambda row: -row[0] * (1 + _freshness(row[1].published, now)))
    return [record for _score, record in best + rows[BEST:]]


def _place(row):
    score, record = row
    return -score, -(record.published or 0), -record.pk


def _freshness(published, now):
    if published is None:
        return 0
    return FRESHNESS * 0.5 ** (max(0, now - published) / SECONDS_A_YEAR)
