"""What the search screen asks: public pages in one language, how many of each kind, and what to show of each."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from wagtail.models import Page, get_page_models

from .highlight import excerpt, highlight
from .text import page_text

PER_PAGE = 10


@dataclass(frozen=True)
class Kind:
    """One kind of page among the results, and how many there are of it."""

    slug: str
    label: str
    count: int


@dataclass(frozen=True)
class Hit:
    """One page found; title and excerpt are safe HTML with the found words in <mark>."""

    page: Page
    title: str
    excerpt: str
    kind: str


@dataclass(frozen=True)
class Findings:
    """One screen of results. `kind` is "" when pages of every kind are shown."""

    total: int
    kinds: list[Kind]
    kind: str
    page_obj: PaginatorPage
    hits: list[Hit]


def searchable_models():
    """Page classes that the public may find. Lessons and their like say `site_search = False`."""
    return [model for model in get_page_models() if model is not Page and getattr(model, "site_search", True)]


def find_pages(*, text, locale, kind="", number=1):
    """Findings for a question. `kind` is a page class in lower case; an unknown one is as good as none.

    Four queries and one more for each kind shown, whatever the number of results.
    """
    by_name = {model._meta.model_name: model for model in searchable_models()}
    pages = Page.objects.live().public().filter(locale=locale).exact_type(*by_name.values())
    kinds = _kinds(pages, text, by_name)
    kind = kind if kind in by_name else ""
    if kind:
        pages = pages.exact_type(by_name[kind])
    page_obj = Paginator(pages.specific().search(text), PER_PAGE).get_page(number)
    return Findings(
        total=sum(each.count for each in kinds),
        kinds=kinds,
        kind=kind,
        page_obj=page_obj,
        hits=[_hit(page, text, locale) for page in page_obj],
    )


def _kinds(pages, text, by_name):
    """Kinds of the pages found, most frequent first."""
    counts = pages.search(text).facet("content_type_id")
    types = ContentType.objects.get_for_models(*by_name.values())
    names = {types[model].pk: (name, model._meta.verbose_name) for name, model in by_name.items()}
    return [Kind(*names[pk], count) for pk, count in counts.items()]


def _hit(page, text, locale):
    page.locale = locale  # known, so that the page need not ask for it to build its address
    return Hit(
        page=page,
        title=highlight(page.title, text),
        excerpt=excerpt(page_text(page), text),
        kind=page._meta.verbose_name,
    )
