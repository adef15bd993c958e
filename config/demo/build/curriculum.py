"""Three programmes with their courses, modules, lessons, quizzes, rubrics and assignments, in both languages."""

from django.db import transaction

from casebank.models import CasePage
from courses.models import AssignmentPage, CoursePage, LessonPage, ModulePage, Question, Rubric
from curriculum.models import ProgrammeCourse, ProgrammePage

from .. import factories as make
from .data import body, load, paragraphs

FILES = ("llp", "icl", "ard")
TEXTS = {
    "overview": ("ภาพรวมของหน่วย", "Overview of the module"),
    "able": ("เมื่อจบหน่วยนี้ทำอะไรได้", "What you will be able to do"),
    "topics": ("หัวข้อที่จะเรียน", "What the module covers"),
    "ways": ("วิธีเรียน", "How you will learn"),
    "work": ("งานของหน่วยนี้", "The work of this module"),
    "reflect": (
        "ในพื้นที่ของท่าน ใครได้ประโยชน์มากที่สุดหากทำเรื่องนี้ได้ และใครอาจเสียประโยชน์",
        "In your own area, who would gain most if this were done well, and who might lose?",
    ),
    "pretest": ("แบบทดสอบก่อนเรียน", "Pre-test"),
    "posttest": ("แบบทดสอบหลังเรียน", "Post-test"),
}


def words(key, lang):
    return TEXTS[key][0 if lang == "th" else 1]


def build_curriculum(password):
    labels = {row["code"]: row for row in load("programmes/labels")["activity_types"]}
    for name in FILES:
        with transaction.atomic():
            build_programme(load(f"programmes/{name}"), labels)


def build_programme(data, labels):
    rubrics = {kind: build_rubric(data[f"{kind}_rubric"]) for kind in ("capstone", "assignment")}
    modules = [module for course in data["courses"] for module in course["modules"]]
    questions = {
        row["id"]: build_question(row, module["code"]) for module in modules for row in module["quiz"]["questions"]
    }
    courses = []
    for row in data["courses"]:
        course = make.add(make.section("courses"), CoursePage, row["slug"], **course_fields(row, "th"))
        make.translate(course, **course_fields(row, "en"))
        courses.append(course)
        for module in row["modules"]:
            build_module(course, module, labels, rubrics, questions, data, ends=(modules[0], modules[-1]))
    page = make.add(make.section("programmes"), ProgrammePage, data["slug"], **programme_fields(data, "th"))
    if not page.programme_courses.exists():
        page.programme_courses = [ProgrammeCourse(course=course, sort_order=n) for n, course in enumerate(courses)]
        page.save()
    make.translate(page, **programme_fields(data, "en"))


def course_fields(row, lang):
    return {
        "title": row[f"title_{lang}"],
        "summary": row[f"summary_{lang}"],
        "code": row["code"],
        "institute": row["institute"].lower(),
    }


def programme_fields(data, lang):
    rules, certificate = data["completion"], data["certificate"]
    return {
        "title": data[f"title_{lang}"],
        "summary": data[f"summary_{lang}"],
        "code": data["code"],
        "institute": data["lead_institute"].lower(),
        "kind": data["kind"],
        "who_for": make.stream(*data[f"who_for_{lang}"]),
        "outcomes": make.stream(*data[f"outcomes_{lang}"]),
        "eligibility": make.stream(*data[f"eligibility_{lang}"]),
        "documents": make.stream(*data[f"documents_{lang}"]),
        "selection": [("criterion", {"title": row[lang], "weight": row["weight"]}) for row in data["selection"]],
        "fee_baht": data["fee"]["amount_thb"],
        "fee_note": data["fee"][f"note_{lang}"],
        "attendance_percent": rules["attendance_min_percent"],
        "quiz_percent": rules["quiz_pass_percent"],
        "quiz_attempts": rules["quiz_attempts"],
        "capstone_percent": rules["capstone_pass_percent"],
        "pretest_required": rules["pretest_required"],
        "posttest_required": rules["posttest_required"],
        "evaluation_required": rules["evaluation_form_required"],
        "certificate_kind": certificate["type"],
        "certificate_title": certificate[f"title_{lang}"],
        "certificate_code": certificate["code"],
        "number_pattern": certificate["number_pattern"],
    }


