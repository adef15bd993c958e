"""The selection desk: the committee scores, the officer decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ..actions.admission import REVIEWABLE, decide_application, score_application
from ..forms.managing import DECISIONS, DeskFilter, ScoreForm, decisions_in
from ..models import Application, Cohort
from ..permissions import may_manage, may_review
from ..queries import admission
from .access import note_opening

ON_A_PAGE = 50


@login_required
@require_http_methods(["GET", "POST"])
def selection(request, code):
    """All applications of a cohort, best first; officers decide here, row by row, and apply all rows at once."""
    cohort = get_object_or_404(Cohort.objects.with_pages(), code=code)
    if not may_review(request.user, cohort):
        raise Http404
    if request.method == "POST" and not may_manage(request.user, cohort):
        raise PermissionDenied
    form = DeskFilter(request.GET)
    page = Paginator(admission.desk_rows(cohort, **form.filters), ON_A_PAGE).get_page(request.GET.get("page"))
    if request.method == "POST" and _decide(request, page):
        return redirect(request.get_full_path())
    admission.with_titles([cohort])
    return render(request, "cohorts/managing/selection.html", _desk(request, cohort, form, page))


@login_required
@require_http_methods(["GET", "POST"])
def review(request, pk):
    """One application, to read and to score."""
    found = get_object_or_404(
        Application.objects.select_related("cohort__programme", "cohort__module", "applicant__organisation__province"),
        pk=pk,
    )
    if not may_review(request.user, found.cohort) or found.state in ("draft", "withdrawn"):
        raise Http404
    note_opening(request.user, found)
    reviews = list(found.reviews.select_related("reviewer").order_by("pk"))
    mine = next((review for review in reviews if review.reviewer_id == request.user.pk), None)
    form = ScoreForm(request.POST or None, criteria=admission.criteria_of(found.cohort.programme), review=mine)
    if request.method == "POST" and form.is_valid() and _score(request, found, form):
        return redirect("cohorts:selection", found.cohort.code)
    admission.with_titles([found.cohort])
    context = {
        "application": found,
        "cohort": found.cohort,
        "documents": found.files.order_by("pk"),
        "form": form,
        "reviews": reviews,
        "mine": mine,
        "may_score": found.state in REVIEWABLE and found.applicant_id != request.user.pk,
    }
    return render(request, "cohorts/managing/review.html", context, status=422 if form.is_bound else 200)


def _decide(request, page):
    """Apply the decisions of a page in its order, so that the best come first to the seats. True when all went well."""
    decisions, problems = decisions_in(request.POST, page), 0
    for application in page:
        decision = decisions.get(application.pk)
        if not decision:
            continue
        try:
            decided = decide_application(
                application=application, state=decision.state, actor=request.user, reason=decision.reason
            )
            application.state = decided.state
        except ValidationError as error:
            problems += 1
            application.problem, application.chosen, application.typed = (
                " ".join(error.messages),
                decision.state,
                decision.reason,
            )
    if done := len(decisions) - problems:
        text = ngettext(
            "%(count)d decision has been made and sent by e-mail.",
            "%(count)d decisions have been made and sent by e-mail.",
            done,
        )
        messages.success(request, text % {"count": done})
    return not problems


def _score(request, found, form):
    try:
        score_application(application=found, reviewer=request.user, scores=form.scores, note=form.cleaned_data["note"])
    except ValidationError as error:
        form.show(error)
        return False
    messages.success(request, _("Your scores have been saved."))
    return True


def _desk(request, cohort, form, page):
    criteria = admission.criteria_of(cohort.programme)
    for application in page:
        application.means = admission.averages_by_criterion(application, criteria)
        application.mine = next((r for r in application.reviews.all() if r.reviewer_id == request.user.pk), None)
    return {
        "cohort": cohort,
        "form": form,
        "page": page,
        "criteria": criteria,
        "summary": admission.selection_summary(cohort),
        "officer": may_manage(request.user, cohort),
        "decisions": DECISIONS,
    }
