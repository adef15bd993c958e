"""A case in class as learners meet it: its board, its task, and the page of a session."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ..actions.board import say
from ..choices import CohortState, EnrolmentState
from ..forms.casework import HideForm, SayForm, part_of_board
from ..forms.learning import WorkForm, as_text
from ..models import Cohort
from ..permissions import may_teach
from ..queries.activities import work_state
from ..queries.admission import with_titles
from ..queries.board import board_of, class_in
from ..queries.casework import classes_of, learner_classes
from ..queries.learning import enrolment_in, titles_of
from ..queries.work import case_row
from .activities import all_errors, keep_work, saved
from .learning import own_enrolment


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def board(request, code, pk):
    """The case, its questions and what the class says. Who teaches the cohort is led to the same at the desk."""
    enrolment = enrolment_in(request.user, code)
    if not enrolment and may_teach(request.user, get_object_or_404(Cohort, code=code)):
        return redirect("cohorts:teach_case", code, pk)
    enrolment = own_enrolment(request, code)
    case_class = class_or_404(enrolment.cohort, pk)
    form = None
    if request.method == "POST":
        form = SayForm.posted(request.POST)
        if post := say_it(request, case_class, form):
            return redirect(place_of(post, "cohorts:board", code, pk))
    found = with_forms(board_of(case_class, **shown_part(request, form)), form, open=may_say(case_class))
    context = {
        "board": found,
        "class": case_class,
        "cohort": enrolment.cohort,
        "title": titles_of([enrolment.cohort])[enrolment.cohort_id],
        "may_say": may_say(case_class),
        "refused": form,
        "work": work_state(enrolment, case_row(case_class)) if case_class.task else None,
    }
    return render(request, "cohorts/casework/board.html", context, status=422 if form else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request, code, pk):
    """The task of a case: drafts, files and versions as with any work."""
    enrolment = own_enrolment(request, code)
    case_class = class_or_404(enrolment.cohort, pk)
    if not case_class.task:
        raise Http404
    if request.method == "POST" and enrolment.state != EnrolmentState.ACTIVE:
        raise PermissionDenied
    row = case_row(case_class)
    state = work_state(enrolment, row)
    files = state.draft.files.all() if state.draft else []
    if request.method == "POST":
        form = WorkForm(request.POST, request.FILES, draft_files=files)
        done = keep_work(request, enrolment, row, form)
        if request.htmx:
            return saved(request, "" if done else " ".join(all_errors(form)))
        if done:
            return redirect("cohorts:case_task", code, pk)
        state = work_state(enrolment, row)
    else:
        form = WorkForm(initial={"text": as_text(state.starting_text)}, draft_files=files)
    context = {"class": case_class, "cohort": enrolment.cohort, "row": row, "state": state, "form": form}
    context["title"] = titles_of([enrolment.cohort])[enrolment.cohort_id]
    return render(request, "cohorts/casework/task.html", context)


@login_required
@require_safe
def session(request, code, pk):
    """When and where a session is, its online room, and the cases it works on; for learners and who teaches them."""
    enrolment = enrolment_in(request.user, code)
    cohort = enrolment.cohort if enrolment else get_object_or_404(Cohort.objects.with_pages(), code=code)
    if not enrolment and not may_teach(request.user, cohort):
        raise Http404
    found = get_object_or_404(cohort.sessions, pk=pk)
    context = {
        "session": found,
        "cohort": with_titles([cohort])[0],
        "enrolment": enrolment,
        "classes": learner_classes(enrolment, session=found) if enrolment else classes_of(cohort, session=found),
    }
    return render(request, "cohorts/casework/session.html", context)


# --- shared with the teaching desk ----------------------------------------------------------
def class_or_404(cohort, pk):
    found = class_in(cohort, pk)
    if not found:
        raise Http404
    return found


def place_of(post, view, *args):
    """The address of one post: the board opened at the page on which it stands."""
    return f"{reverse(view, args=args)}?post={post.pk}#post-{post.pk}"


def shown_part(request, refused=None, post=None):
    """Which part of the board is shown: the post that a form is about, else what the address asks for."""
    post = post.pk if post else refused and refused.place[1]
    return {"post": post} if post else part_of_board(request.GET)


def may_say(case_class):
    """Boards are open while the cohort is running; who completed before the others still has a say."""
    return case_class.is_open and case_class.cohort.state == CohortState.RUNNING


def say_it(request, case_class, form):
    """The new post, or None with the reason in the form."""
    question, reply_to = form.place
    if not form.is_valid():
        return None
    try:
        facts = {"text": form.cleaned_data["text"], "question": question, "reply_to": reply_to}
        post = say(case_class=case_class, author=request.user, **facts)
    except ValidationError as error:
        form.show(error)
        return None
    messages.success(request, _("Your post is on the board."))
    return post


def with_forms(board, refused=None, *, open, hiding=None):
    """Give every question and thread its form while the board is `open`; `refused` takes the place of its own.

    Where it has no place any more it is kept as `board.stray`, so that nothing typed is lost. `hiding` is
    {post id: HideForm} for those who may hide, or None.
    """
    board.stray = refused
    for topic in board.all_topics if open else ():
        for part, reply_to in [(topic, None), *((thread, thread.post.pk) for thread in topic.threads)]:
            if reply_to and part.post.hidden_at:
                continue
            part.form = SayForm(question=topic.place if not reply_to else None, reply_to=reply_to)
            if refused and refused.place == part.form.place:
                part.form, board.stray = refused, None
    if hiding is not None:
        for post in board.posts:
            post.hiding = hiding.get(post.pk) or HideForm(post=post)
    return board
