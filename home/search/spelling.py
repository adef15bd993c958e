"""“Did you mean”: what a question would find without one or two slips of the finger.

The words come from the public index of one language and from nowhere else, and each offer is tried before it is made:
so it never names a word that only a hidden page holds. They are read once for each edition of the public pages and kept
in the memory of the process; where reading takes long, what was read serves some time beyond its edition.
"""

import time
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.db import connection
from modelsearch.query import Phrase
from rapidfuzz import process
from rapidfuzz.distance import OSA

from home import kept

from . import analyzer, ranking, sources
from .indexing import SEPARATOR
from .known import public_pages
from .layout import other_layout

# A question that finds as much as this needs no help.
POOR = 3
OFFERS = 3
TRIES = 6
LONGEST_WORD = 20
CHUNKS = 24
# Reading that takes this many seconds is worth keeping for a hundred times as long.
LONG, WORTH = 0.2, 100
TEXTS = {"sqlite": ("title", "body"), "postgresql": ("title_text", "body_text")}


@dataclass(frozen=True)
class Offer:
    """Another question, and how much it would find."""

    query: str
    count: int


@dataclass(frozen=True)
class Vocabulary:
    """Words of the public index and how often each stands there; Thai ones apart from the others."""

    edition: str
    until: float
    count: Counter
    thai: tuple
    others: tuple


_vocabularies = {}


def offers(typed, text, locale, total):
    """[Offer, …] for a question that found little: the other keyboard, or else one with fewer slips; the best first.

    `typed` is as the reader typed it, `text` as it was searched for.
    """
    if total >= POOR:
        return []
    if not total and (meant := other_layout(typed)):
        return [Offer(meant, len(ranking.found(meant, locale)))]
    if total and all(_is_known(run, vocabulary(locale)) for run in analyzer.runs(text)):
        return []  # it was found as it was written, in words that are written so
    found, nearest = [], None
    for slips, query in islice(_candidates(text, locale), TRIES):
        if nearest is not None and slips > nearest:
            break  # what needs more slips than the first that is found is hardly meant
        offer = Offer(query, len(ranking.found(query, locale)))
        if offer.count > total:
            found, nearest = [*found, (_standing(query, locale), offer)], slips
    # Of those that need as few slips, words that stand side by side somewhere are meant rather than words apart.
    found.sort(key=lambda pair: -pair[0])
    return [offer for _standing_together, offer in found][:OFFERS]


def _standing(query, locale):
    """On how many pages the words of the question stand together."""
    return public_pages(locale).search(Phrase(query)).count()


def _candidates(text, locale):
    """(slips, question) near this one, the nearest first: one run mended, or each as well as can be."""
    words = vocabulary(locale)
    asked = analyzer.canonical(text)
    mended = {run: _mended(run, words) for run in dict.fromkeys(analyzer.runs(text))}
    ranked = [(rank, run, better) for run, options in mended.items() for rank, better in options]
    several = [run for run, options in mended.items() if options and not _is_known(run, words)]
    if len(several) > 1:
        for run in several:
            asked = asked.replace(run, mended[run][0][1], 1)
        yield 0, asked
        return
    for (slips, _often), run, better in sorted(ranked):
        yield slips, asked.replace(run, better, 1)


def _is_known(run, words):
    if not analyzer.is_thai(run):
        return run.isdigit() or analyzer.stem(run) in words.count
    return len(run) in _reached(run, words)


def _mended(run, words):
    """[(rank, the run with one word put right), …], the best first."""
    if run.isdigit() or len(run) < 3:
        return []
    if not analyzer.is_thai(run):
        near = [] if _is_known(run, words) else _near(run, words.others)
        found = {word: (distance, -words.count[word]) for word, distance in near}
    else:
        found = {}
        for start, end in _chunks(run, words):
            for word, distance in _near(run[start:end], words.thai):
                better = run[:start] + word + run[end:]
                rank = (distance, -words.count[word])
                found[better] = min(rank, found.get(better, rank))
    return sorted((rank, better) for better, rank in found.items() if better != run)


def _near(chunk, words):
    """[(word, distance), …] of the words one slip away, or two where the chunk is long."""
    most = 1 if len(chunk) < 5 else 2
    found = process.extract(chunk, words, scorer=OSA.distance, score_cutoff=most, limit=10)
    return [(word, distance) for word, distance, _place in found if distance]


def _chunks(run, words):
    """[(start, end), …] of what may be one misspelt word: known words stand before it and after it."""
    before = _reached(run, words)
    after = {len(run) - place for place in _reached(run, words, backwards=True)}
    pairs = [(start, end) for start in before for end in after if 2 <= end - start <= LONGEST_WORD]
    known = len(run) in before
    # Where something is unknown, it lies between what is reached from the left and from the right.
    pairs.sort(key=lambda pair: (pair[1] - pair[0]) if known else (-pair[0] + pair[1], pair[0]))
    return pairs[:CHUNKS]


def _reached(run, words, backwards=False):
    """Places to which known words lead from the beginning, or from the end (counted from there)."""
    reached = {0}
    for place in range(len(run)):
        if place not in reached:
            continue
        for length in range(2, min(LONGEST_WORD, len(run) - place) + 1):
            stop = len(run) - place
            word = run[stop - length : stop] if backwards else run[place : place + length]
            if word in words.count or word in analyzer.STOP:
                reached.add(place + length)
    return reached


# --- the words of the public index ------------------------------------------------------------
def vocabulary(locale):
    """The words of what the public may find in a language."""
    edition, now = kept.edition_now(), time.monotonic()
    found = _vocabularies.get(locale.pk)
    if found is None or (found.edition != edition and now > found.until):
        found = _vocabularies[locale.pk] = _read(locale, edition, now)
    return found


def _read(locale, edition, began):
    count = Counter()
    for queryset in (public_pages(locale), *(source.objects() for source in sources.PUBLIC)):
        fields = [f"index_entries__{name}" for name in TEXTS[connection.vendor]]
        for texts in queryset.values_list(*fields).iterator():
            for text in texts:
                count.update((text or "").replace(",", " ").split())  # the stock indexer joins lists by commas
    words = [word for word in count if len(word) > 1 and word != SEPARATOR and not word.isdigit()]
    took = time.monotonic() - began
    return Vocabulary(
        edition=edition,
        until=began + took * WORTH if took > LONG and settings.PUBLIC_PAGE_SECONDS else began,
        count=count,
        thai=tuple(word for word in words if analyzer.is_thai(word)),
        others=tuple(word for word in words if not analyzer.is_thai(word)),
    )
