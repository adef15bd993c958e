"""Reads over batches: who waits, how a batch stands, what forbids its approval. Constant in queries."""

from collections import Counter
from copy import copy
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from cohorts.choices import EnrolmentState
from cohorts.models import Attendance, Cohort, Enrolment
from cohorts.queries.admission import with_titles
from cohorts.queries.progress import COUNTS_AS_PRESENT, facts_of_many
from home.choices import JobState
from home.models import Job

from ..choices import BatchState, CertificateState, Purpose
from ..failures import failure_of
from ..models import Batch, BatchEntry, Certificate, ProgrammeAward, Signatory
from ..numbering import FIRST_BE_YEAR, format_number
from .names import confirmed, settled_names

RENDER = "certificates.render"
SETTLED_SHOWN = 20
MOST_SIGNATORIES = 5


def purpose_of(cohort):
    """What completers of a cohort are given: a certificate of the programme, or of the module it offers."""
    return Purpose.MODULE if cohort.module_id else Purpose.PROGRAMME


def awaiting(purpose=None):
    """Enrolments without a valid certificate of the purpose and in no open batch for it; `had_one`: once revoked.

    Those who completed; for attendance, those who ended a cohort without completing. Without a purpose: completers.
    """
    attended = purpose == Purpose.ATTENDANCE
    theirs = Certificate.objects.filter(enrolment=OuterRef("pk"))
    entries = BatchEntry.objects.filter(enrolment=OuterRef("pk"), batch__state=BatchState.PREPARED)
    if attended:
        theirs, entries = theirs.filter(purpose=purpose), entries.filter(batch__purpose=purpose)
    else:
        theirs, entries = theirs.exclude(purpose=Purpose.ATTENDANCE), entries.exclude(batch__purpose=Purpose.ATTENDANCE)
    found = Enrolment.objects.filter(state=EnrolmentState.ENDED if attended else EnrolmentState.COMPLETED)
    waiting = found.filter(~Exists(theirs.filter(state=CertificateState.VALID)), ~Exists(entries))
    return waiting.annotate(had_one=Exists(theirs.filter(state=CertificateState.REVOKED)))


def fit_for(purpose, enrolments, *, only_confirmed=False):
    """Those of the waiting who can be put forward: for attendance they were there for some hours."""
    found = list(enrolments.select_related("learner", "cohort"))
    if purpose == Purpose.ATTENDANCE:
        hours = attended_hours(found)
        found = [enrolment for enrolment in found if hours[enrolment.pk]]
    if only_confirmed:
        known = confirmed(found)
        found = [enrolment for enrolment in found if enrolment.pk in known]
    return found


def attended_hours(enrolments):
    """{enrolment id: hours attended}; a constant number of queries."""
    return {pk: facts.attended for pk, facts in facts_of_many(enrolments).items()}


def waiting_cohorts():
    """Titled cohorts with people waiting, once for each purpose, with `new` and `had_one` (numbers of people).

    `purpose` says what for, `unconfirmed` how many have not said that their name is right, `asked` how many asked for
    another. Attendance is only offered where the programme gives something for it. Eight queries.
    """
    rows, names = [], {}
    for purpose in (None, Purpose.ATTENDANCE):
        waiting = _waiting_for(purpose)
        counted = waiting.order_by().values("cohort", "had_one").annotate(people=Count("pk"))
        rows += [(purpose, row) for row in counted]
        names[purpose] = settled_names(waiting)
    pks = {row["cohort"] for _purpose, row in rows}
    pages = Cohort.objects.with_pages().in_bulk(pks) if pks else {}
    found = {}
    for purpose, row in rows:
        key = (row["cohort"], purpose)
        if key not in found:
            cohort = copy(pages[row["cohort"]])
            cohort.purpose, cohort.new, cohort.had_one = purpose or purpose_of(cohort), 0, 0
            known, cohort.asked = (counts[cohort.pk] for counts in names[purpose])
            cohort.unconfirmed = -known - cohort.asked
            found[key] = cohort
        setattr(found[key], "had_one" if row["had_one"] else "new", row["people"])
        found[key].unconfirmed += row["people"]
    ordered = sorted(found.values(), key=lambda cohort: (cohort.code, cohort.purpose == Purpose.ATTENDANCE))
    return with_titles(ordered)


def _waiting_for(purpose):
    rows = awaiting(purpose)
    if purpose == Purpose.ATTENDANCE:
        # The facts of attendance are asked for when the batch is prepared: here, whoever was there at all.
        there = Attendance.objects.filter(enrolment=OuterRef("pk"), status__in=COUNTS_AS_PRESENT)
        gives = ProgrammeAward.objects.filter(programme=OuterRef("cohort__programme"), purpose=purpose)
        rows = rows.filter(Exists(there), Exists(gives))
    return rows


def batches():
    """Batches with titled cohorts, `people` and `made`; the open ones, then the newest settled; three queries."""
    found = Batch.objects.select_related("cohort__programme", "cohort__module", "prepared_by", "decided_by").annotate(
        people=Count("entries", distinct=True),
        replacing=Exists(BatchEntry.objects.filter(batch=OuterRef("pk"), replaces__isnull=False)),
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


def reasons_of(batch):
    """{id of what was replaced: why} of a batch of replacements; one query."""
    return dict(batch.entries.exclude(replaces=None).values_list("replaces_id", "reason"))


def signatories_on(day):
    """Who signs on that day, in their places."""
    return list(Signatory.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day))


def obstacles_of(batch):
    """What forbids approval of the whole batch, as sentences; one query."""
    return obstacles_on(batch.cohort, batch.issued_on)


def obstacles_on(cohort, day):
    """What forbids that anybody of a cohort be given a certificate on this day, as sentences; one query."""
    found = []
    signing = len(signatories_on(day))
    if not signing:
        found.append(_("Nobody is entered as signatory on the date of issue."))
    if signing > MOST_SIGNATORIES:
        told = {"count": signing, "most": MOST_SIGNATORIES}
        found.append(_("%(count)s people sign on the date of issue; a page has room for %(most)s.") % told)
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
    def wanted(self):
        """Those that have a document or should: what was revoked before it had one needs none."""
        return [one for one in self.certificates if one.rendered_at or one.state == CertificateState.VALID]

    @property
    def made(self):
        return [one for one in self.certificates if one.rendered_at]

    @property
    def total(self):
        return len(self.wanted)

    @property
    def done(self):
        return len(self.made)

    @property
    def failed(self):
        return [one for one in self.wanted if one.error and not one.rendered_at]

    @property
    def failures(self):
        """[(Failure, how many documents)], the most frequent first."""
        return Counter(failure_of(one.error) for one in self.failed).most_common()

    @property
    def given_up(self):
        """Whether the work was given up with something still untried: a worker was lost at every attempt."""
        return self.under_way and self.job is not None and self.job.state == JobState.FAILED

    @property
    def mailed(self):
        """How many need no mail any more: it was sent, or the certificate is valid no longer."""
        return sum(1 for one in self.wanted if one.mailed_at or one.state != CertificateState.VALID)

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
    certificates = list(Certificate.objects.filter(batch=batch).select_related("replaces").order_by("seq"))
    return Progress(certificates, Job.objects.filter(kind=RENDER, key=str(batch.pk)).first())
