"""What is met and what is still missing: pure arithmetic over frozen rules and the facts of one enrolment."""

from dataclasses import dataclass, field
from decimal import Decimal

from curriculum.requirements import activities


@dataclass(frozen=True)
class QuizFact:
    """Best percentage so far, whether that passed, and how many tries were handed in."""

    percent: Decimal
    passed: bool
    tries: int


@dataclass(frozen=True)
class WorkFact:
    """State of the newest version and the score that counts (out of 100, None while unmarked)."""

    state: str
    score: Decimal | None = None


@dataclass(frozen=True)
class Facts:
    """What one learner did. Hours: `scheduled` of all sessions, `held` of closed ones, `attended` of those.

    `class_hours` is Cohort.class_hours, how many of the hours are sessions; None means all of them.
    """

    lessons: frozenset = frozenset()
    quizzes: dict = field(default_factory=dict)
    work: dict = field(default_factory=dict)
    scheduled: Decimal = Decimal(0)
    held: Decimal = Decimal(0)
    attended: Decimal = Decimal(0)
    class_hours: Decimal | None = None
    evaluated: bool = False

    @property
    def attendance_percent(self):
        """Share of the hours held so far, or None before the first session."""
        return round(self.attended * 100 / self.held, 1) if self.held else None


@dataclass(frozen=True)
class Requirement:
    """One line of the progress page. `have` and `need` are counts, hours or percentages, by `key`."""

    key: str
    met: bool
    have: Decimal
    need: Decimal
    missing: tuple = ()  # activity rows still to be done


def requirements(rules, facts):
    """Every requirement of the rules, in the order a learner meets them; what the rules do not ask is left out."""
    quizzes, work = activities(rules, "quiz"), activities(rules, "assignment")
    found = []
    if rules["pretest_required"]:
        found.append(_quizzes("pretest", quizzes, facts, done=lambda fact: True))
    found.append(_lessons(rules, facts))
    if rules["attendance_percent"]:
        need = hours_to_attend(rules, facts) * rules["attendance_percent"] / 100
        found.append(Requirement("attendance", facts.attended >= need, facts.attended, need))
    found.append(_quizzes("module", quizzes, facts, done=lambda fact: fact.passed))
    found.append(_work(work, facts))
    found += _capstones(rules, work, facts)
    if rules["posttest_required"]:
        found.append(_quizzes("posttest", quizzes, facts, done=lambda fact: fact.passed))
    if rules["evaluation_required"]:
        found.append(Requirement("evaluation", facts.evaluated, Decimal(facts.evaluated), Decimal(1)))
    # A capstone with a pass mark of 0 is still to be handed in and marked.
    return [requirement for requirement in found if requirement.need or requirement.key == "capstone"]


def hours_asked(rules, class_hours=None):
    """How many hours of sessions the timetable must hold: all hours of the rules, or as many as are in class."""
    return Decimal(str(rules["hours"])) if class_hours is None else class_hours


def hours_to_attend(rules, facts):
    """The hours that attendance is measured by: those asked, and those of the sessions where they are more.

    So nobody completes a dated cohort, or sees the rule reached, because sessions were not entered yet.
    """
    return max(facts.scheduled, hours_asked(rules, facts.class_hours))


def is_complete(rules, facts):
    """Whether every requirement is met; rules that ask nothing complete nobody."""
    found = requirements(rules, facts)
    return bool(found) and all(requirement.met for requirement in found)


def activity_done(activity, facts):
    """Whether an activity counts as done for the learner's outline."""
    if activity["type"] == "lesson":
        return activity["id"] in facts.lessons
    if activity["type"] == "quiz":
        fact = facts.quizzes.get(activity["id"])
        return bool(fact and (fact.passed or activity["purpose"] == "pretest"))
    return _handed_in(facts.work.get(activity["id"]))


def next_activity(rules, facts):
    """(module row, activity row) of the first thing not done, or None."""
    for module in rules["modules"]:
        for activity in module["activities"]:
            if not activity_done(activity, facts):
                return module, activity
    return None


def modules_done(rules, facts):
    """Numbers of the modules in which everything is done."""
    return [
        m["number"]
        for m in rules["modules"]
        if m["activities"] and all(activity_done(a, facts) for a in m["activities"])
    ]


def _handed_in(fact):
    return bool(fact and fact.state in ("submitted", "graded"))


def _counted(key, rows, done):
    missing = tuple(row for row in rows if not done(row))
    return Requirement(key, not missing, Decimal(len(rows) - len(missing)), Decimal(len(rows)), missing)


def _lessons(rules, facts):
    return _counted("lessons", activities(rules, "lesson"), lambda row: row["id"] in facts.lessons)


def _quizzes(purpose, quizzes, facts, done):
    key = "quizzes" if purpose == "module" else purpose
    rows = [row for row in quizzes if row["purpose"] == purpose]
    return _counted(key, rows, lambda row: row["id"] in facts.quizzes and done(facts.quizzes[row["id"]]))


def _work(work, facts):
    rows = [row for row in work if row["required"] and not row["capstone"]]
    return _counted("assignments", rows, lambda row: _handed_in(facts.work.get(row["id"])))


def _capstones(rules, work, facts):
    for row in (row for row in work if row["capstone"]):
        fact = facts.work.get(row["id"])
        score = fact.score if fact and fact.state == "graded" and fact.score is not None else None
        need = Decimal(rules["capstone_percent"])
        met = score is not None and score >= need
        yield Requirement("capstone", met, score or Decimal(0), need, () if met else (row,))
