"""The one gateway to `completed`."""

from django.db import transaction
from django.utils import timezone
from wagtail import hooks

from accounts.models import AuditEntry

from .. import tasks
from ..choices import EnrolmentState
from ..completion import is_complete
from ..models import Enrolment
from ..queries.progress import facts_of


@transaction.atomic
def review_completion(*, enrolment, actor=None):
    """Complete an enrolment that has met every rule; safe to repeat. Returns whether it was completed just now.

    Side effects: audit entry, a mail to the learner after commit, and what apps above ask for by the hook
    "enrolment_completed", called with the enrolment in the same transaction. An enrolment once
    completed stays so: later changes of marks or attendance never take it back.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner").get(pk=enrolment.pk)
    )
    if enrolment.state != EnrolmentState.ACTIVE or not enrolment.cohort.rules:
        return False
    if not is_complete(enrolment.cohort.rules, facts_of(enrolment)):
        return False
    enrolment.state = EnrolmentState.COMPLETED
    enrolment.completed_at = timezone.now()
    enrolment.save(update_fields=["state", "completed_at"])
    AuditEntry.append(
        actor=actor,
        verb="enrolment.completed",
        target=enrolment,
        before={"state": "active"},
        after={"state": "completed"},
    )
    tasks.mail("completion", enrolment.pk)
    for follow in hooks.get_hooks("enrolment_completed"):
        follow(enrolment)
    return True
