"""Knowledge items on their pages: the filtered list, the steps of a question, the checklist of a tool, the network."""

from dataclasses import dataclass

from django import template
from django.core.paginator import Paginator
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from home.thai.dates import long_date

from ..choices import Access, EvidenceLevel, KnowledgeKind, QuestionState
from ..forms.knowledge import KnowledgeFilterForm
from ..queries import knowledge as queries

register = template.Library()

PER_PAGE = 18


# --- the list ---------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def knowledge_list(context):
    """{% knowledge_list as found %}: form, total, kinds, page_obj, groups (by kind), chips (filters in use)."""
    index, request = context["page"], context["request"]
    items = queries.published_items(index.locale_id)
    rows = queries.item_rows(items)
    form = KnowledgeFilterForm(request.GET)
    form.is_valid()
    answering = queries.rows_answering(items, rows, form.text)
    form.show_counts(queries.filter_counts(answering, form.wanted))
    found = [row for row in answering if row.matches(form.wanted)]
    page_obj = Paginator([row.pk for row in _kind_by_kind(found)], PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "total": len(rows),
        "kinds": _kinds(rows, form.wanted.get("kind")),
        "page_obj": page_obj,
        "groups": _groups(queries.items_in_order(list(page_obj), index.locale)),
        "chips": _chips(form, request.GET),
    }


def _kind_by_kind(rows):
    order = list(KnowledgeKind.values)
    return sorted(rows, key=lambda row: order.index(row.kind) if row.kind in order else len(order))


def _kinds(rows, chosen):
    """Every kind, also one of which there is nothing yet: {code, label, about, count, current}."""
    about = {
        KnowledgeKind.POLICY_BRIEF: _("One request to those who decide, and the cases it rests on."),
        KnowledgeKind.RESEARCH_QUESTION: _("What areas want to know: open, taken up or answered."),
        KnowledgeKind.TOOL: _("Worksheets and checklists that one can use at once."),
        KnowledgeKind.DATASET: _("Which data exist, who owns them and who may get them."),
        KnowledgeKind.PARTNER: _("Who works with whom in the network."),
        KnowledgeKind.CONCEPT_NOTE: _("Why it worked: theory drawn from cases."),
    }
    counts = {kind: sum(row.kind == kind for row in rows) for kind in KnowledgeKind}
    return [
        {"code": k.value, "label": k.label, "about": about[k], "count": counts[k], "current": k == chosen}
        for k in KnowledgeKind
    ]


def _groups(items):
    """[{code, label, items}, …] of the items on this page, kind by kind."""
    groups = []
    for item in items:
        if not groups or groups[-1]["code"] != item.kind:
            groups.append({"code": item.kind, "label": item.get_kind_display(), "items": []})
        groups[-1]["items"].append(item)
    return groups


def _chips(form, params):
    chosen = {"q": f"“{form.text}”"} if form.text else {}
    chosen |= {name: form.LABELS[name][value] for name, value in form.wanted.items()}
    return [{"label": label, "query": _without(params, name)} for name, label in chosen.items()]


def _without(params, name):
    return urlencode([(key, value) for key, value in params.items() if value and key not in (name, "page")])


# --- one item ---------------------------------------------------------------------------
@register.simple_tag
def cases_behind(item):
    """{% cases_behind page as cases %}: the cases it rests on, the surest result first."""
    return queries.cases_behind(item)


@register.simple_tag
def cases_answering(item):
    return queries.cases_behind(item, "answered_by")


register.simple_tag(queries.questions_about, name="questions_about")
register.simple_tag(queries.partners_of, name="partners_of")


@register.simple_tag
def evidence_rungs():
    return len(EvidenceLevel)


@register.simple_tag
def question_steps(item):
    """A research question as components/steps.html takes it: open → taken up → answered, and where it stands."""
    states = list(QuestionState)
    here = states.index(item.question_state) if item.question_state in states else 0
    answered = item.question_state == QuestionState.ANSWERED
    notes = {
        QuestionState.OPEN: _("Anyone may take it up."),
        QuestionState.TAKEN: _taken(item),
        QuestionState.ANSWERED: _("The cases below answer it.") if answered else "",
    }
    steps = []
    for place, state in enumerate(states):
        done = place < here or (answered and place == here)
        step = {"label": state.label, "state": "done" if done else "now" if place == here else "later"}
        steps.append(step | {"note": notes[state] if place == here or state == QuestionState.TAKEN else ""})
    return steps


def _taken(item):
    if not item.taken_by:
        return ""
    if not item.taken_on:
        return item.taken_by
    return _("%(who)s, %(day)s") % {"who": item.taken_by, "day": long_date(item.taken_on)}


@register.simple_tag
def access_words(item):
    """What the access to a dataset means to the reader."""
    anyone = (
        _("Anyone may use the data at the address of the owner.") if item.access_url else _("Anyone may use the data.")
    )
    return {
        Access.OPEN: anyone,
        Access.ON_REQUEST: _("Ask the owner and say what the data are for."),
        Access.RESTRICTED: _("Only those whom the law allows. Only the description stands here, never the data."),
    }.get(item.access, "")


# --- the checklist of a tool ----------------------------------------------------------------
@dataclass(frozen=True)
class Check:
    """One condition of a tool, and whether the reader says that it holds."""

    number: int
    condition: str
    evidence: str
    met: bool


@register.simple_tag(takes_context=True)
def checklist(context):
    """{% checklist as list %}: checks, missing, met (how many), asked (whether the reader has answered).

    The answers stand in the address (?met=1&met=3) and nowhere else: nothing of them is stored.
    """
    params = context["request"].GET
    ticked = set(params.getlist("met"))
    checks = [
        Check(number, block.value["condition"], block.value["evidence"], str(number) in ticked)
        for number, block in enumerate(context["page"].conditions, start=1)
    ]
    missing = [check for check in checks if not check.met]
    return {
        "checks": checks,
        "missing": missing,
        "met": len(checks) - len(missing),
        "asked": "check" in params or len(missing) < len(checks),
    }
