"""The ledger (ทะเบียน) as a list: lines of the register in the order of their numbers. Constant in queries."""

from dataclasses import asdict, dataclass

from django.utils import timezone

from courses.queries import titles_in
from curriculum.models import ProgrammePage

from ..choices import CertificateState, LineState
from ..models import Certificate, NumberSeries
from .register import search_register

BETWEEN = "|"


@dataclass(frozen=True)
class Extract:
    """Which lines: `programme` is the id of a page, `year` Buddhist, `state` one of LineState; nothing stands for all.

    `text` is a number or parts of a name, as for search_register.
    """

    programme: int | None = None
    year: int | None = None
    purpose: str = ""
    state: str = ""
    text: str = ""

    def as_key(self):
        """A short text to find it again by, as `from_key` reads it. The text that was searched for is not part of it:
        it may be a name, which belongs into no list of jobs."""
        return BETWEEN.join(str(value or "") for name, value in asdict(self).items() if name != "text")

    @classmethod
    def from_key(cls, key):
        programme, year, purpose, state = key.split(BETWEEN)
        return cls(int(programme) if programme else None, int(year) if year else None, purpose, state)


def lines_of(extract):
    """Certificates of an Extract with those who acted and what they replace, as a queryset: one query when read.

    A text that may be a number costs up to three more.
    """
    found = search_register(extract.text) if extract.text else Certificate.objects.all()
    if extract.programme:
        found = found.filter(enrolment__cohort__programme=extract.programme)
    if extract.year:
        found = found.filter(year_be=extract.year)
    if extract.purpose:
        found = found.filter(purpose=extract.purpose)
    found = _in_state(found, extract.state)
    people = ("batch__prepared_by", "batch__decided_by", "replaces", "replaced_by")
    found = found.select_related(*people).defer("replaces__facts", "replaced_by__facts")
    return found.order_by("year_be", "series", "seq")


def _in_state(found, state):
    if not state:
        return found
    if state not in (LineState.VALID, LineState.EXPIRED):
        return found.filter(state=state)
    found, ended = found.filter(state=CertificateState.VALID), {"valid_until__lt": timezone.localdate()}
    return found.filter(**ended) if state == LineState.EXPIRED else found.exclude(**ended)


def programmes_of_ledger(language):
    """[(id, title in the language)] of programmes that have cohorts; two queries at most."""
    pages = list(ProgrammePage.objects.filter(cohorts__isnull=False).distinct())
    titles = titles_in(language, pages) if language != "th" else {}
    return sorted(((page.pk, titles.get(page.translation_key, page.title)) for page in pages), key=lambda row: row[1])


def years_of_ledger():
    """Buddhist years in which numbers were given, newest first; one query."""
    return list(NumberSeries.objects.order_by("-year_be").values_list("year_be", flat=True).distinct())
