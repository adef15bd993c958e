"""The life of a cohort: it starts with frozen rules, and finishes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import AuditEntry
from curriculum.queries import current_rules

from ..choices import CohortState, EnrolmentState
from ..completion import hours_asked
from ..models import Cohort, CohortStaff
from ..queries.managing import ready_to_complete, timetable_of
from .completion import review_completion

CODE_STAYS = _("Somebody has applied or is enrolled, and mails lead to addresses with “%(code)s”. So this code stays.")

HOURS_MISSING = _(
    "The timetable holds %(scheduled)s of %(asked)s hours. Add the missing sessions, or say how many hours this cohort "
    "has in class."
)


def lock_cohort(pk):
    """The cohort as it is now, its row locked until the transaction ends: seats and numbers are given one by one."""
    return Cohort.objects.select_for_update(of=("self",)).select_related("programme", "module").get(pk=pk)


@transaction.atomic
def start_cohort(*, cohort, actor):
    """Start a planned cohort: the rules of the curriculum as they stand today are copied and count from now on.

    Safe to repeat: a running cohort is returned unchanged, its rules stay. ValidationError for a cohort that is over,
    or without a module to learn. Side effect: audit entry.
    """
    cohort = lock_cohort(cohort.pk)
    if cohort.state == CohortState.RUNNING:
        return cohort
    if cohort.state != CohortState.PLANNED:
        raise ValidationError(_("This cohort is over and cannot be started again."))
    rules = current_rules(cohort.programme, cohort.module)
    if not rules["modules"]:
        raise ValidationError(_("The programme has no published module yet. Publish its modules first."))
    cohort.rules, cohort.rules_frozen_at, cohort.state = rules, timezone.now(), CohortState.RUNNING
    cohort.save(update_fields=["rules", "rules_frozen_at", "state"])
    _audit(cohort, actor, "cohort.started", CohortState.PLANNED)
    return cohort


@transaction.atomic
def finish_cohort(*, cohort, actor):
    """Finish a running cohort. Whoever has met every rule is completed; the others end without completing.

    Safe to repeat. ValidationError while a session has no closed roll-call, or while somebody learns and the timetable
    holds fewer hours than the cohort has in class: they would end because of what nobody entered. Side effects: audit
    entries, completions with their mails.
    """
    cohort = lock_cohort(cohort.pk)
    if cohort.state == CohortState.FINISHED:
        return cohort
    if cohort.state != CohortState.RUNNING:
        raise ValidationError(_("Only a running cohort can be finished."))
    if count := cohort.sessions.filter(closed_at=None).count():
        message = ngettext(
            "%(count)d session has no closed roll-call. Close it, or remove the session if it did not take place.",
            "%(count)d sessions have no closed roll-call. Close them, or remove those that did not take place.",
            count,
        )
        raise ValidationError(message % {"count": count})
    timetable = timetable_of(cohort)
    if timetable and timetable.missing and cohort.enrolments.filter(state=EnrolmentState.ACTIVE).exists():
        hours = {"scheduled": _plain(timetable.scheduled), "asked": _plain(timetable.asked)}
        raise ValidationError(HOURS_MISSING % hours)
    complete_those_ready(cohort=cohort, actor=actor)
    left = cohort.enrolments.filter(state=EnrolmentState.ACTIVE)
    ended = list(left.values_list("pk", flat=True))
    left.update(state=EnrolmentState.ENDED)
    cohort.state = CohortState.FINISHED
    cohort.save(update_fields=["state"])
    _audit(cohort, actor, "cohort.finished", CohortState.RUNNING, ended_without_completing=ended)
    return cohort


@transaction.atomic
def set_class_hours(*, cohort, hours, reason, actor):
    """Say how many hours of a running cohort are sessions; the rest is learnt outside them. Returns the cohort.

    The frozen rules stay as they are: only what attendance is measured by changes. Safe to repeat. ValidationError by
    field for a number that the rules or the timetable rule out, and without a reason. Side effects: audit entry;
    everyone who has now met every rule is completed.
    """
    cohort = lock_cohort(cohort.pk)
    timetable = timetable_of(cohort)
    if timetable is None:
        raise ValidationError(_("Only a running cohort whose rules ask for attendance has hours in class."))
    if (cohort.class_hours, cohort.class_hours_reason) == (hours, reason.strip()):
        return cohort
    least, most = timetable.scheduled, hours_asked(cohort.rules)
    if not 0 < hours <= most or hours < least:
        message = _("Give a number from %(least)s, which the timetable holds already, to %(most)s, all hours.")
        raise ValidationError({"hours": message % {"least": _plain(least), "most": _plain(most)}})
    if not reason.strip():
        raise ValidationError({"reason": _("Say where the other hours are learnt.")})
    before = {"class_hours": cohort.class_hours, "reason": cohort.class_hours_reason}
    cohort.class_hours, cohort.class_hours_reason = hours, reason.strip()
    cohort.save(update_fields=["class_hours", "class_hours_reason"])
    AuditEntry.append(
        actor=actor,
        verb="cohort.class_hours_set",
        target=cohort,
        before=before,
        after={"class_hours": hours},
        reason=cohort.class_hours_reason,
    )
    complete_those_ready(cohort=cohort, actor=actor)
    return cohort


def _plain(hours):
    """72 for 72.0, 4.5 for 4.5."""
    return f"{hours.normalize():f}"


def complete_those_ready(*, cohort, actor, enrolments=None):
    """Complete everyone who has met every rule, of `enrolments` or of the whole cohort. Returns how many.

    The facts of all are read at once; only those who are ready pass through the gateway one by one.
    """
    ready = ready_to_complete(cohort, enrolments)
    return sum(review_completion(enrolment=enrolment, actor=actor) for enrolment in ready)


@transaction.atomic
def change_code(*, cohort, code, actor):
    """Give a cohort another code while nobody was told the one it has. Safe to repeat. Returns the cohort.

    ValidationError by field once somebody has applied or was enrolled: mails and bookmarks lead to addresses with the
    code. Side effect: audit entry.
    """
    cohort = lock_cohort(cohort.pk)
    if cohort.code == code:
        return cohort
    if Cohort.objects.known_by_code().filter(pk=cohort.pk).exists():
        raise ValidationError({"code": CODE_STAYS % {"code": cohort.code}})
    before, cohort.code = cohort.code, code
    cohort.full_clean()
    cohort.save(update_fields=["code"])
    AuditEntry.append(actor=actor, verb="cohort.renamed", target=cohort, before={"code": before}, after={"code": code})
    return cohort


@transaction.atomic
def set_staff(*, cohort, role, users, actor):
    """Make `users` the people of one StaffRole in the cohort. Side effect: audit entry where that changes anything."""
    rows = CohortStaff.objects.filter(cohort=cohort, role=role)
    before, after = set(rows.values_list("user_id", flat=True)), {user.pk for user in users}
    if before == after:
        return
    rows.exclude(user__in=after).delete()
    CohortStaff.objects.bulk_create(CohortStaff(cohort=cohort, user_id=pk, role=role) for pk in sorted(after - before))
    change = {"before": {role: sorted(before)}, "after": {role: sorted(after)}}
    AuditEntry.append(actor=actor, verb="cohort.staffed", target=cohort, **change)


def _audit(cohort, actor, verb, before, **more):
    AuditEntry.append(
        actor=actor, verb=verb, target=cohort, before={"state": before}, after={"state": cohort.state, **more}
    )
