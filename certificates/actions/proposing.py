"""What a certificate would say if it were issued now. Reads only; issuing does it again, under its locks."""

from courses.queries import titles_in

from ..choices import ReplacementGround
from ..looks import award_of
from ..queries.batches import signatories_on
from .freezing import corrected, facts_of, last_day, of_kind, substitute, thaw


def proposed_facts(batch, row):
    """CertificateFacts of a Candidate who stands to replace a certificate, without a number; three queries at most."""
    old, enrolment, cohort = row.entry.replaces, row.enrolment, batch.cohort
    common = {"number": "", "code": old.code, "issued_on": batch.issued_on}
    if row.entry.replaces_for == ReplacementGround.LOST:
        return thaw(substitute(old.facts, replaces=old, **common))
    enrolment.cohort, award = cohort, award_of(cohort.programme, batch.purpose)
    facts = facts_of(
        enrolment,
        signatories=signatories_on(batch.issued_on),
        titles_en=titles_in("en", [page for page in (cohort.programme, cohort.module) if page]),
        kind=of_kind(batch.purpose, cohort, award),
        hours=row.hours,
        design=batch.design,
        valid_until=last_day(batch.issued_on, award.valid_months) if award else None,
        **common,
    )
    return corrected(facts, old)
