"""One address for each activity: a lesson, a quiz or an assignment, by its type in the cohort's rules."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..actions.learning import finish_lesson, save_answers, start_attempt, submit_attempt
from ..actions.work import save_draft, submit_work
from ..choices import EnrolmentState
from ..forms.learning import WorkForm, answers_in, as_text, question_rows
from ..models import Enrolment
from ..queries.activities import place_of, quiz_state, results_of, work_state
from ..queries.casework import learner_classes
from .learning import own_enrolment


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request, code, pk):
    enrolment = own_enrolment(request, code)
    place = place_of(enrolment, pk)
    if not place:
        raise Http404
    if request.method == "POST" and enrolment.state != EnrolmentState.ACTIVE:
        raise PermissionDenied
    return {"lesson": lesson, "quiz": quiz, "assignment": assignment}[place.row["type"]](request, place)


def lesson(request, place):
    if request.method == "POST":
        finish_lesson(enrolment=place.enrolment, lesson_id=place.row["id"])
        return _onward(place)
    return _show(request, place, "lesson")


# --- quizzes ----------------------------------------------------------------------------
def quiz(request, place):
    """The quiz as it stands: its beginning, the open attempt, or (`?attempt=2`) the marks of one handed in."""
    state = quiz_state(place)
    if request.method == "POST":
        return _post_quiz(request, place, state)
    shown = state.attempt(request.GET["attempt"]) if "attempt" in request.GET else None
    if "attempt" in request.GET and not shown:
        raise Http404
    if not shown and state.open:
        return _ask(request, place, state, state.open.answers)
    shown = shown or (state.attempts[-1] if state.attempts else None)
    context = {"state": state, "attempt": shown, "results": results_of(shown) if shown else []}
    return _show(request, place, "quiz_result" if shown else "quiz_start", context)


def _post_quiz(request, place, state):
    if request.POST.get("act") == "start":
        return _start(request, place)
    number = request.POST.get("attempt")
    if state.attempt(number):  # handed in from another tab: it counts once, as it was
        return saved(request, _("This try has been handed in already.")) if request.htmx else _result(place, number)
    if not state.open or str(state.open.number) != number:
        raise Http404
    answers = answers_in(state.open.questions, request.POST)
    save_answers(attempt=state.open, answers=answers)
    if request.POST.get("act") == "save":
        return saved(request) if request.htmx else redirect(_url(place))
    complete = len(answers) == len(state.open.questions)
    if not complete and "unanswered" not in request.POST:
        return _ask(request, place, state, answers, show_missing=True)
    attempt = submit_attempt(attempt=state.open, answers=answers, quiz=place.row)
    return _result(place, attempt.number)


def _start(request, place):
    try:
        start_attempt(enrolment=place.enrolment, quiz=place.row)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_url(place))


def _ask(request, place, state, answers, *, show_missing=False):
    rows = question_rows(state.open.questions, answers, show_missing=show_missing)
    missing = [number for number, row in enumerate(rows, start=1) if row["bad"]]
    return _show(request, place, "quiz_form", {"state": state, "attempt": state.open, "rows": rows, "missing": missing})


def _result(place, number):
    return redirect(f"{_url(place)}?attempt={number}")


# --- assignments --------------------------------------------------------------------------
def assignment(request, place):
    state = work_state(place.enrolment, place.row)
    classes = learner_classes(place.enrolment, assignment_id=place.row["id"])
    files = state.draft.files.all() if state.draft else []
    if request.method != "POST":
        form = WorkForm(initial={"text": as_text(state.starting_text)}, draft_files=files)
        return _show(request, place, "assignment", {"state": state, "form": form, "classes": classes})
    form = WorkForm(request.POST, request.FILES, draft_files=files)
    done = keep_work(request, place.enrolment, place.row, form)
    if request.htmx:
        return saved(request, "" if done else " ".join(all_errors(form)))
    if done:
        return redirect(_url(place))
    state = work_state(place.enrolment, place.row)
    return _show(request, place, "assignment", {"state": state, "form": form, "classes": classes})


def keep_work(request, enrolment, row, form):
    """Save what can be kept, submit if that was asked and all is well; whether nothing is left to mend."""
    valid, who = form.is_valid(), {"enrolment": enrolment, "assignment": row}
    try:
        save_draft(**who, text=form.html, files=form.accepted, remove=form.remove)
        if valid and request.POST.get("act") == "submit":
            submit_work(**who)
            messages.success(request, _("The work has been submitted. The marks will be shown on this page."))
        elif valid and not request.htmx:
            messages.success(request, _("The draft has been saved."))
    except ValidationError as error:
        form.add_error(None, error)
    return form.is_valid()


def all_errors(form):
    return [message for found in form.errors.values() for message in found]


# --- shared -----------------------------------------------------------------------------------
def _show(request, place, name, context=None):
    shown = {"place": place, "page": place.page, "cohort": place.enrolment.cohort, "enrolment": place.enrolment}
    return render(request, f"cohorts/learning/{name}.html", shown | (context or {}))


def saved(request, problem=""):
    return render(request, "cohorts/learning/saved.html", {"problem": problem, "at": timezone.now()})


def _url(place):
    return reverse("cohorts:activity", args=[place.enrolment.cohort.code, place.row["id"]])


def _onward(place):
    """To the next activity; home after the last one, or when this completed the enrolment."""
    completed = Enrolment.objects.filter(pk=place.enrolment.pk, state=EnrolmentState.COMPLETED).exists()
    if completed or not place.next_id:
        return redirect("cohorts:cohort", code=place.enrolment.cohort.code)
    return redirect("cohorts:activity", code=place.enrolment.cohort.code, pk=place.next_id)
