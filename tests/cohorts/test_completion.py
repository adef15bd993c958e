"""What is met and what is missing, and what comes next: arithmetic over rules and facts, without the database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from cohorts.completion import Facts, QuizFact, WorkFact, is_complete, modules_done, next_activity, requirements
from cohorts.models import LiveSession
from cohorts.queries.agenda import agenda, tries_used_up

LESSON, QUIZ, WORK, CAPSTONE, PRE, POST, EXTRA = range(1, 8)
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # ten in the morning in Thailand


def quiz(pk, purpose="module"):
    return {"id": pk, "type": "quiz", "purpose": purpose, "title": str(pk)}


def work(pk, *, required=True, capstone=False):
    return {"id": pk, "type": "assignment", "required": required, "capstone": capstone, "title": str(pk)}


RULES = {
    "hours": 10,
    "attendance_percent": 80,
    "quiz_percent": 60,
    "quiz_attempts": 3,
    "capstone_percent": 60,
    "pretest_required": True,
    "posttest_required": True,
    "evaluation_required": True,
    "modules": [
        {"number": 1, "activities": [quiz(PRE, "pretest"), {"id": LESSON, "type": "lesson"}, quiz(QUIZ), work(WORK)]},
        {
            "number": 2,
            "activities": [work(EXTRA, required=False), work(CAPSTONE, capstone=True), quiz(POST, "posttest")],
        },
    ],
}
PASSED, FAILED = QuizFact(Decimal(80), True, 1), QuizFact(Decimal(20), False, 3)
ALL = Facts(
    lessons=frozenset({LESSON}),
    quizzes={QUIZ: PASSED, PRE: QuizFact(Decimal(0), False, 1), POST: PASSED},
    work={WORK: WorkFact("submitted"), CAPSTONE: WorkFact("graded", Decimal(60))},
    scheduled=Decimal(10),
    held=Decimal(10),
    attended=Decimal(8),
    evaluated=True,
)


def missing(facts, rules=RULES):
    return [requirement.key for requirement in requirements(rules, facts) if not requirement.met]


def test_every_requirement_met_completes():
    assert missing(ALL) == [] and is_complete(RULES, ALL)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"lessons": frozenset()}, "lessons"),
        ({"attended": Decimal("7.9")}, "attendance"),
        ({"quizzes": ALL.quizzes | {QUIZ: FAILED}}, "quizzes"),
        ({"quizzes": {QUIZ: PASSED, POST: PASSED}}, "pretest"),
        ({"quizzes": ALL.quizzes | {POST: FAILED}}, "posttest"),
        ({"work": ALL.work | {WORK: WorkFact("returned")}}, "assignments"),
        ({"work": ALL.work | {WORK: WorkFact("draft")}}, "assignments"),
        ({"work": ALL.work | {CAPSTONE: WorkFact("graded", Decimal("59.99"))}}, "capstone"),
        ({"work": ALL.work | {CAPSTONE: WorkFact("submitted")}}, "capstone"),
        ({"evaluated": False}, "evaluation"),
    ],
)
def test_each_requirement_alone_keeps_one_from_completing(change, key):
    facts = replace(ALL, **change)
    assert missing(facts) == [key] and not is_complete(RULES, facts)


def test_a_capstone_without_a_pass_mark_is_still_marked_first():
    rules = RULES | {"capstone_percent": 0}
    marked = replace(ALL, work=ALL.work | {CAPSTONE: WorkFact("graded", Decimal(0))})
    waiting = replace(ALL, work=ALL.work | {CAPSTONE: WorkFact("submitted")})
    assert (is_complete(rules, marked), missing(waiting, rules)) == (True, ["capstone"])


def test_a_dated_cohort_whose_sessions_were_not_entered_completes_nobody():
    facts = replace(ALL, scheduled=Decimal(0), held=Decimal(0), attended=Decimal(0))
    assert missing(facts) == ["attendance"]
    assert is_complete(RULES | {"attendance_percent": 0}, facts), "a module at one's own pace asks for no attendance"


def test_sessions_that_were_not_entered_count_as_not_attended():
    """One session of two hours, of ten: who was there has attended two, not all."""
    facts = replace(ALL, scheduled=Decimal(2), held=Decimal(2), attended=Decimal(2))
    found = {requirement.key: requirement for requirement in requirements(RULES, facts)}
    assert missing(facts) == ["attendance"]
    assert (found["attendance"].have, found["attendance"].need) == (2, 8)


def test_hours_learnt_outside_the_class_are_not_attended():
    facts = replace(ALL, class_hours=Decimal(5), scheduled=Decimal(5), held=Decimal(5), attended=Decimal(4))
    assert is_complete(RULES, facts)
    assert missing(replace(facts, scheduled=Decimal(3), held=Decimal(3), attended=Decimal(3))) == ["attendance"]


def test_more_sessions_than_the_rules_ask_for_are_all_attended():
    facts = replace(ALL, scheduled=Decimal(20), held=Decimal(20), attended=Decimal(15))
    assert missing(facts) == ["attendance"] and is_complete(RULES, replace(facts, attended=Decimal(16)))


def test_rules_that_ask_nothing_complete_nobody():
    empty = (
        RULES
        | dict.fromkeys(("pretest_required", "posttest_required", "evaluation_required"), False)
        | {"modules": [], "attendance_percent": 0}
    )
    assert requirements(empty, Facts()) == [] and not is_complete(empty, Facts())


def test_a_missing_requirement_names_what_is_missing():
    found = {requirement.key: requirement for requirement in requirements(RULES, Facts(scheduled=Decimal(10)))}
    assert [row["id"] for row in found["quizzes"].missing] == [QUIZ]
    assert [row["id"] for row in found["capstone"].missing] == [CAPSTONE]
    assert found["attendance"].need == 8


def test_order_of_the_outline():
    assert next_activity(RULES, Facts())[1]["id"] == PRE
    assert modules_done(RULES, ALL) == [1]  # the optional work of module 2 is not handed in


def session(hours_from_now, length=3):
    start = NOW + timedelta(hours=hours_from_now)
    return LiveSession(title="คาบ", starts_at=start, ends_at=start + timedelta(hours=length))


def kinds(facts, *, rules=RULES, sessions=(), attempts=(), drafts=()):
    found = agenda(rules, facts, sessions=list(sessions), attempts=dict(attempts), drafts=dict(drafts), now=NOW)
    return [(act.kind, act.activity["id"] if act.activity else None) for act in found]


def test_agenda_follows_the_outline_and_leaves_optional_work_out():
    assert kinds(Facts()) == [
        ("quiz", PRE),
        ("lesson", LESSON),
        ("quiz", QUIZ),
        ("assignment", WORK),
        ("assignment", CAPSTONE),
        ("quiz", POST),
    ]


@pytest.mark.parametrize(
    ("hours", "is_first"), [(-1, True), (0, True), (9, True), (11, True), (30, False), (-4, False)]
)
def test_only_a_session_today_or_soon_is_next(hours, is_first):
    assert (kinds(Facts(), sessions=[session(hours)])[0][0] == "session") is is_first


def test_what_was_begun_comes_before_what_is_new():
    facts = Facts(work={WORK: WorkFact("returned"), EXTRA: WorkFact("draft")})
    found = kinds(facts, attempts={QUIZ: NOW}, drafts={EXTRA: NOW})
    assert found[:4] == [("returned", WORK), ("attempt", QUIZ), ("draft", EXTRA), ("quiz", PRE)]


def test_a_quiz_without_tries_left_is_no_longer_proposed():
    facts = replace(ALL, quizzes=ALL.quizzes | {QUIZ: FAILED})
    assert tries_used_up(RULES, quiz(QUIZ), facts) and not tries_used_up(RULES, quiz(QUIZ), ALL)
    assert not tries_used_up(RULES | {"quiz_attempts": 4}, quiz(QUIZ), facts)
    assert kinds(replace(facts, work=ALL.work | {WORK: WorkFact("graded", Decimal(50))})) == [("stuck", None)]


def test_the_form_comes_last_and_waiting_has_its_own_words():
    assert kinds(replace(ALL, evaluated=False)) == [("evaluation", None)]
    assert kinds(ALL) == [("marking", None)]
    graded = replace(ALL, work={WORK: WorkFact("graded", Decimal(70)), CAPSTONE: WorkFact("graded", Decimal(70))})
    assert kinds(graded) == [("idle", None)]
    assert kinds(graded, sessions=[session(100)]) == [("later", None)]
