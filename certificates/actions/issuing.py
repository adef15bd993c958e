"""Giving numbers: the one gateway through which a certificate comes to be, whoever or whatever asked for it."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.models import Enrolment
from courses.queries import titles_in
from home.thai.dates import BE_OFFSET

from ..chain import facts_digest
from ..choices import CertificateState, LedgerVerb, Purpose, ReplacementGround
from ..looks import award_of
from ..models import Certificate, NumberSeries
from ..numbering import format_number, new_code
from ..queries.batches import signatories_on
from .achieving import achievement_row
from .freezing import corrected, facts_of, freeze, last_day, of_kind, substitute, thaw
from .ledger import append_entries
from .places import take_places

# What stands after the code of the programme in the numbers of what is not the whole of it: ผถ → ผถม.
MARKS = {Purpose.PROGRAMME: "", Purpose.MODULE: "ม", Purpose.ATTENDANCE: "ข"}


@dataclass(frozen=True)
class Line:
    """One person to be given a certificate, in the place of `replaces` for `ground` where that is set.

    `hours` are those attended, for statements of attendance.
    """

    enrolment: Enrolment
    replaces: Certificate | None = None
    ground: str = ""
    reason: str = ""
    hours: Decimal | None = None


def issue(*, cohort, lines, purpose, issued_on, actor, batch=None, design=None):
    """Certificates with the next numbers of the series, in the order of `lines`, and their entries in the ledger.

    Inside the caller's transaction, all or nothing; `design` is a DesignVersion or None, `actor` None for what is
    issued by rule. The locks taken here (series, list of places, end of the ledger) are always taken in this order.
    ValidationError for a number that stands in the register already, or a replaced one that is no longer valid.
    """
    year_be = issued_on.year + BE_OFFSET
    series = _next_numbers(cohort, purpose, year_be, len(lines))
    drawn = _Drawn(cohort, purpose, issued_on, design)
    first, places = series.last - len(lines) + 1, take_places(len(lines))
    _step_back([line.replaces for line in lines if line.replaces])
    made = []
    for seq, line, (status_list, place) in zip(range(first, series.last + 1), lines, places, strict=True):
        made.append(
            Certificate(
                batch=batch,
                enrolment=line.enrolment,
                purpose=purpose,
                series=series.code,
                year_be=year_be,
                seq=seq,
                status_list=status_list,
                status_place=place,
                issued_on=issued_on,
                **drawn.of(line, series=series, seq=seq, cohort=cohort),
            )
        )
    try:
        with transaction.atomic():
            made = Certificate.objects.bulk_create(made, batch_size=500)
    except IntegrityError:
        raise ValidationError(
            _("These numbers are in the register already. Check the pattern of the number.")
        ) from None
    _enter(made, lines, actor)
    return made


class _Drawn:
    """What all certificates of one act have in common, read once; the rest by `of`."""

    def __init__(self, cohort, purpose, issued_on, design):
        pages = [page for page in (cohort.programme, cohort.module) if page]
        award = award_of(cohort.programme, purpose)
        self.issued_on, self.design = issued_on, design
        self.titles_en, self.signatories = titles_in("en", pages), signatories_on(issued_on)
        self.kind = of_kind(purpose, cohort, award)
        self.valid_until = last_day(issued_on, award.valid_months) if award else None
        self.achievement = achievement_row(cohort) if purpose != Purpose.ATTENDANCE else None

    def of(self, line, *, series, seq, cohort):
        code = new_code()
        pattern = cohort.programme.number_pattern
        number = format_number(pattern, code=series.code, cohort=cohort.number, seq=seq, year_be=series.year_be)
        line.enrolment.cohort = cohort
        if line.ground == ReplacementGround.LOST:
            old = line.replaces
            told = substitute(old.facts, number=number, code=code, issued_on=self.issued_on, replaces=old)
            common = {"valid_until": old.valid_until, "achievement": old.achievement, "design": old.design}
            return common | self._row(line, number, code, told)
        valid_until = line.replaces.valid_until if line.replaces else self.valid_until
        facts = facts_of(
            line.enrolment,
            number=number,
            code=code,
            issued_on=self.issued_on,
            signatories=self.signatories,
            titles_en=self.titles_en,
            kind=self.kind,
            hours=line.hours,
            design=self.design,
            valid_until=valid_until,
        )
        told = freeze(corrected(facts, line.replaces) if line.replaces else facts, line.enrolment)
        common = {"valid_until": valid_until, "achievement": self.achievement, "design": self.design}
        return common | self._row(line, number, code, told)

    @staticmethod
    def _row(line, number, code, told):
        surname = line.replaces.surname if line.ground == ReplacementGround.LOST else line.enrolment.learner.last_name
        row = {"number": number, "code": code, "facts": told, "name": thaw(told).name_th, "surname": surname}
        return row | {"replaces": line.replaces, "replaces_for": line.ground}


def _next_numbers(cohort, purpose, year_be, count):
    """The series of the cohort and year with `count` numbers taken from it; waits for whoever takes some just now."""
    code = cohort.programme.certificate_code + MARKS[purpose]
    NumberSeries.objects.get_or_create(code=code, year_be=year_be)
    series = NumberSeries.objects.select_for_update().get(code=code, year_be=year_be)
    series.last += count
    series.save(update_fields=["last"])
    return series


def _step_back(replaced):
    """What is replaced is valid no longer; ValidationError when one of them is not valid now."""
    now = {"state": CertificateState.REPLACED, "replaced_at": timezone.now()}
    found = Certificate.objects.filter(pk__in=[one.pk for one in replaced], state=CertificateState.VALID)
    if replaced and found.update(**now) != len(replaced):
        raise ValidationError(_("What should be replaced is not valid any more."))


def _enter(made, lines, actor):
    """The entries of one act: a replaced certificate steps back right before the new one is entered."""
    issued = []
    for certificate, line in zip(made, lines, strict=True):
        data = {"number": certificate.number, "code": certificate.code, "facts": facts_digest(certificate.facts)}
        if line.replaces:
            left = [(line.replaces, {"by": certificate.number, "ground": str(line.ground)})]
            append_entries(acts=left, verb=LedgerVerb.REPLACED, actor=actor, reason=line.reason)
            data["replaces"] = line.replaces.number
        issued.append((certificate, data))
    append_entries(acts=issued, verb=LedgerVerb.ISSUED, actor=actor)
