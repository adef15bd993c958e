"""What a learner does next: pure arithmetic over the frozen rules and what was found about one enrolment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ..completion import activity_done
from ..models import LiveSession

# A session counts as the next thing to do all through its day, and from the evening before an early morning.
SOON = timedelta(hours=12)
BEGUN = ("returned", "attempt", "draft")


@dataclass(frozen=True)
class Act:
    """One thing to do. `kind`: session, returned, attempt, draft, lesson, quiz, assignment, evaluation; when nothing
    can be done now: marking, later (a session to come), stuck (no tries left), idle. `at`: when a draft was saved.
    """

    kind: str
    module: dict | None = None
    activity: dict | None = None
    session: LiveSession | None = None
    at: datetime | None = None


def agenda(rules, facts, *, sessions, attempts, drafts, now):
    """Acts in the order they should be done; the first answers “what do I do next?” and there is always one.

    `sessions` are those not yet over, in order; `attempts` {quiz id: started at} are open tries; `drafts`
    {assignment id: saved at} is unfinished work.
    """
    near = [Act("session", session=session) for session in sessions if is_near(session, now)]
    acts = [
        _act(module, activity, facts, attempts, drafts)
        for module in rules["modules"]
        for activity in module["activities"]
        if not activity_done(activity, facts) and not tries_used_up(rules, activity, facts)
    ]
    acts = [act for act in acts if act.kind in BEGUN or _is_asked_for(act.activity)]
    acts.sort(key=lambda act: BEGUN.index(act.kind) if act.kind in BEGUN else len(BEGUN))
    if not acts and rules["evaluation_required"] and not facts.evaluated:
        acts = [Act("evaluation")]
    return near + acts or [_waiting(rules, facts, sessions)]


def is_near(session, now):
    """Under way, later today, or within half a day."""
    today = timezone.localdate(session.starts_at) == timezone.localdate(now)
    return session.ends_at > now and (today or session.starts_at - now <= SOON)


def tries_allowed(rules, quiz):
    """A pre-test shows where one stands: it is taken once and never failed."""
    return 1 if quiz["purpose"] == "pretest" else rules["quiz_attempts"]


def tries_used_up(rules, activity, facts):
    """Whether a quiz can no longer be tried, though it was not passed; a pre-test is done once it was taken."""
    if activity["type"] != "quiz" or activity["purpose"] == "pretest":
        return False
    fact = facts.quizzes.get(activity["id"])
    return bool(fact and not fact.passed and fact.tries >= tries_allowed(rules, activity))


def _act(module, activity, facts, attempts, drafts):
    pk, kind, at = activity["id"], activity["type"], None
    work = facts.work.get(pk)
    if kind == "assignment" and work and work.state == "returned":
        kind, at = "returned", drafts.get(pk)
    elif pk in drafts:
        kind, at = "draft", drafts[pk]
    elif pk in attempts:
        kind, at = "attempt", attempts[pk]
    return Act(kind, module, activity, at=at)


def _is_asked_for(activity):
    return activity["type"] != "assignment" or activity["required"] or activity["capstone"]


def _waiting(rules, facts, sessions):
    if any(fact.state == "submitted" for fact in facts.work.values()):
        return Act("marking")
    if sessions:
        return Act("later", session=sessions[0])
    rows = [activity for module in rules["modules"] for activity in module["activities"]]
    return Act("stuck" if any(tries_used_up(rules, row, facts) for row in rows) else "idle")
