"""Programmes on public pages: the catalogue, the map of modules, and the rules of completion in words."""

from dataclasses import dataclass

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext
from wagtail.models import Page

from courses.choices import Mode
from courses.queries import modules_citing
from home.choices import INSTITUTE_SHORT
from home.thai.dates import display_year
from home.thai.digits import to_thai

from ..choices import ProgrammeKind
from ..queries import outlines_of, places_of, programmes_with

register = template.Library()

# The cloth is drawn in steps of three hours (see .weave--hours).
WEAVE_STEP, WEAVE_WIDEST = 3, 18


@dataclass
class Criterion:
    """One condition of completion: a figure, or a word, and what it is asked of."""

    value: str
    text: str


# --- outlines -----------------------------------------------------------------------
@register.simple_tag
def catalogue(index):
    """{% catalogue page as groups %}: {kind, label, programmes: [{page, outline}]} of every kind of programme."""
    programmes = list(index.programmes.select_related("locale"))
    outlines = outlines_of(programmes)
    groups = []
    for kind in ProgrammeKind:
        rows = [{"page": page, "outline": outlines[page.pk]} for page in programmes if page.kind == kind]
        if rows:
            groups.append({"kind": kind.value, "label": kind.label, "programmes": rows})
    return groups


@register.simple_tag
def outline(programme):
    """{% outline page as outline %}: the programme's courses and modules in order, with their assignments."""
    return outlines_of([programme], with_assignments=True)[programme.pk]


@register.filter
def cells(outline):
    """The modules as cells of {% include "components/weave.html" %}: as wide as long, in the dye of the institute."""
    return [
        {
            "label": _("Module %(number)d %(title)s, %(hours)g hours")
            % {"number": unit.number, "title": unit.module.title, "hours": unit.module.hours},
            "inst": unit.module.institute,
            "hours": min(max(round(unit.module.hours / WEAVE_STEP), 1) * WEAVE_STEP, WEAVE_WIDEST),
        }
        for unit in outline.units
    ]


@register.filter
def shares(outline):
    """The legend of the map: {inst, name, hours} of each institute that teaches."""
    return [{"inst": code, "name": INSTITUTE_SHORT[code], "hours": hours} for code, hours in outline.hours_by_institute]


@register.filter
def mode_words(outline):
    """How a programme is taught, in words: that of its modules, or on-site and online."""
    modes = outline.modes
    if len(modes) == 1:
        return Mode(modes.pop()).label
    return _("On-site and online") if modes else ""


# --- rules --------------------------------------------------------------------------
@register.simple_tag
def completion_criteria(programme, outline):
    """What completion asks, written from the programme's rules: [Criterion, …]."""
    found = []
    if programme.attendance_percent:
        found.append(
            Criterion(
                f"{programme.attendance_percent}%", _("of class time, on-site and live online sessions counted alike")
            )
        )
    found.append(Criterion(f"{programme.quiz_percent}%", _quizzes(programme)))
    rest = _everything(programme, outline)
    if rest:
        found.append(Criterion(pgettext("figure", "All"), rest))
    return found + [_capstone(programme, work) for work in outline.assignments if work.is_capstone]


def _quizzes(programme):
    return ngettext(
        "in the quiz of each module, with %(tries)d try", "in the quiz of each module, with %(tries)d tries",
        programme.quiz_attempts,
    ) % {"tries": programme.quiz_attempts}  # fmt: skip


def _everything(programme, outline):
    count = sum(work.required for work in outline.assignments)
    asked = [ngettext("%(count)d assignment", "%(count)d assignments", count) % {"count": count}] if count else []
    both = programme.pretest_required and programme.posttest_required
    if both:
        asked.append(_("the pre-test and the post-test"))
    elif programme.pretest_required or programme.posttest_required:
        asked.append(_("the pre-test") if programme.pretest_required else _("the post-test"))
    if programme.evaluation_required:
        asked.append(_("the satisfaction form"))
    if len(asked) > 1:
        return _("%(most)s and %(last)s") % {"most": _(", ").join(asked[:-1]), "last": asked[-1]}
    return "".join(asked)


def _capstone(programme, work):
    count = len(work.rubric.criteria)
    text = ngettext(
        "in the final project, %(title)s, marked on %(count)d criterion",
        "in the final project, %(title)s, marked on %(count)d criteria",
        count,
    )
    return Criterion(f"{programme.capstone_percent}%", text % {"title": work.title, "count": count})


@register.simple_tag
def certificate_sample(programme):
    """The words of a certificate, which is Thai in every language: {word, title, number}; one query outside Thai."""
    thai = Page.objects.filter(translation_key=programme.translation_key, locale__language_code="th")
    is_thai = programme.locale.language_code == "th"
    with override("th"):
        word = str(programme.get_certificate_kind_display())
    return {
        "word": word,
        "title": programme.title if is_thai else thai.values_list("title", flat=True).first() or programme.title,
        "number": _sample_number(programme),
    }


def _sample_number(programme):
    """The number of the first certificate of a first cohort, if given this year; "" where the pattern is faulty."""
    year_be = display_year(timezone.localdate(), "th")
    values = {"code": programme.certificate_code, "cohort": 1, "seq": 1, "year_be": year_be}
    try:
        return to_thai(programme.number_pattern.format(**values))
    except (KeyError, IndexError, ValueError, AttributeError):
        return ""


# --- where a course, a module or a case is taught -------------------------------------
@register.simple_tag
def programmes_of_course(course):
    return programmes_with([course])


@register.simple_tag
def places_of_module(module):
    """{% places_of_module page as places %}: {module, programme, number} of each programme that has it."""
    return places_of([module])


@register.simple_tag
def used_in(case):
    """{% used_in page as places %}: the modules whose lessons cite a case, each with its programme and number."""
    modules = modules_citing(case)
    places = places_of(modules)
    placed = {place.module.pk for place in places}
    return [*places, *({"module": module} for module in modules if module.pk not in placed)]


# --- cohorts ------------------------------------------------------------------------
@register.simple_tag
def sort_offers(offers):
    """{% sort_offers offers as cohorts %}: the offers of {% cohorts_of %} by what a reader can do with them.

    `open` takes applications, `modules` can be begun alone, `others` cannot be joined today; `next` is the next
    cohort with dates, `main` the one the main button leads to (None where there is nothing to join).
    """
    opened = [offer for offer in offers if offer.is_open]
    dated = [offer for offer in opened if not offer.cohort.is_self_paced]
    modules = [offer for offer in opened if offer.cohort.is_self_paced]
    others = [offer for offer in offers if not offer.is_open and not offer.cohort.is_self_paced]
    coming = [offer for offer in others if offer.status != "running"]
    return {
        "open": dated,
        "modules": modules,
        "others": others,
        "next": next(iter([*dated, *coming, *others]), None),
        "main": next(iter([*dated, *modules]), None),
    }
