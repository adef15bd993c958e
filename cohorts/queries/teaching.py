"""What instructors see: work to mark, their cohorts, how learners stand; constant in queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.requirements import activities, find_activity

from ..choices import CohortState, EnrolmentState, StaffRole, SubmissionState
from ..completion import activity_done
from ..models import Cohort, Enrolment, Grade, LiveSession, Submission
from ..permissions import is_officer
from .admission import with_titles
from .learning import said
from .progress import facts_of_many
from .work import case_row, row_of, versions_of


def cohorts_of_teacher(user):
    """Cohorts a person teaches, and for officers all that run, with titles; those that run first; two queries."""
    mine = Q(pk__in=Cohort.objects.taught_by(user).values("pk"))
    if is_officer(user):
        mine |= Q(state=CohortState.RUNNING)
    found = with_titles(Cohort.objects.filter(mine).exclude(state=CohortState.CANCELLED).with_pages())
    return sorted(found, key=lambda cohort: (cohort.state != CohortState.RUNNING, cohort.shown_title, cohort.number))


def teaches(user):
    """Whether a person teaches any cohort at all."""
    return user.cohort_roles.filter(role=StaffRole.INSTRUCTOR).exists()


def work_waiting(cohorts):
    """Submissions to be marked, cohort by cohort, the oldest first. The work of those who left waits no more."""
    found = Submission.objects.filter(state=SubmissionState.SUBMITTED, enrolment__cohort__in=[c.pk for c in cohorts])
    found = found.exclude(enrolment__state=EnrolmentState.ENDED).select_related("enrolment__learner", "case_class")
    return found.order_by("enrolment__cohort_id", "submitted_at", "pk")


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: `row` is queries.work's, `days` how many days it has waited (0: since today)."""

    submission: Submission
    cohort: Cohort
    row: dict
    days: int


def lines_of(submissions, cohorts):
    """The submissions as lines of the queue; no query."""
    by_id = {cohort.pk: cohort for cohort in cohorts}
    rows = {pk: {row["id"]: row for row in _assignments(cohort)} for pk, cohort in by_id.items()}
    today = timezone.localdate()
    lines = []
    for submission in submissions:
        cohort = by_id[submission.enrolment.cohort_id]
        days = (today - timezone.localdate(submission.submitted_at)).days
        case_class = submission.case_class
        row = case_row(case_class) if case_class else rows[cohort.pk][submission.assignment_id]
        lines.append(Waiting(submission, cohort, row, days))
    return lines


def _assignments(cohort):
    return activities(cohort.rules, "assignment") if cohort.rules else []


def add_counts(cohorts):
    """Give each cohort `learning` (people) and `waiting` (submissions); two queries."""
    people = Enrolment.objects.filter(cohort__in=[c.pk for c in cohorts], state=EnrolmentState.ACTIVE)
    learning = dict(people.order_by().values_list("cohort").annotate(Count("pk")))
    waiting = dict(work_waiting(cohorts).order_by().values_list("enrolment__cohort").annotate(Count("pk")))
    for cohort in cohorts:
        cohort.learning, cohort.waiting = learning.get(cohort.pk, 0), waiting.get(cohort.pk, 0)
    return cohorts


def sessions_today(cohorts):
    """Today's sessions in order, each with its titled cohort; one query."""
    by_id = {cohort.pk: cohort for cohort in cohorts}
    begins = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = LiveSession.objects.filter(
        cohort__in=by_id, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1)
    )
    found = list(today.order_by("starts_at", "pk"))
    for session in found:
        session.cohort = by_id[session.cohort_id]
    return found


# --- one cohort ---------------------------------------------------------------------
@dataclass(frozen=True)
class LearnerRow:
    """How one learner stands. `cells` are modules for components/weave.html; `percent` of the hours held, or None."""

    enrolment: Enrolment
    cells: list
    percent: object
    waiting: list = field(default_factory=list)

    @property
    def done(self):
        return sum(cell["state"] == "done" for cell in self.cells)


def people_of(cohort):
    """Everyone ever enrolled, in order of names."""
    return cohort.enrolments.select_related("learner").order_by("learner__name_sort_key", "pk")


