"""Teaching: what waits to be marked, how a cohort stands, and the marking desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.choices import Role

from ..actions.marking import grade_submission, return_submission
from ..choices import SubmissionState
from ..forms.teaching import RETURN, MarkForm
from ..models import Cohort, Submission
from ..permissions import is_officer, may_teach
from ..queries.activities import page_for
from ..queries.admission import with_titles
from ..queries.casework import classes_of
from ..queries.teaching import (
    add_counts,
    cohorts_of_teacher,
    desk_of,
    learner_rows,
    lines_of,
    people_of,
    sessions_today,
    teaches,
    work_waiting,
)
from ..templatetags.learning_tags import points

LINES, PEOPLE = 30, 20  # on one page


@login_required
@require_safe
def teach(request):
    """Work to mark, today's sessions, my cohorts; 404 for those who teach nothing and never will."""
    if not (request.user.roles & {Role.INSTRUCTOR, Role.OFFICER} or teaches(request.user)):
        raise Http404
    cohorts = add_counts(cohorts_of_teacher(request.user))
    page = Paginator(work_waiting(cohorts), LINES).get_page(request.GET.get("page"))
    context = {
        "cohorts": cohorts,
        "page_obj": page,
        "lines": lines_of(page, cohorts),
        "sessions": sessions_today(cohorts),
        "officer": is_officer(request.user),
    }
    return render(request, "cohorts/teaching/home.html", context)


@login_required
@require_safe
def cohort(request, code):
    """Learners with their progress by module, and what waits."""
    found = get_object_or_404(Cohort.objects.with_pages(), code=code)
    if not may_teach(request.user, found):
        raise Http404
    add_counts(with_titles([found]))
    page = Paginator(people_of(found), PEOPLE).get_page(request.GET.get("page"))
    context = {
        "cohort": found,
        "page_obj": page,
        "rows": learner_rows(found, page),
        "first": work_waiting([found]).first(),
        "classes": classes_of(found),
        "officer": is_officer(request.user),
    }
    return render(request, "cohorts/teaching/cohort.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def submission(request, pk):
    """The marking desk. What was typed survives every refusal."""
    desk = _desk(request.user, pk)
    posted = request.POST if request.method == "POST" else None
    form = MarkForm(posted, rubric=desk.rubric, latest=desk.latest)
    if posted is None:
        return _show(request, desk, form, seen=desk.latest and desk.latest.pk)
    if form.is_valid():
        try:
            return _send(request, desk, form)
        except ValidationError as error:
            return _refused(request, form, error, pk)
    return _show(request, desk, form, seen=form["seen"].value(), status=422)


def _send(request, desk, form):
    facts = {"submission": desk.submission, "marker": request.user, **form.facts}
    name = desk.submission.enrolment.learner.name
    if form.act == RETURN:
        return_submission(**facts)
        messages.success(request, _("Returned to %(name)s for revision.") % {"name": name})
    else:
        score = points(grade_submission(**facts).score)
        messages.success(request, _("Marks sent to %(name)s: %(score)s of 100.") % {"name": name, "score": score})
    if desk.then:
        return redirect("cohorts:submission", desk.then)
    return redirect("cohorts:teach_cohort", desk.cohort.code)


def _refused(request, form, error, pk):
    """The desk as it is now, with what was typed; after someone else's marks, the next attempt may replace them."""
    desk, seen = _desk(request.user, pk), form["seen"].value()
    form = MarkForm(request.POST, rubric=desk.rubric, latest=desk.latest)
    form.full_clean()
    form.show(error)
    if getattr(error, "code", "") == "meanwhile":
        seen = desk.latest.pk
    return _show(request, desk, form, seen=seen, status=422)


def _show(request, desk, form, *, seen, status=200):
    with_titles([desk.cohort])
    running, left = form.running()
    context = {
        "desk": desk,
        "cohort": desk.cohort,
        "learner": desk.submission.enrolment,
        "page": page_for(desk.row),
        "form": form,
        "seen": seen,
        "running": running,
        "left": left,
    }
    return render(request, "cohorts/teaching/submission.html", context, status=status)


def _desk(user, pk):
    """The desk of a submission; 404 for drafts, and for everyone who does not teach its cohort."""
    found = Submission.objects.exclude(state=SubmissionState.DRAFT).select_related(
        "enrolment__learner", "enrolment__cohort__programme", "enrolment__cohort__module", "case_class__case"
    )
    found = get_object_or_404(found, pk=pk)
    desk = desk_of(found) if may_teach(user, found.enrolment.cohort) else None
    if not desk:
        raise Http404
    return desk
