"""What a learner did in a cohort, for the transcript and the statement of hours. Constant in queries."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from cohorts.choices import EnrolmentState
from cohorts.completion import Facts, activity_done, requirements
from cohorts.models import Enrolment
from cohorts.queries.learning import roll_of
from cohorts.queries.progress import COUNTS_AS_PRESENT, facts_of
from courses.queries import titles_in

from ..choices import CertificateState
from ..models import Certificate

BLANK = Decimal(0)


@dataclass(frozen=True)
class ModuleResult:
    """One line of the transcript. `lessons` is (read, all); `quiz` and `work` the best percentages, None without."""

    row: dict
    lessons: tuple
    quiz: Decimal | None
    work: Decimal | None
    met: bool


@dataclass(frozen=True)
class SessionResult:
    """One line of the statement. `mark` is the attendance that counts or None, `hours` those credited."""

    session: object
    mark: object
    hours: Decimal


@dataclass(frozen=True)
class Record:
    """All that stands on both documents, as it was at `drawn_at`."""

    enrolment: Enrolment
    facts: Facts
    modules: list
    needs: list
    sessions: list
    title_en: str
    certificate: Certificate | None
    drawn_at: datetime

    @property
    def cohort(self):
        return self.enrolment.cohort

    @property
    def title(self):
        return (self.cohort.module or self.cohort.programme).title

    @property
    def person(self):
        return self.enrolment.learner

    @property
    def rules(self):
        return self.cohort.rules

    @property
    def completed(self):
        return self.enrolment.state == EnrolmentState.COMPLETED

    @property
    def held(self):
        return sum((one.session.hours for one in self.sessions if one.session.closed_at), BLANK)

    @property
    def attended(self):
        return sum((one.hours for one in self.sessions), BLANK)


def enrolment_for_record(pk):
    """An enrolment that has begun, with people and pages, or None; one query."""
    found = Enrolment.objects.select_related("learner", "cohort__programme", "cohort__module").filter(pk=pk).first()
    return found if found and found.cohort.rules else None


def record_of(enrolment):
    """The Record of an enrolment whose cohort has begun; eleven queries."""
    cohort = enrolment.cohort
    page, facts = cohort.module or cohort.programme, facts_of(enrolment)
    valid = Certificate.objects.filter(enrolment=enrolment, state=CertificateState.VALID, forgotten_at=None)
    return Record(
        enrolment=enrolment,
        facts=facts,
        modules=[_module(row, facts) for row in cohort.rules["modules"]],
        needs=requirements(cohort.rules, facts),
        sessions=[_session(session, mark) for session, mark in roll_of(enrolment)],
        title_en=titles_in("en", [page]).get(page.translation_key, ""),
        certificate=valid.order_by("pk").first(),
        drawn_at=timezone.now(),
    )


def _module(row, facts):
    def of(kind):
        return [activity for activity in row["activities"] if activity["type"] == kind]

    quizzes = [facts.quizzes[one["id"]].percent for one in of("quiz") if one["id"] in facts.quizzes]
    scores = [facts.work[one["id"]].score for one in of("assignment") if one["id"] in facts.work]
    scores = [score for score in scores if score is not None]
    asked = [one for one in row["activities"] if one["type"] != "assignment" or one["required"] or one["capstone"]]
    return ModuleResult(
        row=row,
        lessons=(sum(activity_done(one, facts) for one in of("lesson")), len(of("lesson"))),
        quiz=max(quizzes, default=None),
        work=max(scores, default=None),
        met=all(activity_done(one, facts) for one in asked),
    )


def _session(session, mark):
    there = bool(session.closed_at and mark and mark.status in COUNTS_AS_PRESENT)
    return SessionResult(session, mark if session.closed_at else None, session.hours if there else BLANK)
