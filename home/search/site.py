"""What the search screen and the JSON address ask: everything public in one language, best first, by kind."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.functional import Promise

from home.thai.sorting import sort_key

from . import picks, sources
from .highlight import Marks
from .known import Record, searchable_models
from .ranking import found as ranked
from .showing import shown

PER_PAGE = 10


@dataclass(frozen=True)
class Kind:
    """One kind among the results, and how many there are of it."""

    slug: str
    label: str | Promise
    count: int


@dataclass(frozen=True)
class Hit:
    """One result; title and excerpt are safe HTML with the found words in <mark>. `picked`: editors put it first."""

    url: str
    title: str
    excerpt: str
    kind: str | Promise
    slug: str
    institute: str
    picked: bool


@dataclass(frozen=True)
class Findings:
    """One screen of results. `kind` is "" when all kinds are shown."""

    total: int
    kinds: list[Kind]
    kind: str
    page_obj: PaginatorPage
    hits: list[Hit]


def find(*, text, locale, kind="", number=1):
    """Findings for a question. An unknown `kind` is as good as none.

    At most three queries, and one more for each kind on the screen that is not kept, whatever the number of results.
    """
    first = picks.picked(text, locale)
    found = _after(first, text, locale)
    labels = _labels()
    counts = Counter(row.kind for row in found)
    kind = kind if kind in labels else ""
    listed = [row for row in found if row.kind == kind] if kind else found
    page_obj = Paginator(listed, PER_PAGE).get_page(number)
    return Findings(
        total=len(found),
        kinds=_kinds(counts, labels),
        kind=kind,
        page_obj=page_obj,
        hits=_hits(list(page_obj), {row[:2] for row in first}, text, locale, labels),
    )


def everything_found(text, locale):
    """[Record, …]: what editors picked, then all that answers, best first."""
    return _after(picks.picked(text, locale), text, locale)


def _after(first, text, locale):
    """What editors picked, and after it all else that answers."""
    places = {row[:2] for row in first}
    rows = ranked(text, locale)
    return first + [row for row in rows if row[:2] not in places] if first else rows


def _labels():
    pages = {model._meta.model_name: model._meta.verbose_name for model in searchable_models()}
    return pages | {source.slug: source.label for source in sources.PUBLIC}


def _kinds(counts, labels):
    """Kinds found, most frequent first, those that are alike in Thai order."""
    kinds = [Kind(slug, labels[slug], count) for slug, count in counts.items()]
    return sorted(kinds, key=lambda kind: (-kind.count, sort_key(str(kind.label))))


def _hits(rows: list[Record], picked, text, locale, labels):
    marks, told, hits = Marks(text), shown(rows, locale), []
    for row in rows:
        if what := told.get(row[:2]):
            hits.append(
                Hit(
                    url=what.url,
                    title=marks.highlight(what.title),
                    excerpt=marks.excerpt_of(what.line),
                    kind=labels[row.kind],
                    slug=row.kind,
                    institute=what.institute,
                    picked=row[:2] in picked,
                )
            )
    return hits
