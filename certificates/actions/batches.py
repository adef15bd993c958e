"""From completion to issue: a registrar prepares, a different person approves, numbers are given once."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from cohorts.actions.cohorts import lock_cohort
from courses.queries import titles_in
from home.actions import request_job
from home.thai.dates import BE_OFFSET

from ..choices import BatchState
from ..models import Batch, BatchEntry, Certificate, NumberSeries
from ..numbering import format_number, new_code
from ..queries import batches as queries
from .freezing import facts_of, freeze

# The mark of a statement of one module, after the code of its programme: ผถ → ผถม.
MODULE_MARK = "ม"


@transaction.atomic
def prepare_batch(*, cohort, registrar, issued_on, include_revoked=False):
    """A batch of everyone in the cohort who has completed and waits for a certificate; returns it.

    Whoever had a certificate revoked is left out unless `include_revoked`. ValidationError when nobody waits or the
    date of issue lies before the cohort began. Two registrars at once make one batch. Side effect: audit entry.
    """
    cohort = lock_cohort(cohort.pk)
    if cohort.starts_on and issued_on < cohort.starts_on:
        raise ValidationError({"issued_on": _("The date of issue lies before the first day of the cohort.")})
    waiting = queries.awaiting().filter(cohort=cohort)
    if not include_revoked:
        waiting = waiting.filter(had_one=False)
    enrolments = list(waiting)
    if not enrolments:
        raise ValidationError(_("Nobody in this cohort waits for a certificate."))
    batch = Batch.objects.create(cohort=cohort, issued_on=issued_on, prepared_by=registrar)
    BatchEntry.objects.bulk_create(BatchEntry(batch=batch, enrolment=enrolment) for enrolment in enrolments)
    after = {"state": batch.state, "people": len(enrolments), "issued_on": issued_on}
    AuditEntry.append(actor=registrar, verb="batch.prepared", target=batch, after=after)
    return batch


@transaction.atomic
def approve_batch(*, batch, approver):
    """Give numbers to everyone in the batch and freeze their facts, all or nothing; returns the batch.

    Safe to repeat and to race: an approved batch is returned as it is. ValidationError for the person who prepared it,
    for a batch sent back, and while a check fails. Side effects: certificates, audit entry, a job that makes the
    documents after commit.
    """
    batch = _locked(batch)
    if batch.state in (BatchState.APPROVED, BatchState.ISSUED):
        return batch
    _may_be_decided(batch, approver)
    candidates = queries.candidates_of(batch)
    problems = queries.obstacles_of(batch)
    problems += [f"{row.enrolment.learner.name_th}: {problem}" for row in candidates for problem in row.problems]
    if problems or not candidates:
        raise ValidationError(problems or _("Nobody in this cohort waits for a certificate."))
    certificates = _issue(batch, [row.enrolment for row in candidates])
    _decide(batch, approver, BatchState.APPROVED)
    numbers = {"first": certificates[0].number, "last": certificates[-1].number, "count": len(certificates)}
    before, after = {"state": BatchState.PREPARED}, {"state": batch.state, **numbers}
    AuditEntry.append(actor=approver, verb="batch.approved", target=batch, before=before, after=after)
    request_job(kind=queries.RENDER, key=batch.pk, total=len(certificates), owner=approver)
    return batch


@transaction.atomic
def refuse_batch(*, batch, approver, note):
    """Send a batch back to the registrars with the reason; its people wait again. Returns the batch.

    Safe to repeat. ValidationError for the person who prepared it, without a reason, and once it was approved. Side
    effect: audit entry.
    """
    batch = _locked(batch)
    if batch.state == BatchState.REFUSED:
        return batch
    _may_be_decided(batch, approver)
    if not note.strip():
        raise ValidationError(_("Say what should be mended."))
    _decide(batch, approver, BatchState.REFUSED, note.strip())
    before, after = {"state": BatchState.PREPARED}, {"state": batch.state}
    AuditEntry.append(
        actor=approver, verb="batch.refused", target=batch, before=before, after=after, reason=note.strip()
    )
    return batch


def _locked(batch):
    return (
        Batch.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "cohort__module")
        .get(pk=batch.pk)
    )


def _may_be_decided(batch, approver):
    if batch.prepared_by_id == approver.pk:
        raise ValidationError(_("Whoever prepared a batch cannot decide on it. Another approver has to do so."))
    if batch.state != BatchState.PREPARED:
        raise ValidationError(_("This batch has been decided already."))


def _decide(batch, approver, state, note=""):
    batch.state, batch.decided_by, batch.decided_at, batch.decision_note = state, approver, timezone.now(), note
    batch.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])


def _issue(batch, enrolments):
    """Certificates with the next numbers of the series, in the given order; the series' row is locked meanwhile."""
    cohort = batch.cohort
    pages = [page for page in (cohort.programme, cohort.module) if page]
    titles_en, signatories = titles_in("en", pages), queries.signatories_on(batch.issued_on)
    series = _next_numbers(cohort, batch.issued_on.year + BE_OFFSET, len(enrolments))
    first = series.last - len(enrolments) + 1
    made = []
    for seq, enrolment in enumerate(enrolments, start=first):
        enrolment.cohort = cohort
        code = new_code()
        number = format_number(
            cohort.programme.number_pattern, code=series.code, cohort=cohort.number, seq=seq, year_be=series.year_be
        )
        facts = facts_of(
            enrolment, number=number, code=code, issued_on=batch.issued_on, signatories=signatories, titles_en=titles_en
        )
        made.append(
            Certificate(
                batch=batch,
                enrolment=enrolment,
                series=series.code,
                year_be=series.year_be,
                seq=seq,
                number=number,
                code=code,
                name=facts.name_th,
                surname=enrolment.learner.last_name,
                facts=freeze(facts, enrolment),
                issued_on=batch.issued_on,
            )
        )
    try:
        with transaction.atomic():
            return Certificate.objects.bulk_create(made)
    except IntegrityError:
        raise ValidationError(
            _("These numbers are in the register already. Check the pattern of the number.")
        ) from None


def _next_numbers(cohort, year_be, count):
    """The series of the cohort and year with `count` numbers taken from it; waits for whoever takes some just now."""
    code = cohort.programme.certificate_code + (MODULE_MARK if cohort.module_id else "")
    NumberSeries.objects.get_or_create(code=code, year_be=year_be)
    series = NumberSeries.objects.select_for_update().get(code=code, year_be=year_be)
    series.last += count
    series.save(update_fields=["last"])
    return series