def build_module(course, row, labels, rubrics, questions, data, ends):
    page = make.add(course, ModulePage, row["slug"], **module_fields(row, "th"))
    make.translate(page, **module_fields(row, "en"))
    if row is ends[0]:
        build_test(page, "pretest", [questions[code] for code in data["pretest"]])
    build_lesson(page, "overview", lambda lang: (words("overview", lang), overview(row, lang, labels), 15))
    for number, lesson in enumerate((lesson for lesson in row["lessons"] if "blocks" in lesson), start=1):
        build_lesson(
            page,
            f"lesson-{number}",
            lambda lang, lesson=lesson: (lesson[f"title_{lang}"], body(lesson["blocks"], lang), lesson["minutes"]),
        )
    quiz = make.quiz(
        page, title=row["quiz"]["title_th"], questions=[questions[q["id"]] for q in row["quiz"]["questions"]]
    )
    make.translate(quiz, title=row["quiz"]["title_en"])
    build_assignment(page, row["assignment"], rubrics)
    if row is ends[1]:
        build_test(page, "posttest", [questions[code] for code in data["posttest"]])


def module_fields(row, lang):
    return {
        "title": row[f"title_{lang}"],
        "summary": row[f"summary_{lang}"],
        "code": row["code"],
        "institute": row["institute"].lower(),
        "hours": row["hours"],
        "mode": row["mode"],
        "outcomes": make.stream(*row[f"outcomes_{lang}"], kind="outcome"),
        "activities": row["activities"],
    }


def build_lesson(module, slug, content):
    title, blocks, minutes = content("th")
    page = make.add(module, LessonPage, slug, title=title, body=blocks, minutes=minutes)
    title, blocks, minutes = content("en")
    make.translate(page, title=title, body=blocks, minutes=minutes)


def overview(row, lang, labels):
    """An overview of a module from its outcomes, topics, ways of learning and work; cases that belong to it."""
    blocks = [
        ("paragraph", paragraphs(row[f"summary_{lang}"])),
        ("heading", words("able", lang)),
        ("list", row[f"outcomes_{lang}"]),
        ("heading", words("topics", lang)),
        ("list", [lesson[f"title_{lang}"] for lesson in row["lessons"]]),
        ("heading", words("ways", lang)),
        ("list", [labels[code][lang] for code in row["activities"]]),
        (
            "callout",
            {
                "kind": "info",
                "title": f"{words('work', lang)}: {row['assignment'][f'title_{lang}']}",
                "text": paragraphs(row["assignment"][f"brief_{lang}"]),
            },
        ),
        ("reflection", {"question": words("reflect", lang), "hint": ""}),
    ]
    return blocks + [("case", {"case": case, "why": ""}) for case in cases_of(row["code"], lang)]


def cases_of(module_code, lang):
    codes = [row["code"] for row in load("cases")["cases"] if module_code in row["used_in_modules"]]
    return CasePage.objects.filter(code__in=codes, locale__language_code=lang).order_by("code")


def build_test(module, purpose, questions):
    quiz = make.quiz(module, purpose, title=words(purpose, "th"), purpose=purpose, questions=questions)
    make.translate(quiz, title=words(purpose, "en"))


def build_assignment(module, row, rubrics):
    fields = {
        "kind": row["kind"],
        "rubric": rubrics[row["rubric"]],
        "max_score": row["max_score"],
        "required": row["required"],
        "is_capstone": row["capstone"],
    }
    page = make.add(
        module,
        AssignmentPage,
        "assignment",
        title=row["title_th"],
        brief=[("paragraph", paragraphs(row["brief_th"]))],
        **fields,
    )
    make.translate(page, title=row["title_en"], brief=[("paragraph", paragraphs(row["brief_en"]))])


def build_question(row, module_code):
    choices = [
        ("choice", {"text": th, "text_en": en, "correct": place in row["answer"]})
        for place, (th, en) in enumerate(zip(row["choices_th"], row["choices_en"], strict=True))
    ]
    return Question.objects.update_or_create(
        code=row["id"],
        defaults={
            "category": module_code,
            "kind": row["kind"],
            "text": row["question_th"],
            "text_en": row["question_en"],
            "choices": choices,
            "explanation": row["why_th"],
            "explanation_en": row["why_en"],
        },
    )[0]


def build_rubric(row):
    names = {level["score"]: level for level in row["scale"]}
    criteria = [
        {
            "title": criterion["th"],
            "title_en": criterion["en"],
            "weight": criterion["weight"],
            "levels": [
                {
                    "score": level["score"],
                    "label": names[level["score"]]["th"],
                    "label_en": names[level["score"]]["en"],
                    "text": level["th"],
                    "text_en": level["en"],
                }
                for level in criterion["levels"]
            ],
        }
        for criterion in row["criteria"]
    ]
    return Rubric.objects.update_or_create(
        code=row["code"],
        defaults={
            "title": row["title_th"],
            "title_en": row["title_en"],
            "criteria": [("criterion", c) for c in criteria],
        },
    )[0]
