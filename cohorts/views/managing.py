"""Screens of the programme officers: the work of today, a cohort, its timetable."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from curriculum.queries import outline_of
from home.models import Job

from ..actions.cohorts import finish_cohort, set_class_hours, start_cohort
from ..actions.sessions import remove_session, schedule_session
from ..forms.managing import ClassHoursForm, SessionForm
from ..models import Cohort, LiveSession
from ..permissions import is_officer, may_manage
from ..queries import managing
from ..queries.admission import selection_summary, with_titles

PEOPLE_ON_A_PAGE = 50


@login_required
@require_GET
def manage(request):
    """The work of today: for officers all cohorts, for committee members what they have still to score."""
    reviews = managing.review_work(request.user)
    if not is_officer(request.user) and not reviews:
        raise Http404
    officer = is_officer(request.user)
    work = managing.work_of_today() if officer else []
    past = managing.past_cohorts() if officer else []
    failed = Job.objects.failed().count() if officer else 0
    context = {"work": work, "past": past, "reviews": reviews, "officer": officer, "failed": failed}
    return render(request, "cohorts/managing/today.html", context)


@login_required
@require_GET
def cohort(request, code):
    """One cohort: state, timetable and people."""
    found = cohort_to_manage(request.user, code)
    people = Paginator(managing.people_of(found), PEOPLE_ON_A_PAGE).get_page(request.GET.get("page"))
    unmarked, sessions = managing.capstones_waiting(found), list(managing.sessions_of(found))
    context = {
        "cohort": found,
        "sessions": sessions,
        "timetable": managing.timetable_of(found, sessions),
        "people": people,
        "summary": None if found.is_self_paced else selection_summary(found),
        "states": managing.states_of(found),
        "unmarked": unmarked,
        "unmarked_names": [work.enrolment.learner.name for work in unmarked],
    }
    return render(request, "cohorts/managing/cohort.html", context)


@login_required
@require_POST
def start(request, code):
    """Start the cohort: its rules are frozen."""
    return _change(request, code, start_cohort, _("The cohort has started. Its rules are frozen."))


@login_required
@require_POST
def finish(request, code):
    """Finish the cohort."""
    return _change(request, code, finish_cohort, _("The cohort is finished."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def class_hours(request, code):
    """How many hours of a running cohort are in class; 404 where its rules ask for no attendance."""
    found = cohort_to_manage(request.user, code)
    timetable = managing.timetable_of(found)
    if timetable is None:
        raise Http404
    told = {"hours": found.class_hours, "reason": found.class_hours_reason}
    form = ClassHoursForm(request.POST if request.method == "POST" else None, initial=told)
    if form.is_bound and form.is_valid():
        try:
            set_class_hours(cohort=found, actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The hours in class have been saved."))
            return redirect("cohorts:manage_cohort", code)
    context = {"cohort": found, "timetable": timetable, "form": form}
    return render(request, "cohorts/managing/class_hours.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def add_session(request, code):
    """A new session of the cohort."""
    return _session(request, cohort_to_manage(request.user, code))


@login_required
@require_http_methods(["GET", "POST"])
def edit_session(request, pk):
    """Change a session whose roll-call is not closed."""
    session = session_to_manage(request.user, pk)
    return _session(request, session.cohort, session)


@login_required
@require_POST
def drop_session(request, pk):
    """Take a session that did not take place off the timetable."""
    session = session_to_manage(request.user, pk)
    try:
        remove_session(session=session, actor=request.user)
        messages.success(request, _("The session has been removed."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cohorts:manage_cohort", session.cohort.code)


def cohort_to_manage(person, code):
    """The cohort, with its title; 404 for everyone who does not run it."""
    found = get_object_or_404(Cohort.objects.with_pages(), code=code)
    if not may_manage(person, found):
        raise Http404
    return with_titles([found])[0]


def session_to_manage(person, pk):
    """The session with its titled cohort; 404 for everyone who does not run it."""
    found = get_object_or_404(LiveSession.objects.select_related("cohort__programme", "cohort__module"), pk=pk)
    if not may_manage(person, found.cohort):
        raise Http404
    with_titles([found.cohort])
    return found


def _change(request, code, action, done):
    found = cohort_to_manage(request.user, code)
    try:
        action(cohort=found, actor=request.user)
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cohorts:manage_cohort", code)


def _session(request, found, session=None):
    modules = [found.module] if found.module else [m for _course, rows in outline_of(found.programme) for m in rows]
    form = SessionForm(request.POST or None, instance=session, modules=modules)
    if request.method == "POST" and form.is_valid():
        try:
            schedule_session(cohort=found, actor=request.user, session=session, **form.facts)
        except ValidationError as error:
            form.show(error)
        else:
            messages.success(request, _("The session has been saved."))
            return redirect("cohorts:manage_cohort", found.code)
    status = 422 if form.is_bound else 200
    return render(
        request, "cohorts/managing/session.html", {"cohort": found, "session": session, "form": form}, status=status
    )
