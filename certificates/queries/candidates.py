"""The people of a batch, each checked before approval. Constant in queries."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.choices import EnrolmentState

from ..choices import CertificateState, Purpose, ReplacementGround
from ..models import BatchEntry, Certificate
from .batches import attended_hours
from .names import confirmed, open_requests

NAME_IS_OUT = gettext_lazy("The name was taken out of the register, so nothing can be issued in its place.")


@dataclass
class Candidate:
    """One line of a batch: `problems` forbid approval, `notes` ask for a second look.

    `hours` are those attended, where the batch is about attendance.
    """

    entry: BatchEntry
    hours: Decimal | None = None
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    @property
    def enrolment(self):
        return self.entry.enrolment


@dataclass
class _Known:
    """What the checks need to know of all people of a batch."""

    certified: dict
    holders: set
    names: Counter
    confirmed: set
    asked: set
    hours: dict


def candidates_of(batch):
    """Candidates in the order of numbers, each checked; a constant number of queries."""
    entries = list(entries_of(batch))
    known = _known(batch, [entry.enrolment for entry in entries])
    rows = []
    for entry in entries:
        row = Candidate(entry, known.hours.get(entry.enrolment_id))
        if entry.replaces:
            _check_replacement(row)
        else:
            _check_first(row, batch, known)
        if not (entry.replaces and entry.replaces_for == ReplacementGround.LOST):
            _check_name(row, known)
        rows.append(row)
    return rows


def entries_of(batch):
    """Entries of a batch in the order in which numbers are given: by name, as a Thai dictionary sorts."""
    found = BatchEntry.objects.filter(batch=batch)
    found = found.select_related("enrolment__learner__organisation", "enrolment__cohort", "replaces")
    return found.order_by("enrolment__learner__name_sort_key", "enrolment__pk")


def holders_in(programme, learners):
    """Ids of those learners who hold a valid certificate of the whole programme already."""
    found = Certificate.objects.filter(state=CertificateState.VALID, enrolment__learner__in=learners)
    found = found.filter(enrolment__cohort__programme=programme, purpose=Purpose.PROGRAMME)
    return set(found.values_list("enrolment__learner_id", flat=True))


def _known(batch, enrolments):
    learners = [enrolment.learner_id for enrolment in enrolments]
    theirs = Certificate.objects.filter(enrolment__in=enrolments, purpose=batch.purpose).exclude(batch=batch)
    whole = batch.purpose == Purpose.PROGRAMME
    attendance = batch.purpose == Purpose.ATTENDANCE
    return _Known(
        certified=dict(theirs.order_by("pk").values_list("enrolment_id", "state")),
        holders=holders_in(batch.cohort.programme, learners) if whole else set(),
        names=Counter(enrolment.learner.name_th for enrolment in enrolments),
        confirmed=confirmed(enrolments),
        asked=open_requests(enrolments),
        hours=attended_hours(enrolments) if attendance else {},
    )


def _check_replacement(row):
    if row.entry.replaces.state != CertificateState.VALID:
        row.problems.append(_("What should be replaced is not valid any more."))
    if row.entry.replaces.forgotten_at:
        row.problems.append(str(NAME_IS_OUT))


def _check_first(row, batch, known):
    enrolment = row.enrolment
    if batch.purpose == Purpose.ATTENDANCE:
        if not row.hours:
            row.problems.append(_("Attended no hours."))
        if enrolment.state == EnrolmentState.COMPLETED:
            row.problems.append(_("Has completed, and is given more than a statement of attendance."))
    elif enrolment.state != EnrolmentState.COMPLETED:
        row.problems.append(_("Has not completed."))
    if known.certified.get(enrolment.pk) == CertificateState.VALID:
        row.problems.append(_("Has a valid certificate of this cohort already."))
    if known.certified.get(enrolment.pk) == CertificateState.REVOKED:
        row.notes.append(_("An earlier certificate was revoked."))
    if enrolment.completed_at and timezone.localdate(enrolment.completed_at) > batch.issued_on:
        row.notes.append(_("Completed after the date of issue."))
    if enrolment.learner_id in known.holders:
        row.notes.append(_("Holds a certificate of this programme from another cohort."))


def _check_name(row, known):
    enrolment, person = row.enrolment, row.enrolment.learner
    if not (person.prefix and person.first_name and person.last_name):
        row.problems.append(_("The name in Thai is not complete."))
    if enrolment.pk in known.asked:
        row.problems.append(_("Asked for another name; decide on that first."))
    elif enrolment.pk not in known.confirmed:
        row.notes.append(_("Has not confirmed the name."))
    if known.names[person.name_th] > 1:
        row.notes.append(_("Another person in this batch has the same name."))
    if not person.name_en:
        row.notes.append(_("Has no English name; the certificate will be in Thai only."))
