"""What the learner's screens show, in a number of queries that does not grow with cohort or curriculum."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.queries import titles_in

from ..choices import EnrolmentState, SubmissionState
from ..completion import Facts, activity_done, hours_to_attend, modules_done, requirements
from ..models import Attendance, Enrolment, LiveSession, QuizAttempt, Submission
from .agenda import agenda, tries_used_up
from .progress import facts_of, facts_of_many

UPCOMING = 5  # sessions on the home page


def said(row, key="title"):
    """The words of a frozen row in the reader's language: its English where there is one, else its Thai."""
    return (get_language() == "en" and row.get(f"{key}_en")) or row[key]


def titles_of(cohorts):
    """{cohort id: title on offer in the reader's language}; at most one query, pages given by `with_pages`."""
    offered = {cohort.pk: cohort.module if cohort.module_id else cohort.programme for cohort in cohorts}
    language = get_language()
    translated = titles_in(language, offered.values()) if language != "th" else {}
    return {pk: translated.get(page.translation_key, page.title) for pk, page in offered.items()}


def enrolment_in(user, code):
    """The enrolment through which a person learns in a cohort, or None; one query."""
    found = Enrolment.objects.of(user).open_to_learning().filter(cohort__code=code)
    return found.select_related("cohort__programme", "cohort__module").first()


def enrolments_of(user):
    """All enrolments a person may learn through, those under way first; one query."""
    found = Enrolment.objects.of(user).open_to_learning().select_related("cohort__programme", "cohort__module")
    return sorted(found.order_by("-enrolled_at", "-pk"), key=lambda e: e.state != EnrolmentState.ACTIVE)


# --- the outline --------------------------------------------------------------------
@dataclass(frozen=True)
class Entry:
    """An activity as the outline shows it. `state`: done, now or later; `stuck`: no tries left."""

    row: dict
    state: str
    stuck: bool = False


@dataclass(frozen=True)
class ModuleView:
    row: dict
    state: str
    entries: tuple
    url: str = ""

    @property
    def label(self):
        return f"{_('Module %(number)s') % {'number': self.row['number']}} {said(self.row)}"

    @property
    def inst(self):
        return self.row["institute"]

    @property
    def done(self):
        return sum(entry.state == "done" for entry in self.entries)


def modules_of(rules, facts, current=None, url=""):
    """Every module with its activities and their states; `current` is the activity at hand, `url` the outline's."""
    done = modules_done(rules, facts)
    views = []
    for module in rules["modules"]:
        entries = tuple(_entry(rules, facts, row, current) for row in module["activities"])
        holds_current = any(row["id"] == current for row in module["activities"])
        state = "done" if module["number"] in done else "now" if holds_current else "later"
        views.append(ModuleView(module, state, entries, f"{url}#module-{module['number']}" if url else ""))
    return views


def _entry(rules, facts, row, current):
    state = "done" if activity_done(row, facts) else "now" if row["id"] == current else "later"
    return Entry(row, state, tries_used_up(rules, row, facts))


# --- the home page ------------------------------------------------------------------
@dataclass(frozen=True)
class Meter:
    """Attendance against its rule, in hours. `spare`: hours one may still miss; below 0 the rule is out of reach."""

    percent: Decimal | None
    attended: Decimal
    held: Decimal
    rule: int
    missing: Decimal
    spare: Decimal


@dataclass(frozen=True)
class Desk:
    """`stage`: before (the cohort has not begun), early, almost, completed."""

    enrolment: Enrolment
    title: str
    stage: str
    facts: Facts = Facts()
    acts: list = field(default_factory=list)
    modules: list = field(default_factory=list)
    requirements: list = field(default_factory=list)
    sessions: list = field(default_factory=list)
    meter: Meter | None = None

    @property
    def today(self):
        return timezone.localdate()

    @property
    def next(self):
        return self.acts[0] if self.acts else None

    @property
    def then(self):
        return self.acts[1:5]

    @property
    def missing(self):
        return [requirement for requirement in self.requirements if not requirement.met]

    @property
    def modules_done(self):
        return sum(module.state == "done" for module in self.modules)

    @property
    def module_numbers(self):
        """{module id: its number}, for sessions."""
        return {module.row["id"]: module.row["number"] for module in self.modules}

    @property
    def number_of(self):
        """{activity id: number of its module}, for lists where many quizzes have one title."""
        return {entry.row["id"]: module.row["number"] for module in self.modules for entry in module.entries}

    @property
    def current_module(self):
        return next((module for module in self.modules if module.state == "now"), None)


