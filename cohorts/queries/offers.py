"""What the public sees of cohorts: on offer, coming and under way, in the reader's language."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from courses.models import ModulePage
from curriculum.models import ProgrammeCourse, ProgrammePage
from home.choices import INSTITUTE_SHORT

from ..choices import CohortState, EnrolmentState
from ..models import Cohort, Enrolment

OPEN, COMING, CLOSED, RUNNING = "open", "coming", "closed", "running"
_SEATED = Enrolment.objects.filter(cohort=OuterRef("pk")).exclude(state=EnrolmentState.ENDED).order_by()
TAKEN = Coalesce(Subquery(_SEATED.values("cohort").annotate(people=Count("pk")).values("people")), 0)


@dataclass
class Offer:
    """A cohort as the public pages show it; its dates, seats and label are those of `cohort`.

    `page` is the programme, or the module on offer, in the reader's language where it has been translated; `language`
    is that of its title. `status`: "open" (takes applications today), "coming", "closed" (waiting to begin) or
    "running". `days_left` counts from today to the last day for applications, None where there is none; `seats_left`
    is None where seats are without limit. `url` and `apply_url` are filled in where the site is known.
    """

    cohort: Cohort
    page: Page
    programme: ProgrammePage
    language: str
    hours: Decimal
    modules: int
    today: date
    url: str = ""
    apply_url: str = ""

    @property
    def title(self):
        return self.page.title

    @property
    def summary(self):
        return self.page.summary

    @property
    def institute(self):
        return self.page.institute

    @property
    def institute_short(self):
        return INSTITUTE_SHORT.get(self.page.institute, "")

    @property
    def status(self):
        if self.cohort.takes_applications(self.today):
            return OPEN
        if self.cohort.state == CohortState.RUNNING:
            return RUNNING
        return COMING if self.today < self.cohort.applications_open else CLOSED

    @property
    def is_open(self):
        return self.status == OPEN

    @property
    def days_left(self):
        last = self.cohort.applications_close
        return None if last is None else max(0, (last - self.today).days)

    @property
    def seats_left(self):
        return None if self.cohort.seats is None else max(0, self.cohort.seats - self.cohort.taken)


def offers(today=None):
    """All cohorts that are neither finished nor cancelled, those closing first in front; at most five queries."""
    today = today or timezone.localdate()
    found = Cohort.objects.filter(state__in=[CohortState.PLANNED, CohortState.RUNNING]).annotate(taken=TAKEN)
    cohorts = list(found.order_by("applications_close", "starts_on", "code"))
    if not cohorts:
        return []
    programmes = _in_readers_language(ProgrammePage, {cohort.programme_id for cohort in cohorts})
    modules = _in_readers_language(ModulePage, {cohort.module_id for cohort in cohorts} - {None})
    sizes = _sizes(set(programmes))
    return [_offer(cohort, programmes, modules, sizes, today) for cohort in cohorts]


def _offer(cohort, programmes, modules, sizes, today):
    programme = programmes[cohort.programme_id]
    page, (hours, count) = programme, sizes[cohort.programme_id]
    if cohort.module_id:
        page = modules[cohort.module_id]
        hours, count = page.hours, 1
    return Offer(
        cohort=cohort,
        page=page,
        programme=programme,
        language=page.locale.language_code,
        hours=hours,
        modules=count,
        today=today,
    )


def _in_readers_language(model, ids):
    """{id: the published translation of that page, or the page itself}; one query, none where there are no ids."""
    if not ids:
        return {}
    keys = model.objects.filter(pk__in=ids).values("translation_key")
    family = model.objects.filter(translation_key__in=keys).select_related("locale").defer_streamfields()
    found = {page.pk: page for page in family}
    shown = {
        page.translation_key: page
        for page in found.values()
        if page.live and page.locale.language_code == get_language()
    }
    return {pk: shown.get(found[pk].translation_key, found[pk]) for pk in ids}


def _sizes(programme_ids):
    """{programme id: (hours, number of modules)} from the curriculum as it stands; two queries."""
    rows = ProgrammeCourse.objects.filter(programme_id__in=programme_ids).values_list("programme_id", "course__path")
    paths = defaultdict(list)
    for programme_id, path in rows:
        paths[programme_id].append(path)
    under = Q(pk__in=[])
    for path in {path for found in paths.values() for path in found}:
        under |= Q(path__startswith=path)
    modules = list(ModulePage.objects.live().filter(under).values_list("path", "hours"))
    sizes = {programme_id: (Decimal(0), 0) for programme_id in programme_ids}
    for programme_id, found in paths.items():
        hours = [hours for path, hours in modules if path[: -Page.steplen] in found]
        sizes[programme_id] = (sum(hours, Decimal(0)), len(hours))
    return sizes
