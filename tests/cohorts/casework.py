"""What the tests of cases in class share: a case with questions in two languages, attached in a cohort."""

from datetime import timedelta

from django.utils import timezone

from cohorts.actions.casework import attach_case
from config.demo import factories as make

QUESTIONS = ("เชื่อได้แค่ไหน", "สะกิดอย่างไรจึงไม่ล้ำเส้น")
QUESTIONS_EN = ("How far can it be believed?", "How does one nudge without stepping over the line?")


def case_page(code="CASE-LGCBI-01", **fields):
    """A public case in Thai and English with two questions."""
    page = make.case(code, questions=make.stream(*QUESTIONS), **fields)
    make.translate(
        page, title="One-page letter", summary="A new letter was tried", questions=make.stream(*QUESTIONS_EN)
    )
    return page


def module_place(cohort, number=1):
    return "module", cohort.rules["modules"][number - 1]["id"]


def coming_session(cohort, title="เวทีกรณีศึกษา", **fields):
    return make.session(cohort, title, day=timezone.localdate() + timedelta(days=3), **fields)


def attach(cohort, actor, case=None, place=None, **task):
    place = place or module_place(cohort)
    return attach_case(cohort=cohort, case=case or case_page(), place=place, actor=actor, **task)


def with_task(cohort, actor, case=None, **fields):
    """A case with a task, marked by the usual rubric."""
    return attach(cohort, actor, case, task="เขียนหนึ่งหน้า ใครได้ ใครเสีย", rubric=make.rubric(), **fields)
