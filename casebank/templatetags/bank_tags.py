"""The case bank on its pages: the filtered list, figures, the evidence ladder, citations and what belongs to a case."""

from django import template
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from home import plots
from home.thai.dates import BE_OFFSET, is_thai

from ..choices import EvidenceLevel
from ..facets import FACETS, table_of
from ..forms.bank import CaseFilterForm
from ..permissions import reads_teaching_notes
from ..queries import bank as queries

register = template.Library()

PER_PAGE = 12
REFRESHED = ("#facets-show", "#bank-views", "#case-status:innerHTML")


# --- the list ---------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def case_list(context):
    """{% case_list as bank %}: form, facets, chips, page_obj, cases, and total, the number of all public cases."""
    index, request = context["page"], context["request"]
    table = table_of(index.locale)
    form = CaseFilterForm(request.GET, table=table, locale=index.locale)
    found = form.answer()
    page_obj = Paginator(found.ids, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "form": form,
        "facets": form.facets(found.counts),
        # What htmx puts in anew beside the cases found; the rest stays, so that an open sheet or facet stays open.
        "refreshed": ",".join([*(f"#facet-{name}" for name in FACETS), *REFRESHED]),
        "chips": form.chips(),
        "address": form.address(),
        "total": len(table.cases),
        "page_obj": page_obj,
        "cases": queries.cases_in_order(list(page_obj), index.locale),
    }


# --- one case ---------------------------------------------------------------------
@register.filter
def year_shown(year):
    """{{ page.year|year_shown }}: a year of the Common Era as "พ.ศ. 2565", in English "2022"."""
    return f"พ.ศ. {year + BE_OFFSET}" if is_thai() else str(year)


@register.filter
def year_number(year):
    """{{ page.year|year_number }}: the bare figure of the year, for citations: "2565", in English "2022"."""
    return str(year + BE_OFFSET if is_thai() else year)


@register.simple_tag
def headline_figure(case):
    """The first result of a case as a plots.PlotRow, or None."""
    return next(iter(result_rows(case)), None)


@register.filter
def result_rows(case):
    return plots.before_after([block.value for block in case.results])


@register.filter
def result_values(case):
    """The results as {% before_after %} takes them."""
    return [block.value for block in case.results]


@register.simple_tag
def finding(case):
    """The first measured change in words: the title of the plot. A share grows by percentage points, not per cent."""
    row = next((row for row in result_rows(case) if row.has_both), None)
    if row is None:
        return ""
    facts = {
        "indicator": row.indicator,
        "before": row.before,
        "after": row.after,
        "unit": row.unit,
        "change": row.change,
    }
    if row.is_percent:
        return _("%(indicator)s: from %(before)s%% to %(after)s%%, %(change)s percentage points") % facts
    return _("%(indicator)s: from %(before)s to %(after)s %(unit)s") % facts


@register.simple_tag
def result_note(case):
    """The limits of the figures, each said with its indicator."""
    return " · ".join(
        f"{block.value['indicator']}: {block.value['note']}" for block in case.results if block.value["note"]
    )


@register.simple_tag
def evidence_ladder():
    """The levels of evidence, the surest first."""
    return [{"rank": level.value, "label": level.label} for level in reversed(EvidenceLevel)]


@register.simple_tag(takes_context=True)
def teaching_note(context, case):
    """The teaching note, or "" for everyone it is not meant for."""
    request = context.get("request")
    if not case.teaching_note or not reads_teaching_notes(getattr(request, "user", None)):
        return ""
    return RichText(case.teaching_note)


register.simple_tag(queries.related_cases, name="related_cases")
register.simple_tag(queries.items_citing, name="items_citing")


# --- other knowledge ----------------------------------------------------------------
register.simple_tag(queries.cases_cited, name="cases_cited")


@register.simple_tag
def knowledge_groups(index):
    """The items of a knowledge list, kind by kind: {code, label, items}."""
    return [{"code": kind.value, "label": kind.label, "items": items} for kind, items in queries.items_by_kind(index)]
