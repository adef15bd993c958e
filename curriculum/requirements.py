"""The rules of a cohort as data: what is copied from the curriculum when a cohort starts.

{"version": 1, "hours": 96.0,
 "attendance_percent": 80, "quiz_percent": 60, "quiz_attempts": 3, "capstone_percent": 60,
 "pretest_required": true, "posttest_required": true, "evaluation_required": true,
 "modules": [{"id", "number", "code", "title", "title_en", "institute", "hours", "mode",
              "activities": [{"id", "type": "lesson"|"quiz"|"assignment", "title", "title_en",
                              "minutes" (lesson), "purpose" (quiz),
                              "required", "capstone", "max_score", "kind", "rubric" (assignment)}]}]}

Ids are those of the pages in the source language; hours are hours, percentages 0–100.
"""

VERSION = 1


def build_rules(*, programme, modules, activities, titles_en, rubrics, single_module=False):
    """The rules of a programme, or of one module of it, whose pre-test, post-test and sessions then fall away.

    `modules` are pages in order, `activities` {module id: [page, …]}, `titles_en` {translation key: title},
    `rubrics` {assignment page id: copy}.
    """
    rows = [
        module_row(number, module, activities[module.pk], titles_en, rubrics, single_module)
        for number, module in enumerate(modules, start=1)
    ]
    return {
        "version": VERSION,
        "hours": float(sum(module.hours for module in modules)),
        "attendance_percent": 0 if single_module else programme.attendance_percent,
        "quiz_percent": programme.quiz_percent,
        "quiz_attempts": programme.quiz_attempts,
        "capstone_percent": programme.capstone_percent,
        "pretest_required": programme.pretest_required and not single_module,
        "posttest_required": programme.posttest_required and not single_module,
        "evaluation_required": programme.evaluation_required,
        "modules": rows,
    }


def module_row(number, module, activities, titles_en, rubrics, single_module):
    kept = [page for page in activities if not (single_module and getattr(page, "purpose", "module") != "module")]
    return {
        "id": module.pk,
        "number": number,
        "code": module.code,
        "title": module.title,
        "title_en": titles_en.get(module.translation_key, ""),
        "institute": module.institute,
        "hours": float(module.hours),
        "mode": module.mode,
        "activities": [activity_row(page, titles_en, rubrics) for page in kept],
    }


def activity_row(page, titles_en, rubrics):
    row = {"id": page.pk, "title": page.title, "title_en": titles_en.get(page.translation_key, "")}
    kind = page._meta.model_name.removesuffix("page")
    if kind == "lesson":
        return row | {"type": "lesson", "minutes": page.minutes}
    if kind == "quiz":
        return row | {"type": "quiz", "purpose": page.purpose}
    return row | {
        "type": "assignment",
        "kind": page.kind,
        "required": page.required,
        "capstone": page.is_capstone,
        "max_score": page.max_score,
        "rubric": rubrics[page.pk],
    }


def find_activity(rules, activity_id):
    """(module row, activity row) of an activity in the rules, or None where the cohort does not have it."""
    for module in rules["modules"]:
        for activity in module["activities"]:
            if activity["id"] == activity_id:
                return module, activity
    return None


def activities(rules, kind=None):
    """All activity rows in order, or those of one type."""
    return [a for module in rules["modules"] for a in module["activities"] if kind in (None, a["type"])]
