"""Reads for those who run cohorts: work of today, people, sessions and marks; constant in queries."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Max, Sum
from django.utils import timezone

from curriculum.requirements import activities

from ..choices import ApplicationState, AttendanceStatus, CohortState, EnrolmentState, SubmissionState
from ..completion import hours_asked, is_complete
from ..models import Application, Attendance, Cohort, Enrolment, LiveSession, Submission
from .admission import with_titles
from .progress import facts_of_many


@dataclass(frozen=True)
class Timetable:
    """The hours of a cohort's sessions against those it has in class; `modules` are rows of the rules without one."""

    scheduled: Decimal
    asked: Decimal
    modules: tuple = ()

    @property
    def missing(self):
        return max(Decimal(0), self.asked - self.scheduled)


def timetable_of(cohort, sessions=None):
    """The Timetable of a running cohort whose rules ask for attendance, else None; at most one query."""
    if cohort.state != CohortState.RUNNING or not cohort.rules["attendance_percent"]:
        return None
    sessions = cohort.sessions.all() if sessions is None else sessions
    held_in = {session.module_id for session in sessions}
    return Timetable(
        scheduled=sum((session.hours for session in sessions), Decimal(0)),
        asked=hours_asked(cohort.rules, cohort.class_hours),
        modules=tuple(row for row in cohort.rules["modules"] if row["id"] not in held_in),
    )


@dataclass
class CohortWork:
    """What one cohort asks of its officers today."""

    cohort: Cohort
    undecided: int = 0
    learning: int = 0
    completed: int = 0
    rollcalls: list = field(default_factory=list)  # sessions that have begun and whose roll-call is open
    ready_to_start: bool = False
    ready_to_finish: bool = False
    timetable: Timetable | None = None  # where hours of sessions are missing

    @property
    def asks(self):
        return bool(self.undecided or self.rollcalls or self.ready_to_start or self.ready_to_finish or self.timetable)


def work_of_today(today=None):
    """CohortWork of every cohort that is planned or running, those that ask something first; six queries."""
    today = today or timezone.localdate()
    cohorts = with_titles(Cohort.objects.filter(state__in=[CohortState.PLANNED, CohortState.RUNNING]).with_pages())
    ids = [cohort.pk for cohort in cohorts]
    undecided = dict(
        Application.objects.filter(cohort__in=ids, state=ApplicationState.SUBMITTED)
        .order_by()
        .values_list("cohort")
        .annotate(Count("pk"))
    )
    people = defaultdict(Counter)
    for cohort, state, count in (
        Enrolment.objects.filter(cohort__in=ids).values_list("cohort", "state").annotate(Count("pk"))
    ):
        people[cohort][state] = count
    rollcalls = defaultdict(list)
    for session in LiveSession.objects.filter(cohort__in=ids, closed_at=None, starts_at__date__lte=today).order_by(
        "starts_at"
    ):
        rollcalls[session.cohort_id].append(session)
    sessions = LiveSession.objects.filter(cohort__in=ids).order_by()
    hours = dict(sessions.values_list("cohort").annotate(Sum("hours")))
    work = [_work(cohort, today, undecided, people, rollcalls, hours.get(cohort.pk)) for cohort in cohorts]
    return sorted(work, key=lambda row: (not row.asks, row.cohort.starts_on or today, row.cohort.code))


def _work(cohort, today, undecided, people, rollcalls, hours):
    planned = cohort.state == CohortState.PLANNED
    return CohortWork(
        cohort=cohort,
        undecided=undecided.get(cohort.pk, 0),
        learning=people[cohort.pk][EnrolmentState.ACTIVE],
        completed=people[cohort.pk][EnrolmentState.COMPLETED],
        rollcalls=rollcalls[cohort.pk],
        ready_to_start=bool(planned and cohort.starts_on and cohort.starts_on <= today),
        ready_to_finish=bool(not planned and cohort.ends_on and cohort.ends_on < today),
        timetable=_hours_missing(cohort, hours or Decimal(0)),
    )


