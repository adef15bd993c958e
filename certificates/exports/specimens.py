"""The specimen of a certificate that may be issued some day."""

from dataclasses import replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from courses.queries import titles_in
from home.thai.dates import BE_OFFSET

from ..actions.freezing import facts_of, last_day, of_kind
from ..choices import Purpose
from ..looks import award_of, look_of, newest_version
from ..numbering import CODE_LENGTH, format_number
from ..pictures import specimen
from ..queries.batches import signatories_on


def specimen_of(enrolment) -> bytes:
    """What the certificate would look like if it were issued today, as a marked JPEG; five queries at most.

    Number and code are placeholders, and the QR code leads to the page where codes are typed.
    """
    cohort, today = enrolment.cohort, timezone.localdate()
    pages = [page for page in (cohort.programme, cohort.module) if page]
    purpose = Purpose.MODULE if cohort.module_id else Purpose.PROGRAMME
    award = award_of(cohort.programme, purpose)
    version = newest_version(award.design) if award else None
    facts = facts_of(
        enrolment,
        number=_no_number(cohort, today.year + BE_OFFSET),
        code="0" * CODE_LENGTH,
        issued_on=today,
        signatories=signatories_on(today),
        titles_en=titles_in("en", pages),
        kind=of_kind(purpose, cohort, award),
        design=version,
        valid_until=last_day(today, award.valid_months) if award else None,
    )
    return specimen(replace(facts, verify_url=_verify_form()), look_of(version))


def _no_number(cohort, year_be):
    code = cohort.programme.certificate_code or "-"
    try:
        return format_number(cohort.programme.number_pattern, code=code, cohort=cohort.number, seq=0, year_be=year_be)
    except (ValueError, LookupError):
        return f"000/{year_be}"


def _verify_form():
    with translation.override("th"):
        return settings.WAGTAILADMIN_BASE_URL + reverse("certificates:verify_form")
