"""A batch on its way: prepared, decided by another person, made, issued."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.models import Cohort

from .. import permissions
from ..actions.batches import approve_batch, prepare_batch, refuse_batch
from ..actions.documents import retry_batch
from ..choices import BatchState
from ..forms.registrar import PrepareForm, RefuseForm
from ..queries import batches as queries
from ..queries.candidates import candidates_of
from .access import for_register_staff
from .files import send_zip
from .registrar import show_desk


@for_register_staff
@require_POST
def prepare(request, code):
    if not permissions.may_prepare(request.user):
        raise PermissionDenied
    cohort = get_object_or_404(Cohort.objects.with_pages(), code=code)
    cohort.had_one = queries.awaiting().filter(cohort=cohort, had_one=True).exists()
    form = PrepareForm(request.POST, cohort=cohort)
    if form.is_valid():
        try:
            made = prepare_batch(cohort=cohort, registrar=request.user, **form.cleaned_data)
        except ValidationError as error:
            if not hasattr(error, "error_dict"):  # nobody waits any more, so there is no form to show it beside
                messages.error(request, " ".join(error.messages))
                return redirect("certificates:registrar")
            form.add_error(None, error)
        else:
            return redirect("certificates:batch", made.pk)
    return show_desk(request, refused_form=form, cohort_code=code)


@for_register_staff
@require_safe
def batch(request, pk):
    return _show_batch(request, _batch(pk), RefuseForm())


@for_register_staff
@require_safe
def batch_progress(request, pk):
    """The living part of the screen, asked for by itself while documents are being made."""
    found = _batch(pk)
    return render(request, "certificates/batch_progress.html", _context(request, found))


@for_register_staff
@require_POST
def approve(request, pk):
    found = _batch(pk)
    if not permissions.is_approver(request.user):
        raise PermissionDenied
    try:
        approve_batch(batch=found, approver=request.user)
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    return redirect("certificates:batch", pk)


@for_register_staff
@require_POST
def refuse(request, pk):
    found = _batch(pk)
    if not permissions.is_approver(request.user):
        raise PermissionDenied
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            refuse_batch(batch=found, approver=request.user, note=form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error("note", error)
        else:
            return redirect("certificates:batch", pk)
    return _show_batch(request, found, form)


@for_register_staff
@require_POST
def retry(request, pk):
    try:
        retry_batch(batch=_batch(pk), actor=request.user)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    return redirect("certificates:batch", pk)


@for_register_staff
@require_safe
def documents(request, pk):
    """All documents in one archive, once the batch is whole."""
    found = _batch(pk)
    if found.state != BatchState.ISSUED:
        raise Http404
    certificates = queries.progress_of(found).certificates
    return send_zip(certificates, f"{found.cohort.code}-{found.pk}.zip")


def _batch(pk):
    found = queries.batch_of(pk)
    if found is None:
        raise Http404
    return found


def _show_batch(request, found, form):
    return render(request, "certificates/batch.html", _context(request, found) | {"form": form})


def _context(request, found):
    """What the screen and its living part show: candidates before approval, certificates afterwards."""
    if found.state in (BatchState.APPROVED, BatchState.ISSUED):
        progress = queries.progress_of(found)
        return {"batch": found, "progress": progress, "count": progress.total, "steps": _steps(found, progress)}
    candidates = candidates_of(found)
    return {
        "batch": found,
        "steps": _steps(found),
        "candidates": candidates,
        "count": len(candidates),
        "obstacles": queries.obstacles_of(found) if found.state == BatchState.PREPARED else [],
        "blocked": sum(1 for row in candidates if row.problems),
        "may_decide": permissions.may_decide(request.user, found),
        "own": found.prepared_by_id == request.user.pk,
    }


def _steps(found, progress=None):
    """The four stages of a batch; the first that is not done is the present one."""
    stages = [
        (_("List prepared"), True, found.prepared_by.name),
        (_("Approved by another person"), progress, found.decided_by.name if progress else ""),
        (_("Documents made"), progress and progress.finished, ""),
        (_("Sent to learners"), progress and progress.mailed == progress.total, ""),
    ]
    now = next((place for place, stage in enumerate(stages) if not stage[1]), len(stages))
    states = ["done" if place < now else "now" if place == now else "later" for place in range(len(stages))]
    return [
        {"label": label, "state": state, "note": note}
        for (label, _done, note), state in zip(stages, states, strict=True)
    ]
