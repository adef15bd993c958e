"""Reads over batches: who waits, how a batch stands, what forbids its approval. Constant in queries."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cohorts.choices import EnrolmentState
from cohorts.models import Cohort, Enrolment
from cohorts.queries.admission import with_titles
from home.models import Job

from ..choices import BatchState, CertificateState
from ..models import Batch, BatchEntry, Certificate, Signatory
from ..numbering import FIRST_BE_YEAR, format_number

RENDER = "certificates.render"
SETTLED_SHOWN = 20


def awaiting():
    """Completed enrolments without a valid certificate and in no open batch; `had_one` marks those once revoked."""
    theirs = Certificate.objects.filter(enrolment=OuterRef("pk"))
    open_entries = BatchEntry.objects.filter(enrolment=OuterRef("pk"), batch__state=BatchState.PREPARED)
    return Enrolment.objects.filter(
        ~Exists(theirs.filter(state=CertificateState.VALID)), ~Exists(open_entries), state=EnrolmentState.COMPLETED
    ).annotate(had_one=Exists(theirs))


def waiting_cohorts():
    """Titled cohorts with completers waiting, each with `new` and `had_one` (numbers of people); three queries."""
    rows = awaiting().order_by().values("cohort", "had_one").annotate(people=Count("pk"))
    counts = {(row["cohort"], row["had_one"]): row["people"] for row in rows}
    cohorts = with_titles(Cohort.objects.with_pages().filter(pk__in={pk for pk, _had_one in counts}).order_by("code"))
    for cohort in cohorts:
        cohort.new, cohort.had_one = counts.get((cohort.pk, False), 0), counts.get((cohort.pk, True), 0)
    return cohorts


def batches():
    """Batches with titled cohorts, `people` and `made`; the open ones, then the newest settled; three queries."""
    found = Batch.objects.select_related("cohort__programme", "cohort__module", "prepared_by", "decided_by").annotate(
        people=Count("entries", distinct=True),
        made=Count("certificates", filter=Q(certificates__rendered_at__isnull=False), distinct=True),
    )
    settled = [BatchState.ISSUED, BatchState.REFUSED]
    rows = [*found.exclude(state__in=settled), *found.filter(state__in=settled)[:SETTLED_SHOWN]]
    with_titles(batch.cohort for batch in rows)
    return rows


def batch_of(pk):
    """One batch with its titled cohort and people, or None; two queries."""
    people = ("prepared_by", "decided_by")
    batch = Batch.objects.select_related("cohort__programme", "cohort__module", *people).filter(pk=pk).first()
    if batch:
        with_titles([batch.cohort])
    return batch


def entries_of(batch):
    """Enrolments of a batch in the order in which numbers are given: by name, as a Thai dictionary sorts."""
    found = Enrolment.objects.filter(batch_entries__batch=batch).select_related("learner__organisation")
    return found.order_by("learner__name_sort_key", "pk")


def holders_in(programme, learners):
    """Ids of those learners who hold a valid certificate of the whole programme already."""
    found = Certificate.objects.filter(state=CertificateState.VALID, enrolment__learner__in=learners)
    found = found.filter(enrolment__cohort__programme=programme, enrolment__cohort__module=None)
    return set(found.values_list("enrolment__learner_id", flat=True))


def signatories_on(day):
    """Who signs on that day, in their places."""
    return list(Signatory.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day))


@dataclass
class Candidate:
    """One line of a batch: `problems` forbid approval, `notes` ask for a second look."""

    enrolment: Enrolment
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def candidates_of(batch):
    """Candidates in the order of numbers, each checked; three queries."""
    enrolments = list(entries_of(batch))
    learners = [enrolment.learner_id for enrolment in enrolments]
    holders = set() if batch.cohort.module_id else holders_in(batch.cohort.programme, learners)
    theirs = Certificate.objects.filter(enrolment__in=enrolments)
    certified = dict(theirs.exclude(batch=batch).order_by("pk").values_list("enrolment_id", "state"))
    names = Counter(enrolment.learner.name_th for enrolment in enrolments)
    rows = []
    for enrolment in enrolments:
        row = Candidate(enrolment)
        person = enrolment.learner
        if not (person.prefix and person.first_name and person.last_name):
            row.problems.append(_("The name in Thai is not complete."))
        if enrolment.state != EnrolmentState.COMPLETED:
            row.problems.append(_("Has not completed."))
        if certified.get(enrolment.pk) == CertificateState.VALID:
            row.problems.append(_("Has a valid certificate of this cohort already."))
        if certified.get(enrolment.pk) == CertificateState.REVOKED:
            row.notes.append(_("An earlier certificate was revoked."))
        if enrolment.completed_at and timezone.localdate(enrolment.completed_at) > batch.issued_on:
            row.notes.append(_("Completed after the date of issue."))
        if person.pk in holders:
            row.notes.append(_("Holds a certificate of this programme from another cohort."))
        if names[person.name_th] > 1:
            row.notes.append(_("Another person in this batch has the same name."))
        if not person.name_en:
            row.notes.append(_("Has no English name; the certificate will be in Thai only."))
        rows.append(row)
    return rows


def obstacles_of(batch):
    """What forbids approval of the whole batch, as sentences; one query."""
    found, cohort = [], batch.cohort
    if not signatories_on(batch.issued_on):
        found.append(_("Nobody is entered as signatory on the date of issue."))
    if not cohort.programme.certificate_code:
        found.append(_("The programme has no code for the number of its certificates."))
    if not (cohort.rules or {}).get("hours"):
        found.append(_("The hours of this cohort are not known."))
    try:
        format_number(cohort.programme.number_pattern, code="-", cohort=cohort.number, seq=1, year_be=FIRST_BE_YEAR)
    except (ValueError, LookupError):
        found.append(_("The pattern of the number in the programme cannot be read."))
    return found


@dataclass
class Progress:
    """How far the documents of a batch are. `job` is None before approval."""

    certificates: list = field(default_factory=list)
    job: Job | None = None

    @property
    def total(self):
        return len(self.certificates)

    @property
    def done(self):
        return sum(1 for certificate in self.certificates if certificate.rendered_at)

    @property
    def failed(self):
        return [certificate for certificate in self.certificates if certificate.error and not certificate.rendered_at]

    @property
    def mailed(self):
        return sum(1 for certificate in self.certificates if certificate.mailed_at)

    @property
    def finished(self):
        """Every document is there."""
        return self.total > 0 and self.done == self.total

    @property
    def under_way(self):
        """Whether the screen should look again by itself: something is still untried."""
        return self.done + len(self.failed) < self.total


def progress_of(batch):
    """Progress with the certificates in order of their numbers; two queries."""
    certificates = list(Certificate.objects.filter(batch=batch).order_by("seq"))
    return Progress(certificates, Job.objects.filter(kind=RENDER, key=str(batch.pk)).first())
