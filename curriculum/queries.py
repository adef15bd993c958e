"""Reads over a programme: its courses in order and, through them, its modules."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from wagtail.models import Page

from courses.models import AssignmentPage, CoursePage, ModulePage
from courses.queries import activities_of, assignments_of, citations, modules_of, rubric_copy, titles_in

from .models import ProgrammeCourse, ProgrammePage
from .requirements import build_rules


@dataclass
class Unit:
    """A module in its place in a programme, counted from 1."""

    number: int
    module: ModulePage
    assignments: list[AssignmentPage]


@dataclass
class Part:
    """A course in its place in a programme, with its modules."""

    course: CoursePage
    units: list[Unit]

    @property
    def hours(self):
        return sum(unit.module.hours for unit in self.units)


@dataclass
class Outline:
    """What a programme teaches, in order."""

    parts: list[Part]

    @property
    def units(self):
        return [unit for part in self.parts for unit in part.units]

    @property
    def hours(self):
        return sum(part.hours for part in self.parts)

    @property
    def modes(self):
        return {unit.module.mode for unit in self.units}

    @property
    def assignments(self):
        return [page for unit in self.units for page in unit.assignments]

    @property
    def hours_by_institute(self):
        """[(institute code, hours), …], the largest share first."""
        hours = Counter()
        for unit in self.units:
            hours[unit.module.institute] += unit.module.hours
        return hours.most_common()


@dataclass
class Place:
    """Where a module stands: its programme and its number there."""

    module: ModulePage
    programme: ProgrammePage
    number: int


def courses_of(programme):
    """The programme's courses in order, in the locale of `programme` where a translation exists; two queries."""
    source_keys = list(
        programme.programme_courses.order_by("sort_order").values_list("course__translation_key", flat=True)
    )
    pages = CoursePage.objects.live().filter(translation_key__in=source_keys, locale_id=programme.locale_id)
    by_key = {page.translation_key: page for page in pages}
    return [by_key[key] for key in source_keys if key in by_key]


def outline_of(programme):
    """[(course, [module, …]), …] of a programme; three queries."""
    return modules_of(courses_of(programme))


def current_rules(programme, module=None):
    """The rules as the curriculum stands now (see curriculum.requirements); a constant number of queries."""
    modules = [module] if module else [m for _course, found in outline_of(programme) for m in found]
    activities = activities_of(modules)
    pages = [*modules, *(page for found in activities.values() for page in found)]
    rubrics = {
        page.pk: rubric_copy(page.rubric)
        for found in activities.values()
        for page in found
        if hasattr(page, "rubric_id")
    }
    return build_rules(
        programme=programme,
        modules=modules,
        activities=activities,
        titles_en=titles_in("en", pages),
        rubrics=rubrics,
        single_module=module is not None,
    )


def outlines_of(programmes, *, with_assignments=False):
    """{programme id: Outline} of programmes of one language; three queries, and one more for assignments."""
    programmes = list(programmes)
    if not programmes:
        return {}
    locale = programmes[0].locale
    # A new programme that an editor previews is not saved yet, and has no courses.
    saved = [programme.pk for programme in programmes if programme.pk]
    rows = ProgrammeCourse.objects.filter(programme__in=saved).order_by("sort_order")
    keys = defaultdict(list)
    for programme_id, key in rows.values_list("programme_id", "course__translation_key"):
        keys[programme_id].append(key)
    every_key = {key for found in keys.values() for key in found}
    courses = CoursePage.objects.live().filter(locale=locale, translation_key__in=every_key)
    by_key = {course.translation_key: (course, modules) for course, modules in modules_of(courses)}
    modules = [module for _course, found in by_key.values() for module in found]
    works = assignments_of(modules) if with_assignments else {}
    for page in (*(course for course, _modules in by_key.values()), *modules):
        page.locale = locale  # known, so that no page need ask for it to build its address
    return {
        programme.pk: _outline([by_key[key] for key in keys[programme.pk] if key in by_key], works)
        for programme in programmes
    }


def _outline(courses, works):
    parts, number = [], 0
    for course, modules in courses:
        units = [Unit(number + n, module, works.get(module.pk, [])) for n, module in enumerate(modules, start=1)]
        number += len(units)
        parts.append(Part(course, units))
    return Outline(parts)


def programmes_with(courses):
    """The public programmes, in the language of these courses, to which any of them belongs."""
    courses = list(courses)
    if not courses:
        return []
    keys = [course.translation_key for course in courses]
    found = ProgrammePage.objects.live().public().filter(locale_id=courses[0].locale_id)
    found = list(found.filter(programme_courses__course__translation_key__in=keys).distinct().order_by("path"))
    for programme in found:
        programme.locale = courses[0].locale
    return found


def places_of(modules):
    """Where these modules of one language are taught: [Place, …] in the order of programmes; six queries at most."""
    modules = list(modules)
    if not modules:
        return []
    paths = {module.path[: -Page.steplen] for module in modules}
    courses = CoursePage.objects.live().filter(path__in=paths).select_related("locale")
    wanted = {module.pk for module in modules}
    programmes = programmes_with(courses)
    outlines = outlines_of(programmes)
    return [
        Place(unit.module, programme, unit.number)
        for programme in programmes
        for unit in outlines[programme.pk].units
        if unit.module.pk in wanted
    ]


def cases_by_programme(locale):
    """[(programme, {case id, …}), …] of a language: what its lessons cite; seven queries."""
    cases = citations(locale)
    programmes = ProgrammePage.objects.live().public().filter(locale=locale).select_related("locale").order_by("path")
    outlines = outlines_of(programmes := list(programmes))
    return [
        (programme, set().union(*(cases.get(unit.module.path, ()) for unit in outlines[programme.pk].units)))
        for programme in programmes
    ]


def attested(key):
    """(Thai page, its English page or None, rules) of the public programme or module with this translation key.

    The rules are those of today, of a module as the first programme that teaches it has them. None where there is no
    such page or no such programme. A constant number of queries.
    """
    for model in (ProgrammePage, ModulePage):
        pages = model.objects.live().public().filter(translation_key=key).select_related("locale")
        pages = {page.locale.language_code: page for page in pages}
        if (thai := pages.get("th")) and (rules := _rules_today(thai)):
            return thai, pages.get("en"), rules
    return None


def _rules_today(page):
    if isinstance(page, ProgrammePage):
        return current_rules(page)
    places = places_of([page])
    return current_rules(places[0].programme, page) if places else None
