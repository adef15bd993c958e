"""Six months later: the learner's form, and what officers learn from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casebank.queries.adoption import is_authority, suggestions

from ..actions.followup import answer_follow_up
from ..choices import EnrolmentState
from ..exports import follow_up_csv
from ..forms.followup import FollowUpForm
from ..queries.followup import answers_of, follow_up_of, may_correct, opens_on, results_of
from ..queries.learning import titles_of
from .learning import own_enrolment
from .managing import cohort_to_manage

ON_A_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request, code):
    """The form of a completed learner; before its day the day is told, and nothing can be sent."""
    enrolment = own_enrolment(request, code)
    if enrolment.state != EnrolmentState.COMPLETED:
        raise Http404
    day, given = opens_on(enrolment), follow_up_of(enrolment)
    is_open = day <= timezone.localdate() and (not given or may_correct(given))
    form = None
    if request.method == "POST":
        if not is_open:
            raise PermissionDenied
        form = _form(request, given)
        if form.is_valid() and _send(request, enrolment, form):
            return redirect("cohorts:follow_up", code)
    elif is_open:
        form = _form(request, given)
    context = {
        "cohort": enrolment.cohort,
        "title": titles_of([enrolment.cohort])[enrolment.cohort_id],
        "day": day,
        "given": given,
        "form": form,
        "authority": request.user.organisation if is_authority(request.user.organisation) else None,
    }
    return render(request, "cohorts/followup/form.html", context, status=422 if form and form.is_bound else 200)


def _form(request, given):
    """With the part of the case or tool where the person has a local authority and has not recorded one here."""
    asks = is_authority(request.user.organisation) and not (given and given.adoption_id)
    told = {name: getattr(given, name) for name in ("used", "story", "obstacle")} if given else {}
    return FollowUpForm(
        request.POST if request.method == "POST" else None, initial=told, suggestions=suggestions() if asks else None
    )


def _send(request, enrolment, form):
    try:
        answer_follow_up(enrolment=enrolment, by=request.user, **form.facts)
    except ValidationError as error:
        form.show(error)
        return False
    messages.success(request, _("Your answer has been received. Thank you for taking the time."))
    return True


# --- officers -----------------------------------------------------------------------------
@login_required
@require_safe
def results(request, code):
    """How many answered, and what they said."""
    cohort = cohort_to_manage(request.user, code)
    page_obj = Paginator(answers_of(cohort), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"cohort": cohort, "results": results_of(cohort), "page_obj": page_obj}
    return render(request, "cohorts/followup/results.html", context)


@login_required
@require_safe
def export(request, code):
    """The answers as a table."""
    cohort = cohort_to_manage(request.user, code)
    response = HttpResponse(follow_up_csv(answers_of(cohort)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="follow-up-{cohort.code}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
