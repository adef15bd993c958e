"""The registrar's desk and the lines of the register."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from home.models import Job
from home.permissions import minds_jobs

from .. import permissions
from ..actions.register import revoke_certificate
from ..choices import BatchState
from ..forms.registrar import PrepareForm, RegisterSearchForm, RevokeForm
from ..queries import batches as batch_queries
from ..queries.register import register_entry, search_register
from .access import for_register_staff
from .files import send_pdf

PER_PAGE = 50


@for_register_staff
@require_safe
def desk(request):
    """What waits, batches by state, and the search of the register."""
    return show_desk(request)


def show_desk(request, refused_form=None, cohort_code=None):
    """The desk; after a slip in one cohort's form, with that form as it was sent."""
    search = RegisterSearchForm(request.GET)
    text = search.cleaned_data["q"] if search.is_valid() else ""
    batches = batch_queries.batches()
    context = {
        "waiting": _waiting(refused_form, cohort_code) if permissions.may_prepare(request.user) else [],
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


def _waiting(refused_form, cohort_code):
    cohorts = batch_queries.waiting_cohorts()
    for cohort in cohorts:
        first = {"issued_on": cohort.ceremony_on or timezone.localdate()}
        cohort.form = refused_form if cohort.code == cohort_code else PrepareForm(cohort=cohort, initial=first)
    return cohorts


@for_register_staff
@require_safe
def certificate(request, pk):
    return _show_certificate(request, _entry(pk), RevokeForm())


@for_register_staff
@require_POST
def revoke(request, pk):
    found = _entry(pk)
    if not permissions.is_registrar(request.user):
        raise PermissionDenied
    form = RevokeForm(request.POST)
    if not form.is_valid():
        return _show_certificate(request, found, form)
    revoke_certificate(certificate=found, actor=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, _("The certificate has been revoked. Verification says so from now on."))
    return redirect("certificates:certificate", pk)


@for_register_staff
@require_safe
def pdf(request, pk):
    return send_pdf(_entry(pk))


def _entry(pk):
    found = register_entry(pk)
    if found is None:
        raise Http404
    return found


def _show_certificate(request, found, form):
    context = {"certificate": found, "form": form, "may_revoke": permissions.may_revoke(request.user, found)}
    return render(request, "certificates/certificate.html", context)
