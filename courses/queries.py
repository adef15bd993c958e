"""Reads over the outline, in a number of queries that does not grow with it."""

from collections import defaultdict

from wagtail.models import Page, ReferenceIndex

from casebank.models import CasePage

from .models import AssignmentPage, LessonPage, ModulePage, QuizPage

# Wagtail notes a page that was chosen in a block as a bare page.
CITED_AS = ("page", "casepage")


def modules_of(courses):
    """[(course, [module, …]), …] in order, for courses given in order; one query."""
    courses = list(courses)
    modules = ModulePage.objects.live().order_by("path")
    steplen = Page.steplen
    by_course = defaultdict(list)
    if courses:
        for module in modules.filter(depth=courses[0].depth + 1, locale_id=courses[0].locale_id):
            by_course[module.path[:-steplen]].append(module)
    return [(course, by_course[course.path]) for course in courses]


def activities_of(modules):
    """{module id: [activity page, …]} in the order of the page tree; three queries, rubrics included."""
    modules = list(modules)
    by_path = {module.path: module.pk for module in modules}
    found = []
    for model in (LessonPage, QuizPage, AssignmentPage):
        pages = model.objects.live()
        if model is AssignmentPage:
            pages = pages.select_related("rubric")
        if modules:
            pages = pages.filter(depth=modules[0].depth + 1, locale_id=modules[0].locale_id)
        found += [page for page in pages if page.path[: -Page.steplen] in by_path]
    grouped = {module.pk: [] for module in modules}
    for page in sorted(found, key=lambda page: page.path):
        grouped[by_path[page.path[: -Page.steplen]]].append(page)
    return grouped


def assignments_of(modules):
    """{module id: [assignment, …]} in order, with their rubrics; one query."""
    modules = list(modules)
    by_path = {module.path: module.pk for module in modules}
    grouped = {module.pk: [] for module in modules}
    pages = AssignmentPage.objects.live().select_related("rubric").defer("brief").order_by("path")
    if modules:
        pages = pages.filter(depth=modules[0].depth + 1, locale_id=modules[0].locale_id)
    for page in pages:
        if page.path[: -Page.steplen] in by_path:
            grouped[by_path[page.path[: -Page.steplen]]].append(page)
    return grouped


def titles_in(language, pages):
    """{translation key: title} of the translations of `pages` in a language; one query."""
    keys = [page.translation_key for page in pages]
    rows = Page.objects.filter(translation_key__in=keys, locale__language_code=language)
    return dict(rows.values_list("translation_key", "title"))


def question_copy(question):
    """A question as an attempt keeps it; the shape is said in courses.scoring."""
    return {
        "id": question.pk,
        "code": question.code,
        "kind": question.kind,
        "text": question.text,
        "text_en": question.text_en,
        "choices": [
            {"text": b.value["text"], "text_en": b.value["text_en"] or "", "correct": bool(b.value["correct"])}
            for b in question.choices
        ],
        "explanation": question.explanation,
        "explanation_en": question.explanation_en,
    }


def rubric_copy(rubric):
    """A rubric as a cohort keeps it; the shape is said in curriculum.requirements."""
    return {
        "title": rubric.title,
        "title_en": rubric.title_en,
        "criteria": [
            {
                "title": b.value["title"],
                "title_en": b.value["title_en"] or "",
                "weight": b.value["weight"],
                "levels": [
                    {
                        key: level[key] or "" if key != "score" else level[key]
                        for key in ("score", "label", "label_en", "text", "text_en")
                    }
                    for level in b.value["levels"]
                ],
            }
            for b in rubric.criteria
        ],
    }


def modules_citing(case):
    """The public modules in whose lessons a case is cited, from Wagtail's reference index, in order; three queries."""
    lessons = ReferenceIndex.get_references_to(case).filter(content_type__model="lessonpage")
    ids = [int(pk) for pk in lessons.values_list("object_id", flat=True).distinct()]
    paths = LessonPage.objects.live().filter(pk__in=ids, locale_id=case.locale_id).values_list("path", flat=True)
    parents = {path[: -Page.steplen] for path in paths}
    return list(ModulePage.objects.live().public().filter(path__in=parents).order_by("path"))


def citations(locale):
    """{path of a public module: {id of a case cited in its lessons, …}} of a language; four queries."""
    lessons = LessonPage.objects.live().filter(locale=locale).values_list("pk", "path")
    modules = set(ModulePage.objects.live().public().filter(locale=locale).values_list("path", flat=True))
    home = {str(pk): path[: -Page.steplen] for pk, path in lessons}
    rows = ReferenceIndex.objects.filter(content_type__model="lessonpage", to_content_type__model__in=CITED_AS)
    found = defaultdict(set)
    for lesson, case in rows.values_list("object_id", "to_object_id"):
        if home.get(lesson) in modules:
            found[home[lesson]].add(int(case))
    return found


def cases_cited_in(lessons, locale):
    """The public cases cited in these lessons, in the order of their codes; two queries."""
    ids = [str(lesson.pk) for lesson in lessons]
    rows = ReferenceIndex.objects.filter(object_id__in=ids, content_type__model="lessonpage")
    targets = rows.filter(to_content_type__model__in=CITED_AS).values_list("to_object_id", flat=True)
    cases = CasePage.objects.live().public().filter(pk__in=[int(pk) for pk in targets], locale=locale)
    found = list(cases.order_by("code"))
    for case in found:
        case.locale = locale
    return found


def neighbours(module):
    """(the module before, the module after) in the same course, or None in their place; one query."""
    siblings = list(ModulePage.objects.sibling_of(module).live().public().order_by("path"))
    place = next((n for n, page in enumerate(siblings) if page.pk == module.pk), None)
    if place is None:
        return None, None
    before = siblings[place - 1] if place else None
    after = siblings[place + 1] if place + 1 < len(siblings) else None
    for page in (before, after):
        if page:
            page.locale = module.locale
    return before, after
