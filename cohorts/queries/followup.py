"""Reads of the follow-up: when it opens, who is to be asked, what was answered; constant in SQL queries."""

import calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from ..choices import EnrolmentState, FollowUpUse
from ..models import Enrolment, FollowUp

MONTHS_AFTER = 6
# Answers may be corrected for a year.
CORRECTABLE = timedelta(days=365)
# Who was due longer ago than this is no longer asked: a site that starts with old cohorts sends them no mail.
ASKED_WITHIN = timedelta(days=90)


def opens_on(enrolment):
    """The day from which a completed learner is asked: six months after the last day, or after completing."""
    ended = enrolment.cohort.ends_on or timezone.localdate(enrolment.completed_at)
    return months_later(ended, MONTHS_AFTER)


def months_later(day, months):
    """The same day of a later month, or the last of that month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def follow_up_of(enrolment):
    """What was answered, with its adoption, or None."""
    return FollowUp.objects.filter(enrolment=enrolment).select_related("adoption__case", "adoption__tool").first()


def may_correct(follow_up):
    return timezone.now() < follow_up.at + CORRECTABLE


def to_ask(today=None):
    """Enrolments to be asked today: completed, due of late, not answered; one query."""
    today = today or timezone.localdate()
    earliest, latest = (today - ASKED_WITHIN - timedelta(days=190), today - timedelta(days=180))
    found = Enrolment.objects.filter(state=EnrolmentState.COMPLETED, follow_up=None, learner__is_active=True)
    found = found.filter(
        Q(cohort__ends_on__range=(earliest, latest))
        | Q(cohort__ends_on=None, completed_at__date__range=(earliest, latest))
    )
    due = found.select_related("cohort").order_by("pk")
    return [enrolment for enrolment in due if today - ASKED_WITHIN <= opens_on(enrolment) <= today]


# --- for officers -------------------------------------------------------------------------
@dataclass(frozen=True)
class Results:
    """The follow-up of one cohort. `uses`: [(label, how many, per cent of those who answered), …]."""

    completed: int
    due: int
    answered: int
    uses: list
    opens_on: date | None

    @property
    def rate(self):
        """Per cent of those who were due."""
        return round(100 * self.answered / self.due) if self.due else None


def results_of(cohort):
    """Results of a cohort; two queries."""
    today = timezone.localdate()
    people = list(cohort.enrolments.filter(state=EnrolmentState.COMPLETED))
    for enrolment in people:
        enrolment.cohort = cohort
    days = [opens_on(enrolment) for enrolment in people]
    counted = Counter(answers_of(cohort).order_by().values_list("used", flat=True))
    answered = sum(counted.values())
    return Results(
        completed=len(people),
        due=sum(day <= today for day in days),
        answered=answered,
        uses=[
            (use.label, counted[use], round(100 * counted[use] / answered) if answered else 0) for use in FollowUpUse
        ],
        opens_on=min(days, default=None),
    )


def answers_of(cohort):
    """The answers, by the names of those who gave them."""
    found = FollowUp.objects.filter(enrolment__cohort=cohort).select_related(
        "enrolment__learner", "adoption__case", "adoption__tool", "adoption__organisation"
    )
    return found.order_by("enrolment__learner__name_sort_key", "pk")
