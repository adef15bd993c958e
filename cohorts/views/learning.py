"""The learner's own screens: what to do next, the outline, what is still missing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home.views.files import send_private

from ..actions.learning import evaluate
from ..choices import EnrolmentState
from ..forms.learning import EvaluationForm
from ..models import Evaluation, SubmissionFile
from ..permissions import may_read_submission
from ..queries.casework import by_module, learner_classes
from ..queries.learning import desk_of, enrolment_in, enrolments_of, my_rows, roll_of


def own_enrolment(request, code, *, begun=True):
    """The reader's enrolment in a cohort; 404 for strangers and, unless `begun` is off, before the cohort begins."""
    enrolment = enrolment_in(request.user, code)
    if not enrolment or (begun and not enrolment.cohort.rules):
        raise Http404
    return enrolment


@login_required
@require_safe
def learn(request):
    """My cohorts; where only one counts, its home straight away."""
    enrolments = enrolments_of(request.user)
    active = [enrolment for enrolment in enrolments if enrolment.state == EnrolmentState.ACTIVE]
    only = active if len(active) == 1 else enrolments
    if len(only) == 1 and "all" not in request.GET:
        return _home(request, only[0], others=len(enrolments) > 1)
    return render(request, "cohorts/learning/mine.html", {"rows": my_rows(enrolments) if enrolments else []})


@login_required
@require_safe
def cohort(request, code):
    return _home(request, own_enrolment(request, code, begun=False), others=True)


def _home(request, enrolment, *, others):
    outline_url = reverse("cohorts:outline", args=[enrolment.cohort.code])
    desk = desk_of(enrolment, outline_url=outline_url)
    classes = [case_class for case_class in learner_classes(enrolment) if not case_class.closed_at]
    context = {"desk": desk, "cohort": enrolment.cohort, "enrolment": enrolment, "others": others, "classes": classes}
    return render(request, f"cohorts/learning/home_{desk.stage}.html", context)


@login_required
@require_safe
def outline(request, code):
    enrolment = own_enrolment(request, code)
    classes = learner_classes(enrolment)
    context = _desk_context(enrolment) | {
        "classes_of": by_module(classes, enrolment.cohort.rules),
        "in_sessions": [case_class for case_class in classes if case_class.session_id],
    }
    return render(request, "cohorts/learning/outline.html", context)


@login_required
@require_safe
def progress(request, code):
    enrolment = own_enrolment(request, code)
    context = _desk_context(enrolment) | {"roll": roll_of(enrolment), "rules": enrolment.cohort.rules}
    return render(request, "cohorts/learning/progress.html", context)


def _desk_context(enrolment):
    return {"desk": desk_of(enrolment), "cohort": enrolment.cohort, "enrolment": enrolment}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request, code):
    """The satisfaction form, once."""
    enrolment = own_enrolment(request, code)
    given = Evaluation.objects.filter(enrolment=enrolment).first()
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and not given and form.is_valid():
        evaluate(enrolment=enrolment, ratings=form.ratings, comment=form.cleaned_data["comment"])
        messages.success(request, _("Your answers have been received. Thank you for helping the next cohort."))
        return redirect("cohorts:cohort", code=code)
    context = _desk_context(enrolment) | {"form": form, "given": given}
    return render(request, "cohorts/learning/evaluation.html", context)


@login_required
@require_safe
def submission_file(request, pk):
    """A file of a submission, for its learner and those who mark it; a draft is the learner's own."""
    found = SubmissionFile.objects.select_related("submission__enrolment__cohort")
    file = get_object_or_404(found, pk=pk)
    if not may_read_submission(request.user, file.submission):
        raise Http404
    return send_private(file.file, name=file.original_name, content_type=file.content_type)