def learner_rows(cohort, enrolments):
    """LearnerRow of each enrolment (one page of them); eight queries, however many."""
    enrolments = list(enrolments)
    facts = facts_of_many(enrolments)
    waiting = defaultdict(list)
    for line in lines_of(work_waiting([cohort]).filter(enrolment__in=[e.pk for e in enrolments]), [cohort]):
        waiting[line.submission.enrolment_id].append(line)
    return [
        LearnerRow(e, _cells(cohort, facts[e.pk]), facts[e.pk].attendance_percent, waiting[e.pk]) for e in enrolments
    ]


def _cells(cohort, facts):
    cells = []
    for module in (cohort.rules or {"modules": []})["modules"]:
        done = [activity_done(row, facts) for row in module["activities"]]
        state = "done" if done and all(done) else "now" if any(done) else "later"
        label = f"{_('Module %(number)s') % {'number': module['number']}} {said(module)}"
        cells.append({"label": label, "state": state, "inst": module["institute"]})
    return cells


# --- the marking desk -----------------------------------------------------------------
@dataclass(frozen=True)
class Desk:
    """One submission on the desk. `versions` newest first, each with `grade_rows`; `queue` is the ids that wait."""

    submission: Submission
    institute: str
    row: dict
    versions: list
    queue: list
    now: datetime

    @property
    def cohort(self):
        return self.submission.enrolment.cohort

    @property
    def rubric(self):
        return self.row["rubric"]

    @property
    def shown(self):
        """The version on the desk, with its files and marks."""
        return next(version for version in self.versions if version.pk == self.submission.pk)

    @property
    def latest(self):
        """The mark that counts for this version, or None."""
        return self.shown.grade_rows[-1] if self.shown.grade_rows else None

    @property
    def others(self):
        """Other versions that were handed in."""
        others = [version for version in self.versions if version.pk != self.submission.pk]
        return [version for version in others if version.state != SubmissionState.DRAFT]

    @property
    def newer(self):
        """The version that has taken the place of this one, or None; it may be a draft that only its learner sees."""
        return self.versions[0] if self.versions[0].pk != self.submission.pk else None

    @property
    def may_return(self):
        return self.submission.enrolment.state == EnrolmentState.ACTIVE

    @property
    def days(self):
        return (timezone.localdate(self.now) - timezone.localdate(self.submission.submitted_at)).days

    @property
    def place(self):
        """Its place in the queue, from 1, or None once it waits no more."""
        return self.queue.index(self.submission.pk) + 1 if self.submission.pk in self.queue else None

    @property
    def previous(self):
        return self.queue[self.place - 2] if self.place and self.place > 1 else None

    @property
    def next(self):
        """The next in the queue; from marked work, the one that has waited longest."""
        following = self.queue[self.place or 0 :]
        return following[0] if following else None

    @property
    def then(self):
        """Where the desk goes on after this one: the next, else whatever still waits."""
        return self.next or next((pk for pk in self.queue if pk != self.submission.pk), None)


def desk_of(submission):
    """The marking desk, or None where the cohort's rules do not have the assignment; four queries."""
    enrolment, row = submission.enrolment, row_of(submission)
    if not row:
        return None
    grades = Prefetch("grades", queryset=Grade.objects.select_related("marker").order_by("pk"), to_attr="grade_rows")
    versions = list(versions_of(enrolment, row).prefetch_related("files", grades))
    for version in versions:
        for grade in version.grade_rows:
            grade.chosen = chosen_levels(row["rubric"], grade)
    queue = list(work_waiting([enrolment.cohort]).values_list("pk", flat=True))
    return Desk(submission, _institute(submission), row, versions, queue, timezone.now())


def _institute(submission):
    """Whose dye the desk wears: that of the module, or of the case."""
    if submission.case_class_id:
        return submission.case_class.case.institute
    return find_activity(submission.enrolment.cohort.rules, submission.assignment_id)[0]["institute"]


def chosen_levels(rubric, grade):
    """[(criterion, level), …] of a mark, for those criteria that have one."""
    pairs = []
    for place, criterion in enumerate(rubric["criteria"]):
        score = grade.levels.get(str(place))
        pairs += [(criterion, level) for level in criterion["levels"] if level["score"] == score]
    return pairs
