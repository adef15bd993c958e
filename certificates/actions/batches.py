"""From completion to issue: a registrar prepares, a different person approves, numbers are given once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from cohorts.actions.cohorts import lock_cohort
from home.actions import request_job

from ..choices import BatchState, CertificateState, Purpose, ReplacementGround
from ..looks import award_of, newest_version
from ..models import Batch, BatchEntry, Certificate
from ..queries import batches as queries
from ..queries.candidates import NAME_IS_OUT, candidates_of
from .issuing import Line, issue

# A ceremony may be months away; beyond that a year was mistyped, and its numbers could never be taken back.
FURTHEST = timedelta(days=366)


@transaction.atomic
def prepare_batch(*, cohort, registrar, issued_on, include_revoked=False, only_confirmed=False, purpose=None):
    """A batch of everyone in the cohort who waits for a certificate of this purpose; returns it.

    Without a purpose it is the whole programme, or the module that the cohort offers. Whoever had a certificate
    revoked is left out unless `include_revoked`; with `only_confirmed` those too who have not confirmed their name.
    ValidationError when nobody is left, and for a date of issue before the cohort began or more than a year ahead. Two
    registrars at once make one batch. Side effect: audit entry.
    """
    cohort = lock_cohort(cohort.pk)
    purpose = Purpose(purpose or queries.purpose_of(cohort))
    _in_its_time(cohort, issued_on)
    waiting = queries.awaiting(purpose).filter(cohort=cohort)
    if not include_revoked:
        waiting = waiting.filter(had_one=False)
    enrolments = queries.fit_for(purpose, waiting, only_confirmed=only_confirmed)
    if not enrolments:
        raise ValidationError(_("Nobody in this cohort waits for a certificate."))
    entries = [BatchEntry(enrolment=enrolment) for enrolment in enrolments]
    award = award_of(cohort.programme_id, purpose)
    return _prepared(cohort, purpose, newest_version(award.design) if award else None, issued_on, registrar, entries)


@transaction.atomic
def prepare_replacement(*, certificate, registrar, ground, reason, issued_on):
    """A batch of one: a certificate in the place of this one, corrected or as a substitute (ใบแทน); returns it.

    A different person approves it, as every batch. Asked for again while one waits it is the same batch.
    ValidationError without a reason, for what is not valid or names nobody any more, and for a day before that of the
    old one or more than a year ahead. Side effect: audit entry.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    waiting = BatchEntry.objects.filter(replaces=certificate, batch__state=BatchState.PREPARED).first()
    if waiting:
        return waiting.batch
    if certificate.state != CertificateState.VALID:
        raise ValidationError(_("Only a valid certificate can be replaced."))
    if certificate.forgotten_at:
        raise ValidationError(NAME_IS_OUT)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is replaced.")})
    if issued_on < certificate.issued_on:
        raise ValidationError({"issued_on": _("The date of issue lies before that of the certificate it replaces.")})
    enrolment = certificate.enrolment
    _in_its_time(enrolment.cohort, issued_on)
    entry = BatchEntry(
        enrolment=enrolment, replaces=certificate, replaces_for=ReplacementGround(ground), reason=reason.strip()
    )
    return _prepared(enrolment.cohort, certificate.purpose, certificate.design, issued_on, registrar, [entry])


@transaction.atomic
def approve_batch(*, batch, approver):
    """Give numbers to everyone in the batch and freeze their facts, all or nothing; returns the batch.

    Safe to repeat and to race: an approved batch is returned as it is. ValidationError for the person who prepared it,
    for a batch sent back, and while a check fails. Side effects: certificates with their entries in the ledger, audit
    entry, a job that makes the documents after commit.
    """
    batch = _locked(batch)
    if batch.state in (BatchState.APPROVED, BatchState.ISSUED):
        return batch
    _may_be_decided(batch, approver)
    candidates = candidates_of(batch)
    problems = queries.obstacles_of(batch)
    problems += [f"{row.enrolment.learner.name_th}: {problem}" for row in candidates for problem in row.problems]
    if problems or not candidates:
        raise ValidationError(problems or _("Nobody in this cohort waits for a certificate."))
    certificates = issue(
        cohort=batch.cohort,
        lines=[_line(row) for row in candidates],
        purpose=batch.purpose,
        issued_on=batch.issued_on,
        actor=approver,
        batch=batch,
        design=batch.design,
    )
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


def _in_its_time(cohort, issued_on):
    if cohort.starts_on and issued_on < cohort.starts_on:
        raise ValidationError({"issued_on": _("The date of issue lies before the first day of the cohort.")})
    if issued_on > timezone.localdate() + FURTHEST:
        raise ValidationError({"issued_on": _("The date of issue lies more than a year ahead. Check the year.")})


def _prepared(cohort, purpose, design, issued_on, registrar, entries):
    batch = Batch.objects.create(
        cohort=cohort, purpose=purpose, design=design, issued_on=issued_on, prepared_by=registrar
    )
    for entry in entries:
        entry.batch = batch
    BatchEntry.objects.bulk_create(entries)
    after = {"state": batch.state, "people": len(entries), "issued_on": issued_on, "purpose": str(purpose)}
    if replaced := [entry.replaces.number for entry in entries if entry.replaces]:
        after["replaces"] = replaced
    reason = " ".join(entry.reason for entry in entries if entry.reason)
    AuditEntry.append(actor=registrar, verb="batch.prepared", target=batch, after=after, reason=reason)
    return batch


def _line(row):
    entry = row.entry
    return Line(row.enrolment, entry.replaces, entry.replaces_for, entry.reason, row.hours)


def _locked(batch):
    return (
        Batch.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "cohort__module", "design")
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
