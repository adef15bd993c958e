"""Reads around admission: what is open, seats, acknowledgement numbers, and the desk of the committee."""

from collections import Counter

from django.db.models import Avg, Count, F, Q
from django.db.models.functions import Length
from django.utils.translation import get_language
from wagtail.models import Page

from accounts.choices import LOCAL_AUTHORITIES, OrganisationKind, Region

from ..choices import ApplicationState, CohortState, EnrolmentState, Pace
from ..models import Application, Cohort, Enrolment

TAKES_A_SEAT = ~Q(state=EnrolmentState.ENDED)
BEST_FIRST = (F("average").desc(nulls_last=True), "applicant__name_sort_key", "pk")


def with_titles(cohorts):
    """The cohorts as a list, each with `shown_page`, `shown_title` and `shown_name` (title and number of the cohort) in
    the reader's language; one query for all."""
    cohorts = list(cohorts)
    offered = {cohort.pk: cohort.module or cohort.programme for cohort in cohorts}
    keys = {page.translation_key for page in offered.values()}
    shown = Page.objects.live().filter(translation_key__in=keys, locale__language_code=get_language())
    by_key = {page.translation_key: page for page in shown}
    for cohort in cohorts:
        cohort.shown_page = by_key.get(offered[cohort.pk].translation_key, offered[cohort.pk])
        cohort.shown_title = cohort.shown_page.title
        cohort.shown_name = f"{cohort.shown_title} {cohort.label}"
    return cohorts


def open_cohorts():
    """(cohorts taking applications, self-paced offers), each with `shown_title` and `taken` seats; two queries."""
    found = (
        Cohort.objects.open_for_application()
        .with_pages()
        .annotate(taken=Count("enrolments", filter=~Q(enrolments__state="ended")))
    )
    found = with_titles(found.order_by("applications_close", "starts_on", "code"))
    return [c for c in found if not c.is_self_paced], [c for c in found if c.is_self_paced]


def coming_cohorts(today):
    """Cohorts that will take applications later, the nearest first."""
    found = Cohort.objects.filter(state=CohortState.PLANNED, pace=Pace.COHORT, applications_open__gt=today)
    return with_titles(found.with_pages().order_by("applications_open"))


def applications_of(person):
    """A person's applications, newest first, with titled cohorts; two queries."""
    found = list(Application.objects.filter(applicant=person).select_related("cohort__programme", "cohort__module"))
    with_titles(application.cohort for application in found)
    return sorted(found, key=lambda application: application.updated_at, reverse=True)


def enrolled_cohorts(person):
    """Ids of the cohorts in which a person has a place."""
    return set(Enrolment.objects.of(person).open_to_learning().values_list("cohort_id", flat=True))


def open_seats(cohort):
    """Seats left, never below 0; None where seats are without limit."""
    if cohort.seats is None:
        return None
    return max(0, cohort.seats - cohort.enrolments.filter(TAKES_A_SEAT).count())


def open_waitlist_seats(cohort):
    """Places left on the waiting list, never below 0."""
    taken = cohort.applications.filter(state=ApplicationState.WAITLISTED).count()
    return max(0, cohort.waitlist_seats - taken)


def next_number(cohort):
    """The next acknowledgement number, LLP-2/0001; call it under the lock of the cohort."""
    offered = cohort.module or cohort.programme
    start = f"{offered.code}-{cohort.number}/"
    last = Application.objects.filter(number__startswith=start).order_by(Length("number").desc(), "-number").first()
    return f"{start}{int(last.number.removeprefix(start)) + 1 if last else 1:04d}"


def criteria_of(programme):
    """[{"place": "0", "title", "weight"}, …] of the selection criteria, titled in the reader's language."""
    shown = programme.localized.selection
    if len(shown) != len(programme.selection):
        shown = programme.selection
    return [
        {"place": str(i), "title": words.value["title"], "weight": block.value["weight"]}
        for i, (block, words) in enumerate(zip(programme.selection, shown, strict=True))
    ]


def desk_rows(cohort, *, q="", kind="", state=""):
    """Applications of a cohort as the committee reads them: best average first, then by name."""
    found = Application.objects.handed_in().filter(cohort=cohort)
    if q:
        names = Q(number__icontains=q) | Q(organisation_text__icontains=q) | Q(position_text__icontains=q)
        for word in q.split():
            names |= Q(applicant__first_name__icontains=word) | Q(applicant__last_name__icontains=word)
        found = found.filter(names)
    if kind:
        found = found.filter(applicant__organisation__kind=kind)
    if state:
        found = found.filter(state=state)
    found = found.annotate(average=Avg("reviews__total"), documents=Count("files", distinct=True))
    found = found.select_related("applicant__organisation__province").prefetch_related("reviews")
    return found.order_by(*BEST_FIRST)


def averages_by_criterion(application, criteria):
    """[(criterion, mean score over the prefetched reviews, None where nobody scored it), …]."""
    reviews = application.reviews.all()
    found = []
    for criterion in criteria:
        scores = [review.scores[criterion["place"]] for review in reviews if criterion["place"] in review.scores]
        found.append((criterion, sum(scores) / len(scores) if scores else None))
    return found


def selection_summary(cohort):
    """Seats, places and the mix of those admitted; three queries."""
    states = Counter(cohort.applications.values_list("state", flat=True))
    admitted = cohort.applications.filter(state=ApplicationState.ACCEPTED)
    homes = list(admitted.values_list("applicant__organisation__kind", "applicant__organisation__province__region"))
    kinds, regions = Counter(kind for kind, _region in homes), {region for _kind, region in homes if region}
    taken = cohort.enrolments.filter(TAKES_A_SEAT).count()
    return {
        "taken": taken,
        "left": None if cohort.seats is None else max(0, cohort.seats - taken),
        "waitlisted": states[ApplicationState.WAITLISTED],
        "undecided": states[ApplicationState.SUBMITTED],
        "all": sum(count for state, count in states.items() if state not in ("draft", "withdrawn")),
        "scored": cohort.applications.handed_in().filter(reviews__isnull=False).distinct().count(),
        "kinds": [(OrganisationKind(kind).label, kinds[kind]) for kind in kind_order(kinds)],
        "regions": len(regions),
        "all_regions": len(Region.choices),
    }


def kind_order(kinds):
    """Kinds of organisation in the order of the list of kinds, local authorities first."""
    order = [*LOCAL_AUTHORITIES, *OrganisationKind]
    return sorted((kind for kind in kinds if kind), key=order.index)
