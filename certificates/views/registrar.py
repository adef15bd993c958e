"""The registrar's desk: who waits, batches by state, and the search of the register."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from home.models import Job
from home.permissions import minds_jobs

from .. import permissions
from ..choices import BatchState
from ..forms.registrar import PrepareForm, RegisterSearchForm
from ..queries import batches as batch_queries
from ..queries.register import search_register
from .access import for_register_staff

PER_PAGE = 50


@for_register_staff
@require_safe
def desk(request):
    """What waits, batches by state, and the search of the register."""
    return show_desk(request)


def show_desk(request, refused_form=None, refused_at=None):
    """The desk; after a slip in the form of one (cohort code, purpose), with that form as it was sent."""
    search = RegisterSearchForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    batches = batch_queries.batches()
    context = {
        "waiting": _waiting(refused_form, refused_at) if permissions.may_prepare(request.user) else [],
        "undecided": [batch for batch in batches if batch.state == BatchState.PREPARED],
        "making": [batch for batch in batches if batch.state == BatchState.APPROVED],
        "settled": [batch for batch in batches if batch.state in (BatchState.ISSUED, BatchState.REFUSED)],
        "search": search,
        "found": Paginator(search_register(text), PER_PAGE).get_page(request.GET.get("page")) if text else None,
        "may_prepare": permissions.may_prepare(request.user),
        "failed": Job.objects.failed().count() if minds_jobs(request.user) else 0,
        "may_sign_for": permissions.may_sign_for(request.user),
    }
    return render(request, "certificates/desk.html", context)


def _waiting(refused_form, refused_at):
    cohorts = batch_queries.waiting_cohorts()
    for cohort in cohorts:
        first = {"issued_on": cohort.ceremony_on or timezone.localdate()}
        mine = refused_at == (cohort.code, cohort.purpose)
        cohort.form = refused_form if mine else PrepareForm(cohort=cohort, initial=first)
    return cohorts
