"""Cases in class: where a cohort can work on one, which it works on, and how often a case was taught."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebank.models import CasePage
from courses.queries import assignments_of, titles_in
from curriculum.queries import outlines_of
from curriculum.requirements import activities
from home.thai.dates import short_date

from ..choices import CohortState, EnrolmentState, SubmissionState
from ..models import BoardPost, CaseClass, Cohort, Enrolment, LiveSession, Submission
from .admission import with_titles
from .learning import said

TEACHABLE = (CohortState.PLANNED, CohortState.RUNNING)
TAUGHT = (CohortState.RUNNING, CohortState.FINISHED)
SHOWN = Q(hidden_at__isnull=True)
ASKED = Q(question__isnull=True, reply_to__isnull=True)


# --- places -------------------------------------------------------------------------
@dataclass(frozen=True)
class Place:
    """A session, a module or an assignment of a cohort. `number` is that of the module."""

    kind: str
    pk: int
    row: dict
    number: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def key(self):
        return f"{self.kind}-{self.pk}"

    @property
    def label(self):
        title = said(self.row)
        if self.kind == "session":
            return _("Session on %(day)s: %(title)s") % {"day": short_date(self.starts_at), "title": title}
        words = {"number": self.number or "", "title": title}
        if self.kind == "module":
            return _("Module %(number)s: %(title)s") % words
        return _("Work in module %(number)s: %(title)s") % words


def places_of(cohorts):
    """{cohort id: [Place, …]}, sessions first; two queries for running cohorts, nine more where some are planned."""
    found = defaultdict(list)
    sessions = LiveSession.objects.filter(cohort__in=[c.pk for c in cohorts]).order_by("starts_at", "pk")
    for session in sessions:
        row = {"title": session.title, "title_en": session.title_en}
        place = Place("session", session.pk, row, starts_at=session.starts_at, ends_at=session.ends_at)
        found[session.cohort_id].append(place)
    planned = _planned([cohort for cohort in cohorts if not cohort.rules])
    for cohort in cohorts:
        found[cohort.pk] += _frozen(cohort.rules) if cohort.rules else planned[cohort.pk]
    return found


def _frozen(rules):
    modules = [Place("module", row["id"], row, row["number"]) for row in rules["modules"]]
    works = [
        Place("assignment", row["id"], row, module["number"])
        for module in rules["modules"]
        for row in activities({"modules": [module]}, "assignment")
    ]
    return modules + works


def _planned(cohorts):
    """The same of cohorts that have no rules yet, from the curriculum as it stands today."""
    outlines = outlines_of([c.programme for c in cohorts if not c.module_id], with_assignments=True)
    alone = [cohort.module for cohort in cohorts if cohort.module_id]
    works = assignments_of(alone) if alone else {}
    units = {}
    for cohort in cohorts:
        if cohort.module_id:
            units[cohort.pk] = [(1, cohort.module, works[cohort.module_id])]
        else:
            outline = outlines[cohort.programme_id]
            units[cohort.pk] = [(unit.number, unit.module, unit.assignments) for unit in outline.units]
    pages = [page for rows in units.values() for _n, module, found in rows for page in (module, *found)]
    english = titles_in("en", pages) if get_language() == "en" and pages else {}

    def place(kind, number, page):
        return Place(kind, page.pk, {"title": page.title, "title_en": english.get(page.translation_key, "")}, number)

    return {
        pk: [place("module", number, module) for number, module, _works in rows]
        + [place("assignment", number, page) for number, _module, found in rows for page in found]
        for pk, rows in units.items()
    }


def default_place(places, now=None):
    """Where a class will most likely work on a case: in the next session, else in the first module; None for none."""
    now = now or timezone.now()
    coming = (place for place in places if place.ends_at and place.ends_at > now)
    modules = (place for place in places if place.kind == "module")
    return next(coming, None) or next(modules, None) or next(iter(places), None)


# --- what a cohort works on -----------------------------------------------------------
def classes_of(cohort, **where):
    """The cases of a cohort, in the order in which they were attached, each with `where` (Place) and `said_so` (posts
    that are not hidden); one query. `where` narrows: session=…, module_id=…"""
    found = CaseClass.objects.filter(cohort=cohort, removed_at__isnull=True, **where).select_related("session")
    found = found.annotate(
        module_title=F("module__title"),
        assignment_title=F("assignment__title"),
        is_retracted=Q(case__retracted_on__isnull=False),
        said_so=Count("posts", filter=Q(posts__hidden_at__isnull=True)),
    )
    found = list(found.order_by("created_at", "pk"))
    known = {place.key: place for place in _frozen(cohort.rules)} if cohort.rules else {}
    for case_class in found:
        case_class.where = _where(case_class, known)
    return found


def _where(case_class, known):
    kind, pk = case_class.place
    if kind == "session":
        session = case_class.session
        row = {"title": session.title, "title_en": session.title_en}
        return Place(kind, pk, row, starts_at=session.starts_at, ends_at=session.ends_at)
    title = case_class.module_title if kind == "module" else case_class.assignment_title
    return known.get(f"{kind}-{pk}") or Place(kind, pk, {"title": title, "title_en": ""})


def learner_classes(enrolment, **where):
    """The same as one learner meets them, each with `state`, that of the learner's work on its task; two queries.

    Nothing before the cohort begins.
    """
    if not enrolment.cohort.rules:
        return []
    classes = classes_of(enrolment.cohort, **where)
    rows = Submission.objects.filter(enrolment=enrolment, case_class__in=[c.pk for c in classes]) if classes else []
    states = {}
    for work in rows.order_by("number").only("case_class_id", "state") if classes else []:
        # A draft of the next version does not hide that the earlier one was returned.
        if work.state != SubmissionState.DRAFT or work.case_class_id not in states:
            states[work.case_class_id] = work.state
    for case_class in classes:
        case_class.state = states.get(case_class.pk, "")
    return classes


def by_module(classes, rules):
    """{module id: [case in class, …]} of those that belong to a module or to an assignment in it."""
    module_of = {row["id"]: module["id"] for module in rules["modules"] for row in module["activities"]}
    found = defaultdict(list)
    for case_class in classes:
        kind, pk = case_class.place
        if kind != "session":
            found[pk if kind == "module" else module_of.get(pk)].append(case_class)
    return found


# --- who could teach a case -------------------------------------------------------------
def classrooms_of(user):
    """Titled cohorts that a person teaches and that are planned or running, those under way first, each with `places`
    and `first_place`."""
    cohorts = Cohort.objects.taught_by(user).filter(state__in=TEACHABLE).with_pages()
    cohorts = with_titles(cohorts)
    cohorts.sort(key=lambda c: (c.state != CohortState.RUNNING, c.is_self_paced, c.shown_title, c.number))
    places = places_of(cohorts)
    for cohort in cohorts:
        cohort.places = places[cohort.pk]
        cohort.first_place = default_place(cohort.places)
    return cohorts


def classes_with(case, cohorts):
    """The classes of these cohorts that work on a case, in any language; one query."""
    found = CaseClass.objects.filter(case__translation_key=case.translation_key, removed_at__isnull=True)
    return list(found.filter(cohort__in=[cohort.pk for cohort in cohorts]).order_by("created_at", "pk"))


# --- how often a case was taught -----------------------------------------------------------
def times_taught(case):
    """In how many cohorts a case was, or is being taught; one query."""
    found = CaseClass.objects.filter(case__translation_key=case.translation_key, removed_at__isnull=True)
    return found.filter(cohort__state__in=TAUGHT).aggregate(count=Count("cohort", distinct=True))["count"]


@dataclass
class Teaching:
    """One use of a case, as its author sees it: no names. `asked` are questions to the author, newest first."""

    cohort: Cohort
    learners: int = 0
    posts: int = 0
    asked: list = field(default_factory=list)


@dataclass
class TaughtCase:
    page: CasePage
    teachings: list = field(default_factory=list)

    @property
    def cohorts(self):
        return len({teaching.cohort.pk for teaching in self.teachings})

    @property
    def posts(self):
        return sum(teaching.posts for teaching in self.teachings)


def cases_of_author(user):
    """[TaughtCase, …] of the cases a person wrote or owns, in their language; seven queries at most."""
    mine = CasePage.objects.filter(Q(authorships__contributor__user=user) | Q(owner=user) | Q(proposed_by=user))
    keys = set(mine.values_list("translation_key", flat=True))
    pages = CasePage.objects.filter(translation_key__in=keys, live=True).select_related("locale").defer_streamfields()
    by_key = {}
    for page in pages.order_by("-year", "code"):
        if page.locale.language_code == get_language() or page.translation_key not in by_key:
            by_key[page.translation_key] = TaughtCase(page)
    for key, teaching in _teachings(keys):
        if key in by_key:
            by_key[key].teachings.append(teaching)
    return sorted(by_key.values(), key=lambda row: -row.cohorts)


def _teachings(keys):
    """[(translation key, Teaching), …] of the cases with these keys, the newest cohort first."""
    found = CaseClass.objects.filter(case__translation_key__in=keys, removed_at__isnull=True)
    found = list(
        found.filter(cohort__state__in=TAUGHT)
        .select_related("cohort__programme", "cohort__module")
        .annotate(key=F("case__translation_key"))
        .order_by("-cohort__starts_on", "-created_at", "-pk")
    )
    cohorts = {cohort.pk: cohort for cohort in with_titles({c.cohort_id: c.cohort for c in found}.values())}
    people = Enrolment.objects.filter(cohort__in=cohorts).exclude(state=EnrolmentState.ENDED)
    learners = dict(people.order_by().values_list("cohort").annotate(Count("pk")))
    shown = BoardPost.objects.filter(SHOWN, case_class__in=[c.pk for c in found])
    posts = dict(shown.order_by().values_list("case_class").annotate(Count("pk")))
    asked = defaultdict(list)
    for post in shown.filter(ASKED).order_by("-created_at", "-pk").only("case_class_id", "text", "created_at"):
        asked[post.case_class_id].append(post)
    return [
        (
            c.key,
            Teaching(cohorts[c.cohort_id], learners.get(c.cohort_id, 0), posts.get(c.pk, 0), asked[c.pk]),
        )
        for c in found
    ]
