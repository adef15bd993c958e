"""Single modules at one's own pace: issued by rule, without a batch, to whoever completed and confirmed the name."""

from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry
from cohorts.choices import EnrolmentState
from cohorts.models import Enrolment

from .. import tasks
from ..choices import Purpose
from ..looks import award_of, newest_version
from ..models import Certificate
from ..queries.batches import awaiting, obstacles_on
from ..queries.names import confirmed, open_requests
from .issuing import Line, issue


def ask_for_rule(enrolment):
    """Ask the worker to issue by rule, where the programme of a single module gives something so."""
    if enrolment.cohort.module_id:
        award = award_of(enrolment.cohort.programme_id, Purpose.MODULE)
        if award and award.by_rule:
            tasks.issue_by_rule(enrolment.pk)


@transaction.atomic
def issue_by_rule(*, enrolment_id):
    """The certificate that the rule gives this enrolment, or None where it gives none or not yet.

    Asked again it is the certificate that was given; one that was revoked is not given anew. What stands in the way of
    a batch stands in the way here (no signatory, no code, a name that is asked to be another): then it waits for
    whoever mends that, and a registrar may always put it in a batch. Side effects: ledger and audit entry.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("learner", "cohort__programme", "cohort__module")
        .get(pk=enrolment_id)
    )
    theirs = Certificate.objects.filter(enrolment=enrolment, purpose=Purpose.MODULE)
    if existing := theirs.order_by("-pk").first():
        return existing
    cohort, today = enrolment.cohort, timezone.localdate()
    award = award_of(cohort.programme, Purpose.MODULE) if cohort.module_id else None
    if not (award and award.by_rule and enrolment.state == EnrolmentState.COMPLETED):
        return None
    ready = awaiting(Purpose.MODULE).filter(pk=enrolment.pk).exists() and enrolment.pk in confirmed([enrolment])
    if not ready or open_requests([enrolment]) or obstacles_on(cohort, today):
        return None
    (made,) = issue(
        cohort=cohort,
        lines=[Line(enrolment)],
        purpose=Purpose.MODULE,
        issued_on=today,
        actor=None,
        design=newest_version(award.design),
    )
    AuditEntry.append(actor=None, verb="certificate.issued", target=made, after={"by": "rule"})
    return made
