"""The outline on public pages: courses with their modules, the titles of activities, cases that are used."""

from django import template

from ..models import AssignmentPage, LessonPage, QuizPage
from ..queries import activities_of, cases_cited_in, modules_of, neighbours

register = template.Library()

KINDS = {LessonPage: "lesson", QuizPage: "quiz", AssignmentPage: "assignment"}


@register.simple_tag
def courses_with_modules(index):
    """{% courses_with_modules page as courses %}: {course, modules, hours} of every course of a list."""
    rows = modules_of(index.courses)
    for course, _modules in rows:
        course.locale = index.locale
    return [_row(course, modules) for course, modules in rows]


@register.simple_tag
def course_modules(course):
    """{% course_modules page as taught %}: {course, modules, hours} of one course."""
    modules = list(course.modules)
    for module in modules:
        module.locale = course.locale
    return _row(course, modules)


def _row(course, modules):
    return {"course": course, "modules": modules, "hours": sum(module.hours for module in modules)}


@register.simple_tag
def module_outline(module):
    """{% module_outline page as outline %}: titles of what one does in a module, never its content.

    `activities`: {kind, page, open (may be read by anyone)}; `minutes` of its lessons; `cases` cited in them.
    """
    pages = activities_of([module])[module.pk]
    lessons = [page for page in pages if isinstance(page, LessonPage)]
    return {
        "activities": [
            {"kind": KINDS[type(page)], "page": page, "open": isinstance(page, LessonPage) and page.free_preview}
            for page in pages
        ],
        "minutes": sum(lesson.minutes for lesson in lessons),
        "cases": cases_cited_in(lessons, module.locale),
    }


@register.simple_tag
def module_neighbours(module):
    before, after = neighbours(module)
    return {"before": before, "after": after}
