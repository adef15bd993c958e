"""The case bank on its pages: the filtered list, figures, the evidence ladder, citations and what belongs to a case."""

from html import escape

from django import template
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from accounts.models import Province
from home import plots
from home.kept import Shelf
from home.search.known import locale_now
from home.thai.dates import BE_OFFSET, is_thai

from ..choices import EvidenceLevel, Goal
from ..facets import FACETS, table_of
from ..forms.bank import CaseFilterForm
from ..permissions import reads_teaching_notes
from ..queries import bank as queries

register = template.Library()

PER_PAGE = 12
EVIDENCE_MEANING = {
    EvidenceLevel.DESCRIPTIVE: gettext_lazy("The work is told, and nothing was measured regularly."),
    EvidenceLevel.MONITORED: gettext_lazy("Figures were kept while the work went on, without a state from before."),
    EvidenceLevel.BEFORE_AFTER: gettext_lazy(
        "The same figures were taken before and after. Other things may have changed meanwhile as well."
    ),
    EvidenceLevel.QUASI_EXPERIMENTAL: gettext_lazy(
        "The change was compared with similar places or people without the work."
    ),
    EvidenceLevel.EXPERIMENTAL: gettext_lazy(
        "Chance decided who got it first, so that nothing else explains the difference."
    ),
}
REFRESHED = ("#facets-show", "#bank-views", "#case-status:innerHTML")


# --- the list ---------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def case_list(context):
    """{% case_list as bank %}: form, facets, chips, page_obj, cards, and total, the number of all public cases."""
    index, request = context["page"], context["request"]
    locale = locale_now()
    if index.locale_id == locale.pk:
        index.locale = locale  # known, so that the page need not ask for it
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
        "cards": case_cards(context, list(page_obj), index.locale),
    }


def case_cards(context, ids, locale):
    """The cards of these cases as HTML, in the order given; one query, and none where all of them are kept.

    They are the same for everybody, whatever the list was asked for.
    """
    request, known = context["request"], _cards()
    place = request.get_host(), get_language()
    missing = [pk for pk in ids if (*place, pk) not in known]
    if missing:
        card = context.template.engine.get_template(CARD)
        for case in queries.cases_in_order(missing, locale):
            known[*place, case.pk] = card.render(context.new({"entry": case, "request": request}))
    return [known[*place, pk] for pk in ids if (*place, pk) in known]


CARD = "components/cards/case.html"
_cards = Shelf(most=2_000)


@register.simple_tag
def facet_boxes(facet):
    """The choices of a facet. Not a template: there may be two hundred on a page, a third of what it costs to draw."""
    return mark_safe("\n".join(_box(facet.name, escape(each.value), each) for each in facet.choices))


def _box(name, value, choice):
    return (
        f'<label class="facet"><input type="checkbox" name="{name}" value="{value}" id="{name}-{value}"'
        f"{' checked' if choice.chosen else ''}><span>{escape(choice.label)}</span><b>{choice.count}</b></label>"
    )


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
    """The levels of evidence with what they mean, the surest first."""
    return [
        {"rank": level.value, "label": level.label, "meaning": EVIDENCE_MEANING[level]}
        for level in reversed(EvidenceLevel)
    ]


@register.simple_tag(takes_context=True)
def teaching_note(context, case):
    """The teaching note, or "" for everyone it is not meant for."""
    request = context.get("request")
    if not case.teaching_note or not reads_teaching_notes(getattr(request, "user", None)):
        return ""
    return RichText(case.teaching_note)


@register.simple_tag(takes_context=True)
def case_files(context, case):
    """The files of a case; those for instructors only for those who may read teaching notes."""
    files = list(case.files.all())
    prefetch_related_objects(files, "document")
    if not any(file.for_instructors for file in files):
        return files
    request = context.get("request")
    if reads_teaching_notes(getattr(request, "user", None)):
        return files
    return [file for file in files if not file.for_instructors]


@register.simple_tag
def case_place(case):
    """[(code of a province, whether the case was tried there), …]: its provinces, or all of its region."""
    codes = {province.pk for province in case.provinces.all()}
    rows = Province.objects.values_list("pk", "region")
    return [(code, code in codes if codes else region == case.region) for code, region in rows]


@register.simple_tag
def goals_of(case):
    """The Sustainable Development Goals of a case."""
    return [Goal(number) for number in queries.goals_in(case.sdgs)]


register.simple_tag(queries.pictures_of, name="pictures_of")
register.simple_tag(queries.travelled, name="travelled")
register.simple_tag(queries.related_cases, name="related_cases")
register.simple_tag(queries.items_citing, name="items_citing")
