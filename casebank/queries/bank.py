"""Reads over the case bank, in a number of queries that does not grow with it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from wagtail.images import get_image_model

from accounts.choices import OrganisationKind, Region
from accounts.models import Province
from home.choices import INSTITUTE_SHORT, Institute
from home.thai.dates import BE_OFFSET, is_thai
from home.thai.sorting import thai_sorted

from ..choices import EvidenceLevel, Goal, TermKind
from ..models import CasePage, KnowledgePage, Term

# What the card of a case shows is read; the story is not.
STORY = (
    "context", "actors", "problem", "intervention", "mechanism", "lessons", "transferability", "questions",
    "teaching_note", "basis", "references", "consent_note", "retraction_reason",
)  # fmt: skip


# As wide as the page ever shows a picture (templates/casebank/case_story.html).
PICTURE_SIZE = "width-1200"


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What filters, orders, maps and the timeline ask of one case."""

    pk: int
    title: str
    institute: str
    region: str
    authority: str
    year: int
    evidence: int
    sdgs: tuple


def case_rows(locale):
    """All public cases of a language, the newest first; two queries."""
    cases = CasePage.objects.published().filter(locale=locale).order_by("-year", "code", "pk")
    fields = ("pk", "title", "institute", "region", "authority_kind", "year", "evidence_level", "sdgs")
    return [CaseRow(*row[:-1], goals_in(row[-1])) for row in cases.values_list(*fields)]


def goals_in(value):
    """The numbers of goals among what stands in the field, which once was typed by hand."""
    return tuple(number for number in (value if isinstance(value, list) else ()) if number in Goal.values)


def facet_values(rows, locale):
    """{facet: [(value, label, ids of the cases that have it), …]} in the order of showing; five queries.

    The labels are in the language that is active.
    """
    years = sorted({row.year for row in rows}, reverse=True)
    return {
        "institute": _groups(rows, "institute", [(code, INSTITUTE_SHORT[code]) for code in Institute]),
        "region": _groups(rows, "region", Region.choices),
        "authority": _groups(rows, "authority", OrganisationKind.choices),
        "evidence": _groups(rows, "evidence", reversed(EvidenceLevel.choices)),
        "year": _groups(rows, "year", [(year, year + BE_OFFSET if is_thai() else year) for year in years]),
        "sdg": _goal_groups(rows),
        "theme": _term_groups(CasePage.themes.through, TermKind.THEME),
        "method": _term_groups(CasePage.methods.through, TermKind.METHOD),
        "province": _province_groups(),
    }


def _groups(rows, attribute, choices):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, attribute)].append(row.pk)
    return [(str(value), label, found[value]) for value, label in choices]


def _goal_groups(rows):
    found = defaultdict(list)
    for row in rows:
        for number in row.sdgs:
            found[number].append(row.pk)
    return [(str(goal.value), f"{goal.value} {goal.label}", found[goal]) for goal in Goal]


def _term_groups(through, kind):
    found = defaultdict(list)
    for case, term in through.objects.values_list("casepage_id", "term_id"):
        found[term].append(case)
    terms = thai_sorted(Term.objects.filter(kind=kind))
    return [(term.code, str(term), found[term.pk]) for term in terms if term.pk in found]


def _province_groups():
    found = defaultdict(list)
    for case, code in CasePage.provinces.through.objects.values_list("casepage_id", "province_id"):
        found[code].append(case)
    return [(province.code, str(province), found[province.code]) for province in Province.objects.filter(pk__in=found)]


def cases_in_order(ids, locale):
    """Cases by id, as their cards show them, in the order given; one query. `locale` is that of all of them."""
    found = CasePage.objects.defer(*STORY).in_bulk(ids)
    for case in found.values():
        case.locale = locale  # known, so that no case need ask for it to build its address
    return [found[pk] for pk in ids if pk in found]


def related_cases(case, limit=3):
    """Other cases in the same language that share a theme or the institute, those that share most first."""
    themes = [theme.pk for theme in case.themes.all()]
    others = CasePage.objects.published().filter(locale_id=case.locale_id).exclude(pk=case.pk)
    others = others.filter(Q(institute=case.institute) | Q(themes__in=themes))
    shared = Count("themes", filter=Q(themes__in=themes), distinct=True)
    found = list(others.annotate(shared=shared).order_by("-shared", "-evidence_level", "code")[:limit])
    return _known_locale(found, case)


def travelled(case):
    """{"sources": the public cases from which a case was adopted, "heirs": those that took it up}; three queries."""
    others = CasePage.objects.published().filter(locale_id=case.locale_id).defer(*STORY).order_by("-year", "code")
    keys = [source.translation_key for source in case.adopted_from.all()]
    heirs = others.filter(adopted_from__translation_key=case.translation_key).distinct()
    return {
        "sources": _known_locale(list(others.filter(translation_key__in=keys)), case) if keys else [],
        "heirs": _known_locale(list(heirs), case),
    }


def pictures_of(case):
    """The pictures of a case, each with its image and the size that the page shows; three queries at most."""
    pictures = list(case.pictures.all())
    images = get_image_model().objects.prefetch_renditions(PICTURE_SIZE)
    prefetch_related_objects(pictures, Prefetch("image", queryset=images))
    return pictures


def items_citing(case):
    """Knowledge items in the language of a case that rest on it."""
    items = KnowledgePage.objects.published().filter(locale_id=case.locale_id)
    items = items.filter(cites__translation_key=case.translation_key).distinct()
    return _known_locale(list(items.order_by("kind", "code")), case)


def _known_locale(pages, page):
    for found in pages:
        found.locale = page.locale
    return pages
