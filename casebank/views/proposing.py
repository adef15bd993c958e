"""Proposing a case: written here, kept as a draft, sent to the editors, and followed until it is published."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ..actions.proposing import NAMELESS, change_proposal, contributor_of, draft_case, submit_proposal
from ..forms.proposing import STORY, ProposalForm, initial_of
from ..models import CasePage
from ..queries import proposals as queries


@login_required
@require_safe
def proposals(request):
    """One's own cases: what one proposed, with what the editors said, and what one wrote with others."""
    context = {"proposals": queries.proposals_of(request.user), "written": queries.written_with(request.user)}
    return render(request, "casebank/proposing/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request):
    """Begin a proposal."""
    form = ProposalForm(*_sent(request), initial={"year": timezone.localdate().year})
    named = bool(request.user.first_name and request.user.last_name)
    if not named and request.method != "POST":
        messages.info(request, NAMELESS)
        return redirect(f"{reverse('accounts:profile')}?{urlencode({'next': request.path})}")
    if request.method == "POST" and form.is_valid():
        if named:
            case = draft_case(by=request.user, **form.facts, authors=[contributor_of(request.user)])
            return _keep(request, form, case)
        form.add_error(None, NAMELESS)
    return _form(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, pk):
    """Go on writing, or read what was sent. Nobody else's proposal is found here."""
    case = get_object_or_404(CasePage, pk=pk, proposed_by=request.user)
    found = queries.proposal(case)
    draft = case.get_latest_revision_as_object()
    if not found.writable:
        if request.method == "POST":
            raise PermissionDenied
        context = {"proposal": found, "draft": draft, "parts": _parts(draft)}
        return render(request, "casebank/proposing/sent.html", context)
    form = ProposalForm(*_sent(request), initial=initial_of(draft))
    if request.method == "POST" and form.is_valid():
        return _keep(request, form, case)
    return _form(request, form, draft, found)


def _sent(request):
    """What binds a form: an empty answer is an answer."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _parts(draft):
    """The texts of a draft under the labels of the form."""
    fields = ProposalForm.base_fields
    return [{"label": fields[name].label, "text": getattr(draft, name)} for name in STORY if getattr(draft, name)]


def _keep(request, form, case):
    """Save what was written, and send it if that was asked; a race with the editors is said, nothing is lost."""
    act = request.POST.get("act", "")
    try:
        remove = act.removeprefix("remove-") if act.startswith("remove-") else ""
        change_proposal(case=case, by=request.user, **form.facts, **form.uploads, remove=remove)
        if form.sends:
            submit_proposal(case=CasePage.objects.get(pk=case.pk), by=request.user)
            messages.success(request, _("Thank you. The editors of the institute have your proposal now."))
            return redirect("casebank:proposals")
    except ValidationError as error:
        form.add_error(None, error)
        return _form(request, form, case, queries.proposal(case))
    messages.success(request, _("The draft has been saved."))
    return redirect("casebank:proposal", case.pk)


def _form(request, form, draft=None, found=None):
    status = 422 if form.is_bound else 200
    context = {"form": form, "draft": draft, "proposal": found}
    return render(request, "casebank/proposing/form.html", context, status=status)