def desk_of(enrolment, *, now=None, outline_url=""):
    """Everything the learner's home says about one enrolment; at most twelve queries."""
    now, cohort = now or timezone.now(), enrolment.cohort
    title = titles_of([cohort])[cohort.pk]
    sessions = list(LiveSession.objects.filter(cohort=cohort, ends_at__gt=now).order_by("starts_at", "pk")[:UPCOMING])
    rules = cohort.rules
    if not rules:
        return Desk(enrolment, title, "before", sessions=sessions)
    facts = facts_of(enrolment)
    asked = requirements(rules, facts)
    acts = _acts(enrolment, rules, facts, sessions, now)
    current = next((act.activity["id"] for act in acts if act.activity), None)
    return Desk(
        enrolment=enrolment,
        title=title,
        stage=stage_of(enrolment, asked),
        facts=facts,
        acts=acts,
        modules=modules_of(rules, facts, current, outline_url),
        requirements=asked,
        sessions=sessions,
        meter=meter_of(rules, facts),
    )


def stage_of(enrolment, asked):
    """Almost complete: at most two requirements are left, and fewer than are met."""
    missing = sum(not requirement.met for requirement in asked)
    if enrolment.state == EnrolmentState.COMPLETED:
        return "completed"
    return "almost" if missing <= 2 and missing < len(asked) - missing else "early"


def meter_of(rules, facts):
    """The attendance meter, or None where the rules ask no attendance or no session is planned."""
    rule = rules["attendance_percent"]
    if not rule or not facts.scheduled:
        return None
    hours = hours_to_attend(rules, facts)
    need = hours * rule / 100
    return Meter(
        percent=facts.attendance_percent,
        attended=facts.attended,
        held=facts.held,
        rule=rule,
        missing=max(Decimal(0), need - facts.attended),
        spare=hours - need - (facts.held - facts.attended),
    )


def _acts(enrolment, rules, facts, sessions, now):
    if enrolment.state != EnrolmentState.ACTIVE:
        return []
    attempts = QuizAttempt.objects.filter(enrolment=enrolment, submitted_at__isnull=True)
    drafts = Submission.objects.filter(enrolment=enrolment, state=SubmissionState.DRAFT, assignment__isnull=False)
    return agenda(
        rules,
        facts,
        sessions=sessions,
        attempts=dict(attempts.values_list("quiz_id", "started_at")),
        drafts=dict(drafts.values_list("assignment_id", "saved_at")),
        now=now,
    )


# --- lists ----------------------------------------------------------------------------
@dataclass(frozen=True)
class MineRow:
    enrolment: Enrolment
    title: str
    done: int
    total: int


def my_rows(enrolments):
    """The rows of “my cohorts”: modules done of all; eight queries however many."""
    facts = facts_of_many(enrolments)
    titles = titles_of([enrolment.cohort for enrolment in enrolments])
    rows = []
    for enrolment in enrolments:
        rules = enrolment.cohort.rules or {"modules": []}
        done = len(modules_done(rules, facts[enrolment.pk]))
        rows.append(MineRow(enrolment, titles[enrolment.cohort_id], done, len(rules["modules"])))
    return rows


def roll_of(enrolment):
    """[(session, status that counts or None), …] of all sessions of the cohort; two queries."""
    rows = Attendance.objects.latest().filter(enrolment=enrolment, session__closed_at__isnull=False)
    found = {row.session_id: row for row in rows}
    sessions = LiveSession.objects.filter(cohort=enrolment.cohort_id).order_by("starts_at", "pk")
    return [(session, found.get(session.pk)) for session in sessions]
