"""The facts of enrolments, for completion: as many queries for one learner as for a thousand."""

from collections import defaultdict
from decimal import Decimal

from ..choices import AttendanceStatus, SubmissionState
from ..completion import Facts, QuizFact, WorkFact
from ..models import Attendance, Cohort, Evaluation, Grade, LessonCompletion, QuizAttempt, Submission

COUNTS_AS_PRESENT = (AttendanceStatus.PRESENT, AttendanceStatus.LATE)


def facts_of(enrolment):
    """cohorts.completion.Facts of one enrolment; seven queries."""
    return facts_of_many([enrolment])[enrolment.pk]


def facts_of_many(enrolments):
    """{enrolment id: Facts} of enrolments of one or of several cohorts; seven queries."""
    enrolments = list(enrolments)
    ids = [enrolment.pk for enrolment in enrolments]
    lessons, quizzes, work = _lessons(ids), _quizzes(ids), _work(ids)
    hours = _hours({enrolment.cohort_id for enrolment in enrolments})
    attended = _attended(ids)
    evaluated = set(Evaluation.objects.filter(enrolment__in=ids).values_list("enrolment_id", flat=True))
    return {
        e.pk: Facts(
            lessons=frozenset(lessons[e.pk]),
            quizzes=quizzes[e.pk],
            work=work[e.pk],
            scheduled=hours[e.cohort_id][0],
            held=hours[e.cohort_id][1],
            class_hours=hours[e.cohort_id][2],
            attended=attended[e.pk],
            evaluated=e.pk in evaluated,
        )
        for e in enrolments
    }


def _lessons(ids):
    found = defaultdict(set)
    for enrolment, lesson in LessonCompletion.objects.filter(enrolment__in=ids).values_list(
        "enrolment_id", "lesson_id"
    ):
        found[enrolment].add(lesson)
    return found


def _quizzes(ids):
    found = defaultdict(dict)
    rows = QuizAttempt.objects.filter(enrolment__in=ids, submitted_at__isnull=False)
    for enrolment, quiz, percent, passed in rows.values_list("enrolment_id", "quiz_id", "percent", "passed"):
        old = found[enrolment].get(quiz, QuizFact(Decimal(0), False, 0))
        found[enrolment][quiz] = QuizFact(max(old.percent, percent), old.passed or passed, old.tries + 1)
    return found


def _work(ids):
    found = defaultdict(dict)
    rows = (
        Submission.objects.filter(enrolment__in=ids, assignment__isnull=False)
        .order_by("number")
        .values_list("pk", "enrolment_id", "assignment_id", "state")
    )
    rows = list(rows)
    scores = dict(
        Grade.objects.filter(submission__in=[row[0] for row in rows], returned=False)
        .order_by("pk")
        .values_list("submission_id", "score")
    )
    for pk, enrolment, assignment, state in rows:
        newest = found[enrolment].get(assignment)
        # A draft of the next version does not hide that an earlier one was marked.
        if state == SubmissionState.DRAFT and newest:
            continue
        found[enrolment][assignment] = WorkFact(state, scores.get(pk))
    return found


def _hours(cohort_ids):
    """{cohort id: [hours of all sessions, of closed ones, Cohort.class_hours]}."""
    found = {}
    rows = Cohort.objects.filter(pk__in=cohort_ids).order_by()
    for cohort, in_class, hours, closed in rows.values_list(
        "pk", "class_hours", "sessions__hours", "sessions__closed_at"
    ):
        sums = found.setdefault(cohort, [Decimal(0), Decimal(0), in_class])
        sums[0] += hours or 0
        sums[1] += hours if closed else 0
    return found


def _attended(ids):
    found = defaultdict(Decimal)
    rows = Attendance.objects.latest().filter(
        enrolment__in=ids, status__in=COUNTS_AS_PRESENT, session__closed_at__isnull=False
    )
    for enrolment, hours in rows.values_list("enrolment_id", "session__hours"):
        found[enrolment] += hours
    return found
