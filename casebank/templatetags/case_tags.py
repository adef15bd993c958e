"""Cases and knowledge items on pages that stand below this app: institutes, missions, the home page."""

from django import template
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.plots import before_after

from ..choices import KIND_OF_MISSION
from ..models import CasePage, KnowledgePage
from ..queries.knowledge import items_of_kind

register = template.Library()

# A mission shows as many at most; the rest stand in the list.
MOST_IN_MISSION = 9
# Mission → what to do next: why, the words of the link, and the place without the language.
STEPS = {
    number: {"text": text, "link": link, "path": path}
    for number, text, link, path in (
        (1, _("The modules can be taken one by one."), _("See the programmes"), "programmes/"),
        (
            2,
            _("Tell the academy how research is managed at your university, and what is missing."),
            _("Write to the academy"),
            "contact/",
        ),
        (3, _("Theory begins with a case that keeps its mechanism apart."), _("Read the cases"), "cases/"),
        (4, _("A question of policy that no brief answers yet can be sent in."), _("Write to the academy"), "contact/"),
        (5, _("An owner of data can have them described here."), _("Write to the academy"), "contact/"),
        (6, _("Take a tool into use, and say so: others learn from it."), _("Choose a tool"), "knowledge/?kind=tool"),
        (7, _("See who works with whom, and whom to ask."), _("Open the network"), "knowledge/network/"),
        (
            8,
            _("Open questions wait for someone to take them up."),
            _("See the open questions"),
            "knowledge/?kind=research_question&state=open",
        ),
    )
}


@register.simple_tag
def cases_of(institute, count=None):
    """{% cases_of page as cases %}: an institute's cases in its language, the best known results first."""
    found = _published(CasePage, institute).filter(institute=institute.institute)
    return list(found.order_by("-evidence_level", "code")[:count])


@register.simple_tag
def knowledge_of(institute, count=None):
    """{% knowledge_of page as items %}: an institute's briefs, questions, tools and data sets, by kind."""
    found = _published(KnowledgePage, institute).filter(institute=institute.institute)
    return list(found.order_by("kind", "sort_key", "pk")[:count])


@register.simple_tag
def mission_feed(mission):
    """{% mission_feed page as feed %}: what a mission has brought forth, or None for those that teach.

    {"kind": its code, "items": the first of them in Thai order, "total": how many there are}
    """
    kind = KIND_OF_MISSION.get(mission.number)
    if kind is None:
        return None
    found = items_of_kind(kind, mission)
    return {"kind": kind.value, "items": found[:MOST_IN_MISSION], "total": len(found)}


@register.simple_tag
def cases_of_mission(mission):
    """{% cases_of_mission page as cases %}: the cases, for the mission that raises experience to theory."""
    if mission.number != 3:
        return []
    return list(_published(CasePage, mission).order_by("-evidence_level", "code")[:MOST_IN_MISSION])


@register.simple_tag
def next_step(mission):
    """{% next_step page as step %}: the one thing to do from a mission's page: {"text", "link", "path"}."""
    return STEPS.get(mission.number)


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
        return gettext("%(indicator)s: from %(before)s to %(after)s per cent") % words
    return gettext("%(indicator)s: from %(before)s to %(after)s %(unit)s") % words


def _published(model, page):
    return model.objects.published().filter(locale_id=page.locale_id).defer_streamfields()
