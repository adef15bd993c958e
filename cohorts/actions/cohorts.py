"""The life of a cohort: it starts with frozen rules, and finishes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import AuditEntry
from curriculum.queries import current_rules

from ..choices import CohortState, EnrolmentState
from ..models import Cohort, CohortStaff
from ..queries.managing import ready_to_complete
from .completion import review_completion

CODE_STAYS = _("Somebody has applied or is enrolled, and mails lead to addresses with “%(code)s”. So this code stays.")


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

    Safe to repeat. ValidationError while a session has no closed roll-call. Side effects: audit entries, completions
    with their mails.
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
    complete_those_ready(cohort=cohort, actor=actor)
    left = cohort.enrolments.filter(state=EnrolmentState.ACTIVE)
    ended = list(left.values_list("pk", flat=True))
    left.update(state=EnrolmentState.ENDED)
    cohort.state = CohortState.FINISHED
    cohort.save(update_fields=["state"])
    _audit(cohort, actor, "cohort.finished", CohortState.RUNNING, ended_without_completing=ended)
    return cohort


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
