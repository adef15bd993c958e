"""Six months later: learners are asked once what became of it, and their answer may start an adoption."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from casebank.actions.adoption import record_adoption, record_reading
from home.models import Job

from .. import tasks
from ..choices import EnrolmentState
from ..models import Enrolment, FollowUp
from ..queries.followup import may_correct, opens_on, to_ask

MESSAGE = "follow_up"


@transaction.atomic
def answer_follow_up(*, enrolment, by, used, story="", obstacle="", adoption=None, reading=None):
    """Keep what a completed learner answers; sent again it corrects the first answer, for a year. Returns the FollowUp.

    `adoption` is {"page", "adopted_on", "how", "changed"} of a case or tool in use at the learner's own authority,
    recorded by the action of the case bank; `reading` a measured value of it. PermissionDenied for others and before
    the day; ValidationError once the answer is a year old, and for what the case bank refuses. Side effect: audit
    entry.
    """
    enrolments = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner__organisation")
    enrolment = enrolments.get(pk=enrolment.pk)
    if enrolment.learner_id != by.pk or enrolment.state != EnrolmentState.COMPLETED:
        raise PermissionDenied
    if opens_on(enrolment) > timezone.localdate():
        raise PermissionDenied
    found = FollowUp.objects.filter(enrolment=enrolment).first()
    if found and not may_correct(found):
        raise ValidationError(_("The answer is more than a year old and stays as it is."))
    before = _told(found) if found else {}
    found = found or FollowUp(enrolment=enrolment)
    found.used, found.story, found.obstacle = used, story, obstacle
    if adoption:
        found.adoption, _new = record_adoption(by=by, organisation=enrolment.learner.organisation, **adoption)
    if found.adoption and reading:
        record_reading(adoption=found.adoption, by=by, **reading)
    found.save()
    after = _told(found)
    if before != after:
        AuditEntry.append(actor=by, verb="follow_up.answered", target=found, before=before, after=after)
    return found


def ask_for_follow_ups(today=None):
    """Ask everyone who is due and was not asked yet, by one mail each. Safe to repeat; returns how many were asked."""
    due = {tasks.once(MESSAGE, enrolment.pk): enrolment for enrolment in to_ask(today)}
    asked = set(Job.objects.filter(kind=tasks.MAIL, key__in=list(due)).values_list("key", flat=True))
    for key, enrolment in due.items():
        if key not in asked:
            tasks.mail_once(MESSAGE, enrolment.pk)
    return len(due) - len(asked)


def _told(found):
    """What the audit trail keeps: that words changed, and not the words."""
    return {
        "used": found.used,
        "adoption": found.adoption_id,
        "story": len(found.story),
        "obstacle": len(found.obstacle),
    }