def _hours_missing(cohort, scheduled):
    if cohort.state != CohortState.RUNNING or not cohort.rules["attendance_percent"]:
        return None
    found = Timetable(scheduled, hours_asked(cohort.rules, cohort.class_hours))
    return found if found.missing else None


def review_work(person):
    """Cohorts a committee member selects for, each with `to_score` (not yet scored by them) and `handed_in`."""
    open_states = [ApplicationState.SUBMITTED, ApplicationState.WAITLISTED]
    cohorts = with_titles(Cohort.objects.reviewed_by(person).with_pages().exclude(state__in=["finished", "cancelled"]))
    found = Application.objects.handed_in().filter(cohort__in=cohorts).order_by()
    handed_in = dict(found.values_list("cohort").annotate(Count("pk")))
    to_score = dict(
        found.filter(state__in=open_states)
        .exclude(reviews__reviewer=person)
        .values_list("cohort")
        .annotate(Count("pk"))
    )
    for cohort in cohorts:
        cohort.handed_in, cohort.to_score = handed_in.get(cohort.pk, 0), to_score.get(cohort.pk, 0)
    return cohorts


def past_cohorts():
    """Cohorts that are over, newest first."""
    return with_titles(Cohort.objects.exclude(state__in=[CohortState.PLANNED, CohortState.RUNNING]).with_pages())


def people_of(cohort):
    """Enrolments in order of their names."""
    return cohort.enrolments.select_related("learner").order_by("learner__name_sort_key", "pk")


def sessions_of(cohort):
    """Sessions in order of time, each with `marked`: how many people have a mark."""
    return cohort.sessions.annotate(marked=Count("attendance__enrolment", distinct=True)).order_by("starts_at", "pk")


def latest_marks(session):
    """{enrolment id: status that counts} of a session; one query."""
    newest = session.attendance.values("enrolment").annotate(newest=Max("pk")).values("newest")
    return dict(Attendance.objects.filter(pk__in=newest).values_list("enrolment_id", "status"))


def roll_of(session):
    """(enrolments in order of names, counts by status with "left"); two queries.

    Each enrolment has `saved`, the mark on record, and `mark`, the one to show: the same until a screen says otherwise.
    """
    marks = latest_marks(session)
    people = (
        session.cohort.enrolments.open_to_learning().select_related("learner").order_by("learner__name_sort_key", "pk")
    )
    people = list(people)
    for enrolment in people:
        enrolment.saved = enrolment.mark = marks.get(enrolment.pk, "")
    counted = Counter(enrolment.mark for enrolment in people)
    return people, {status: counted[status] for status in AttendanceStatus.values} | {"left": counted[""]}


def ready_to_complete(cohort, enrolments=None):
    """Active enrolments that meet every rule; eight queries, however many people."""
    if not cohort.rules:
        return []
    if enrolments is None:
        enrolments = cohort.enrolments.filter(state=EnrolmentState.ACTIVE)
    active = [enrolment for enrolment in enrolments if enrolment.state == EnrolmentState.ACTIVE]
    facts = facts_of_many(active)
    return [enrolment for enrolment in active if is_complete(cohort.rules, facts[enrolment.pk])]


def capstones_waiting(cohort):
    """Capstones of a running cohort that still wait to be marked, in order of names; one query.

    Whoever wrote one has not completed: to finish the cohort now would end them without it.
    """
    if cohort.state != CohortState.RUNNING:
        return []
    capstones = [row["id"] for row in activities(cohort.rules, "assignment") if row["capstone"]]
    found = Submission.objects.filter(enrolment__cohort=cohort, assignment__in=capstones)
    found = found.filter(state=SubmissionState.SUBMITTED, enrolment__state=EnrolmentState.ACTIVE)
    return list(found.select_related("enrolment__learner").order_by("enrolment__learner__name_sort_key", "pk"))


def states_of(cohort):
    """How many are learning, have completed and ended: {"active": 41, …}; one query."""
    counted = dict(cohort.enrolments.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in EnrolmentState.values}
