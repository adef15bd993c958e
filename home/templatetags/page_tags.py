"""Lists of pages for the public site, each in one reading: institutes, news, and what belongs to an institute."""

from django import template
from django.apps import apps

from home.context import site_path
from home.models import InstitutePage, MissionPage, NewsPage

register = template.Library()


@register.simple_tag
def institutes_in(page):
    """{% institutes_in page as institutes %}: the five institutes in the language of the page."""
    return _published(InstitutePage, page).order_by("number")


@register.simple_tag
def latest_news(page, count=3):
    """{% latest_news page 3 as news %}: the newest first."""
    return _published(NewsPage, page).order_by("-date", "-pk")[:count]


@register.simple_tag
def missions_beside(mission):
    """{% missions_beside page as beside %}: the missions before and after, by number; None at the ends."""
    found = _published(MissionPage, mission).filter(number__in=[mission.number - 1, mission.number + 1])
    by_number = {page.number: page for page in found}
    return {"previous": by_number.get(mission.number - 1), "next": by_number.get(mission.number + 1)}


@register.simple_tag
def pages_of(institute, model):
    """{% pages_of page "courses.ModulePage" as modules %}: what an institute leads, in the order of the tree.

    The template names the model: templates stand above the apps, this library below them.
    """
    found = _published(apps.get_model(model), institute).filter(institute=institute.institute)
    return list(found.order_by("path"))


@register.simple_tag
def featured_case(page):
    """{% featured_case page as case %}: what the editors chose, while lists may show it; else None."""
    if not page.featured_case_id:
        return None
    model = page.featured_case.specific_class
    return model.objects.live().public().exclude(pk__in=model.unlisted()).filter(pk=page.featured_case_id).first()


@register.simple_tag
def door_url(address):
    """Where a door leads: a path of ours in the reader's language ("/cases/", "/#cohorts"), or an address elsewhere."""
    return site_path(address.lstrip("/")) if address.startswith("/") else address


def _published(model, page):
    """Live pages in the language of `page`, without their long texts."""
    return model.objects.live().public().filter(locale_id=page.locale_id).defer_streamfields()
