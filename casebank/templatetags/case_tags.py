"""Cases and knowledge items on pages that stand below this app: institutes, missions, the home page."""

from django import template
from django.utils.translation import gettext as _

from home.plots import before_after

from ..choices import KIND_OF_MISSION
from ..models import CasePage, KnowledgePage

register = template.Library()


@register.simple_tag
def cases_of(institute, count=None):
    """{% cases_of page as cases %}: an institute's cases in its language, the best known results first."""
    found = _published(CasePage, institute).filter(institute=institute.institute)
    return list(found.order_by("-evidence_level", "code")[:count])


@register.simple_tag
def knowledge_of(institute, count=None):
    """{% knowledge_of page as items %}: an institute's briefs, questions, tools and data sets, by kind."""
    found = _published(KnowledgePage, institute).filter(institute=institute.institute)
    return list(found.order_by("kind", "code")[:count])


@register.simple_tag
def knowledge_of_mission(mission):
    """{% knowledge_of_mission page as items %}: the items that a mission brings forth; none where it has no kind."""
    kind = KIND_OF_MISSION.get(mission.number)
    return list(_published(KnowledgePage, mission).filter(kind=kind).order_by("code")) if kind else []


@register.simple_tag
def cases_of_mission(mission):
    """{% cases_of_mission page as cases %}: all cases, for the mission that raises experience to theory."""
    if mission.number != 3:
        return []
    return list(_published(CasePage, mission).order_by("-evidence_level", "code"))


@register.simple_tag
def finding_of(case):
    """{% finding_of case as found %}: the first result with a figure before and after, or None.

    {"row": the result as home.plots draws it, "finding": it in words, "note": how far it can be trusted}
    """
    for block in case.results:
        (row,) = before_after([block.value])
        if row.has_both:
            return {"row": row, "finding": _in_words(row), "note": block.value["note"]}
    return None


def _in_words(row):
    words = {"indicator": row.indicator, "before": row.before, "after": row.after, "unit": row.unit}
    if row.is_percent:
        return _("%(indicator)s: from %(before)s to %(after)s per cent") % words
    return _("%(indicator)s: from %(before)s to %(after)s %(unit)s") % words


def _published(model, page):
    return model.objects.published().filter(locale_id=page.locale_id).defer_streamfields()
