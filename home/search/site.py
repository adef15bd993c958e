"""What the search screen and the JSON address ask: everything public in one language, best first, by kind."""

from collections import Counter
from dataclasses import dataclass, replace

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.utils.functional import Promise
from wagtail.models import Page, get_page_models

from home.thai.sorting import sort_key

from . import picks, sources
from .highlight import Marks
from .ranking import Found, in_order, pages_found, records_found
from .text import page_text

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


def searchable_models():
    """Page classes that the public may find. Lessons and their like say `site_search = False`."""
    return [model for model in get_page_models() if model is not Page and getattr(model, "site_search", True)]


def public_pages(locale):
    """The pages that everybody may find: live, open to all, of a public kind, not withdrawn from lists."""
    models = searchable_models()
    pages = Page.objects.live().public().filter(locale=locale).exact_type(*models)
    for model in models:
        hidden = getattr(model, "unlisted", Page.objects.none)()
        if not hidden.query.is_empty():
            pages = pages.exclude(pk__in=hidden.values("pk"))
    return pages


def find(*, text, locale, kind="", number=1, request=None):
    """Findings for a question. An unknown `kind` is as good as none.

    Eight queries and one more for each kind on the screen, whatever the number of results.
    """
    found = everything_found(text, locale)
    labels = _labels()
    counts = Counter(row.kind for row in found)
    kind = kind if kind in labels else ""
    shown = [row for row in found if row.kind == kind] if kind else found
    page_obj = Paginator(shown, PER_PAGE).get_page(number)
    return Findings(
        total=len(found),
        kinds=_kinds(counts, labels),
        kind=kind,
        page_obj=page_obj,
        hits=_hits(list(page_obj), text, locale, labels, request),
    )


def everything_found(text, locale):
    """[Found, …]: what editors picked, then all that answers, best first."""
    names = {
        content_type.pk: content_type.model
        for content_type in ContentType.objects.get_for_models(*searchable_models()).values()
    }
    pages = public_pages(locale)
    rows = pages_found(pages, text, names)
    for source in sources.PUBLIC:
        rows += records_found(source.objects(), text, source.slug)
    first = picks.picked(text, pages, names)
    places = {(row.kind, row.pk) for row in first}
    return first + in_order([row for row in rows if (row.kind, row.pk) not in places])


def number_found(text, locale):
    """How many answer a question; for trying another spelling of it."""
    records = sum(len(records_found(source.objects(), text, source.slug)) for source in sources.PUBLIC)
    return public_pages(locale).search(text).count() + records


def _labels():
    pages = {model._meta.model_name: model._meta.verbose_name for model in searchable_models()}
    return pages | {source.slug: source.label for source in sources.PUBLIC}


def _kinds(counts, labels):
    """Kinds found, most frequent first, those that are alike in Thai order."""
    kinds = [Kind(slug, labels[slug], count) for slug, count in counts.items()]
    return sorted(kinds, key=lambda kind: (-kind.count, sort_key(str(kind.label))))


def _hits(rows: list[Found], text, locale, labels, request):
    marks = Marks(text)
    pages = {page.pk: page for page in Page.objects.filter(pk__in=[row.pk for row in rows if row.is_page]).specific()}
    records = {source.slug: source.objects().in_bulk(_pks(rows, source.slug)) for source in sources.PUBLIC}
    hits = []
    for row in rows:
        if row.is_page and row.pk in pages:
            page = pages[row.pk]
            page.locale = locale  # known, so that the page need not ask for it to build its address
            hit = _page_hit(page, marks, request)
        elif not row.is_page and row.pk in records[row.kind]:
            hit = _record_hit(row.kind, records[row.kind][row.pk], marks)
        else:
            continue  # gone meanwhile
        hits.append(replace(hit, kind=labels[row.kind], slug=row.kind, picked=row.picked))
    return hits


def _pks(rows, slug):
    return [row.pk for row in rows if row.kind == slug and not row.is_page]


def _page_hit(page, marks, request):
    return Hit(
        url=page.get_url(request) or "",
        title=marks.highlight(page.title),
        excerpt=marks.excerpt(page_text(page)),
        institute=getattr(page, "institute_code", ""),
        kind="",
        slug="",
        picked=False,
    )


def _record_hit(slug, record, marks):
    source = next(each for each in sources.PUBLIC if each.slug == slug)
    return Hit(
        url=source.address(record),
        title=marks.highlight(str(record)),
        excerpt=marks.excerpt(source.text(record)),
        institute=source.institute(record),
        kind="",
        slug="",
        picked=False,
    )
