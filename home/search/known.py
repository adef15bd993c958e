"""Everything that the public may find in a language, known by its place in the index.

Each process reads it once for an edition of the public pages, so that a question is one pass over the index and no
join: of what the index answers, only what stands here is ever counted or shown.
"""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils.translation import get_language
from wagtail.models import Locale, Page, get_page_models

from home.kept import Memory

from . import sources

ENTRY = "index_entries__pk"


class Record(NamedTuple):
    """A page or something beside pages; of a page its title, and the moment of its last publication in seconds."""

    kind: str
    pk: int
    is_page: bool
    title: str = ""
    published: float | None = None


def searchable_models():
    """Page classes that the public may find. Lessons and their like say `site_search = False`."""
    return [model for model in get_page_models() if model is not Page and getattr(model, "site_search", True)]


def kinds():
    """{content type id: kind} of the pages that the public may find."""
    return {found.pk: found.model for found in ContentType.objects.get_for_models(*searchable_models()).values()}


def public_pages(locale):
    """The pages that everybody may find: live, open to all, of a public kind, not withdrawn from lists."""
    models = searchable_models()
    pages = Page.objects.live().public().filter(locale=locale).exact_type(*models)
    for model in models:
        hidden = getattr(model, "unlisted", Page.objects.none)()
        if not hidden.query.is_empty():
            pages = pages.exclude(pk__in=hidden.values("pk"))
    return pages


def locale_now():
    """The Locale of the language on the screen."""
    return _locales(get_language())


_locales = Memory(lambda language: Locale.get_active())


def records(locale):
    """{id of an entry of the index: Record}, the newest first, then what is beside the pages."""
    return _records(locale)


def _read(locale):
    names, found = kinds(), {}
    pages = public_pages(locale).order_by(F("last_published_at").desc(nulls_last=True), "-pk")
    for entry, *facts in pages.values_list(ENTRY, "pk", "content_type_id", "title", "last_published_at"):
        found[entry] = record_of(names, *facts)
    for source in sources.PUBLIC:
        for entry, pk in source.objects().order_by().values_list(ENTRY, "pk"):
            found[entry] = Record(source.slug, pk, False)
    return found


_records = Memory(_read)


def record_of(names, pk, content_type, title, published_at):
    """The Record of a page; `names` is kinds()."""
    return Record(names[content_type], pk, True, title, published_at.timestamp() if published_at else None)
