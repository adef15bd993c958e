"""Reads of what authorities took into use; constant in SQL queries."""

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import get_language

from accounts.choices import LOCAL_AUTHORITIES
from accounts.models import Organisation

from ..choices import KnowledgeKind
from ..models import Adoption, AdoptionReading, CasePage, KnowledgePage
from ..plots import series_of


def source_of(page):
    """The published page in the source language (Thai) of a case or tool in any language, with `is_case`; else None."""
    model = CasePage if isinstance(page, CasePage) else KnowledgePage
    found = model.objects.published().filter(
        translation_key=page.translation_key, locale__language_code=settings.LANGUAGE_CODE
    )
    if model is KnowledgePage:
        found = found.filter(kind=KnowledgeKind.TOOL)
    source = found.first()
    if source:
        source.is_case = model is CasePage
    return source


def page_named(text):
    """The case or tool that somebody names by its code, or by its title, as the list of suggestions writes it."""
    text = text.strip()
    code = text.split(" ")[0]
    for model, more in ((CasePage, {}), (KnowledgePage, {"kind": KnowledgeKind.TOOL})):
        found = model.objects.published().filter(locale__language_code=settings.LANGUAGE_CODE, **more)
        page = found.filter(code__iexact=code).first() or found.filter(title=text).first()
        if page:
            return page
    return None


def suggestions(limit=200):
    """["CASE-LEDI-01 …", …]: what a field for `page_named` offers, tools first, then the newest cases."""
    rows = []
    for model, more in ((KnowledgePage, {"kind": KnowledgeKind.TOOL}), (CasePage, {})):
        found = model.objects.published().filter(locale__language_code=settings.LANGUAGE_CODE, **more)
        rows += found.order_by("-pk").values_list("code", "title")[:limit]
    return [f"{code} {title}" for code, title in rows][:limit]


def is_authority(organisation):
    """Whether this is a local authority that is still there, listed or only proposed."""
    return bool(organisation and organisation.kind in LOCAL_AUTHORITIES and organisation.valid_to is None)


def is_listed(organisation):
    return organisation.state == Organisation.State.LISTED


def current_adoption(organisation, page):
    """What an authority has in use of a source page, or None."""
    what = {"case": page} if isinstance(page, CasePage) else {"tool": page}
    return Adoption.objects.filter(organisation=organisation, ended_on=None, **what).first()


def adopted_by(page):
    """Adoptions of a case or tool, read in any language, that the public may see; those in use first."""
    field = "case" if isinstance(page, CasePage) else "tool"
    found = Adoption.objects.standing().filter(
        organisation__state=Organisation.State.LISTED, **{f"{field}__translation_key": page.translation_key}
    )
    found = found.select_related("organisation__province").order_by("organisation__sort_key", "pk")
    return sorted(found, key=lambda adoption: adoption.ended_on is not None)


def with_readings(adoptions):
    """The adoptions, each with `series` (indicators over time) and `page` in the reader's language."""
    readings = AdoptionReading.objects.order_by("measured_on", "pk")
    rows = list(adoptions.with_pages().prefetch_related(Prefetch("readings", queryset=readings, to_attr="rows")))
    shown = pages_shown([row.what for row in rows])
    for row in rows:
        row.series = series_of(row.rows)
        row.page = shown[row.what.translation_key]
    return rows


def pages_shown(pages):
    """{translation key: the page in the reader's language, else as it is}; at most two queries.

    Each page has `in_thai_only`, for screens in English, and knows its locale.
    """
    shown = {page.translation_key: page for page in pages}
    for page in pages:
        page.in_thai_only = get_language() != settings.LANGUAGE_CODE
    if get_language() == settings.LANGUAGE_CODE:
        return shown
    for model in (CasePage, KnowledgePage):
        keys = [page.translation_key for page in pages if isinstance(page, model)]
        if keys:
            found = model.objects.published().filter(translation_key__in=keys, locale__language_code=get_language())
            for page in found.select_related("locale"):
                page.in_thai_only = False
                shown[page.translation_key] = page
    return shown
