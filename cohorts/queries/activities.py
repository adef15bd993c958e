"""One activity as a learner meets it: its page in the reader's language, its place in the outline, what was done."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import get_language

from courses.models import AssignmentPage, LessonPage, QuizPage, QuizQuestion
from courses.scoring import question_mark
from curriculum.requirements import activities, find_activity

from ..choices import EnrolmentState, SubmissionState
from ..completion import Facts
from ..models import Enrolment, Grade, QuizAttempt, Submission
from .agenda import tries_allowed
from .learning import ModuleView, modules_of, titles_of
from .progress import facts_of
from .work import versions_of

PAGES = {"lesson": LessonPage, "quiz": QuizPage, "assignment": AssignmentPage}


@dataclass(frozen=True)
class Place:
    """Where a learner stands. `row` and `module` are the frozen rows; `page` is shown, records keep `row["id"]`."""

    enrolment: Enrolment
    title: str
    module: ModuleView
    row: dict
    page: object
    lang: str
    facts: Facts
    next_id: int | None

    @property
    def rules(self):
        return self.enrolment.cohort.rules

    @property
    def lessons(self):
        return [entry.row["id"] for entry in self.module.entries if entry.row["type"] == "lesson"]

    @property
    def lesson_number(self):
        return self.lessons.index(self.row["id"]) + 1

    @property
    def is_done(self):
        return any(entry.row["id"] == self.row["id"] and entry.state == "done" for entry in self.module.entries)

    @property
    def percent_done(self):
        return round(100 * self.module.done / len(self.module.entries))


def place_of(enrolment, activity_id):
    """The place of an activity in the cohort's rules, or None where the cohort does not have it; ten queries at most.

    A page that was unpublished after the cohort began is still shown: the rules promised it.
    """
    rules = enrolment.cohort.rules
    found = find_activity(rules, activity_id) if rules else None
    page = found and page_for(found[1])
    if not page:
        return None
    module, row = found
    facts = facts_of(enrolment)
    order = [activity["id"] for activity in activities(rules)]
    after = order[order.index(activity_id) + 1 :]
    return Place(
        enrolment=enrolment,
        title=titles_of([enrolment.cohort])[enrolment.cohort_id],
        module=modules_of({**rules, "modules": [module]}, facts, activity_id)[0],
        row=row,
        page=page,
        lang=page.locale.language_code,
        facts=facts,
        next_id=after[0] if after else None,
    )


def page_for(row):
    """The page of an activity row: its live translation into the reader's language, else the source itself.

    None for the task of a case, whose row says everything.
    """
    model = PAGES.get(row["type"])
    if not model:
        return None
    source = model.objects.select_related("locale").filter(pk=row["id"]).first()
    if not source or source.locale.language_code == get_language():
        return source
    others = model.objects.live().select_related("locale").filter(translation_key=source.translation_key)
    return others.filter(locale__language_code=get_language()).first() or source


# --- quizzes ------------------------------------------------------------------------------
@dataclass(frozen=True)
class QuizState:
    """`attempts` are handed in, oldest first; `open` is under way; `best` in per cent."""

    attempts: list
    open: QuizAttempt | None
    limit: int
    passed: bool
    best: Decimal | None
    question_count: int

    @property
    def tries_left(self):
        return 0 if self.passed else max(0, self.limit - len(self.attempts))

    def attempt(self, number):
        return next((a for a in self.attempts if str(a.number) == str(number)), None)


def quiz_state(place):
    """What was tried of the quiz at `place`; three queries."""
    found = list(QuizAttempt.objects.filter(enrolment=place.enrolment, quiz_id=place.row["id"]).order_by("number"))
    handed_in = [attempt for attempt in found if attempt.submitted_at]
    under_way = next((attempt for attempt in found if not attempt.submitted_at), None)
    return QuizState(
        attempts=handed_in,
        open=under_way,
        limit=tries_allowed(place.rules, place.row),
        passed=any(attempt.passed for attempt in handed_in),
        best=max((attempt.percent for attempt in handed_in), default=None),
        question_count=QuizQuestion.objects.filter(quiz_id=place.row["id"]).count(),
    )


def results_of(attempt):
    """The marks of a handed-in attempt, question by question, with what was chosen and what was right."""
    rows = []
    for question in attempt.questions:
        chosen = set(attempt.answers.get(str(question["id"]), []))
        choices = [
            {"choice": choice, "chosen": place in chosen, "verdict": _verdict(choice["correct"], place in chosen)}
            for place, choice in enumerate(question["choices"])
        ]
        mark = question_mark(question, chosen)
        rows.append({"question": question, "mark": mark, "choices": choices, "answered": bool(chosen)})
    return rows


def _verdict(correct, chosen):
    if correct:
        return "right" if chosen else "missed"
    return "wrong" if chosen else ""


# --- assignments ----------------------------------------------------------------------------
@dataclass(frozen=True)
class WorkState:
    """`versions` newest first, drafts left out; `may_write` tells whether a draft may be kept now."""

    draft: Submission | None
    versions: list
    may_write: bool

    @property
    def newest(self):
        return self.versions[0] if self.versions else None

    @property
    def starting_text(self):
        """The draft, or else the returned version to go on from."""
        source = self.draft or self.newest
        return source.text if source else ""


def work_state(enrolment, row):
    """The versions of one assignment, or of the task of a case, with files and marks; three queries."""
    grades = Prefetch("grades", queryset=Grade.objects.order_by("pk"), to_attr="grade_rows")
    found = list(versions_of(enrolment, row).prefetch_related("files", grades))
    for version in found:
        version.grade = version.grade_rows[-1] if version.grade_rows else None
        version.levels = _levels(row["rubric"], version.grade)
    draft = next((version for version in found if version.state == SubmissionState.DRAFT), None)
    versions = [version for version in found if version is not draft]
    open_again = not versions or versions[0].state == SubmissionState.RETURNED
    returned = any(version.state == SubmissionState.RETURNED for version in versions)
    is_taken = enrolment.state == EnrolmentState.ACTIVE and (returned or not row.get("closed"))
    return WorkState(draft, versions, may_write=is_taken and (draft is not None or open_again))


def _levels(rubric, grade):
    """[(criterion, chosen level), …] of a mark, for those criteria that have one."""
    pairs = []
    for place, criterion in enumerate(rubric["criteria"]):
        score = grade.levels.get(str(place)) if grade else None
        level = next((level for level in criterion["levels"] if level["score"] == score), None)
        if level:
            pairs.append((criterion, level))
    return pairs
