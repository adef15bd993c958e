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
from ..actions.documents import pause_batch, resume_batch, retry_batch
from ..choices import BatchState, Purpose
from ..forms.registrar import PrepareForm, RefuseForm
from ..queries import batches as queries
from ..queries.candidates import candidates_of
from .access import for_register_staff
from .comparing import pairs_after, pairs_before
from .files import send_zip
from .registrar import show_desk


@for_register_staff
@require_POST
def prepare(request, code):
    """A batch of those of a cohort who wait; the form says what for."""
    if not permissions.may_prepare(request.user):
        raise PermissionDenied
    cohort = get_object_or_404(Cohort.objects.with_pages(), code=code)
    cohort.purpose = request.POST.get("purpose") or queries.purpose_of(cohort)
    if cohort.purpose not in (queries.purpose_of(cohort), Purpose.ATTENDANCE):
        raise Http404
    waiting = queries.awaiting(cohort.purpose).filter(cohort=cohort)
    if not waiting.exists():  # so there is no form to say it beside
        messages.error(request, _("Nobody in this cohort waits for a certificate."))
        return redirect("certificates:registrar")
    cohort.had_one = waiting.filter(had_one=True).exists()
    form = PrepareForm(request.POST, cohort=cohort)
    if form.is_valid():
        try:
            made = prepare_batch(cohort=cohort, registrar=request.user, purpose=cohort.purpose, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, _nobody_confirmed(form) or error)
        else:
            return redirect("certificates:batch", made.pk)
    return show_desk(request, refused_form=form, refused_at=(code, cohort.purpose))


def _nobody_confirmed(form):
    """Who waits is there, and yet nobody is left: because of a tick."""
    if form.cleaned_data["only_confirmed"]:
        return {"only_confirmed": _("Nobody of them can be put forward with a confirmed name.")}
    return None


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
    """All documents that failed, or the one that is named, once more."""
    found, one = _batch(pk), None
    if request.POST.get("certificate"):
        one = found.certificates.filter(number=request.POST["certificate"]).first()
        if one is None:
            raise Http404
    return _act(request, pk, lambda: retry_batch(batch=found, actor=request.user, certificate=one))


@for_register_staff
@require_POST
def pause(request, pk):
    found = _batch(pk)
    return _act(request, pk, lambda: pause_batch(batch=found, actor=request.user))


@for_register_staff
@require_POST
def resume(request, pk):
    found = _batch(pk)
    return _act(request, pk, lambda: resume_batch(batch=found, actor=request.user))


@for_register_staff
@require_safe
def documents(request, pk):
    """All documents in one archive, once the batch is whole."""
    found = _batch(pk)
    if found.state != BatchState.ISSUED:
        raise Http404
    return send_zip(queries.progress_of(found).made, f"{found.cohort.code}-{found.pk}.zip")


def _act(request, pk, act):
    """Do it and show the batch again; where there is nothing to do, say why."""
    try:
        act()
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    return redirect("certificates:batch", pk)


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
        reasons = queries.reasons_of(found) if any(one.replaces_id for one in progress.certificates) else {}
        return {
            "batch": found,
            "progress": progress,
            "count": len(progress.certificates),
            "steps": _steps(found, progress),
            "pairs": pairs_after(progress.certificates, reasons),
        }
    candidates = candidates_of(found)
    return {
        "batch": found,
        "steps": _steps(found),
        "candidates": candidates,
        "count": len(candidates),
        "pairs": pairs_before(found, candidates),
        "obstacles": queries.obstacles_of(found) if found.state == BatchState.PREPARED else [],
        "blocked": sum(1 for row in candidates if row.problems),
        "may_decide": permissions.may_decide(request.user, found),
        "own": found.prepared_by_id == request.user.pk,
    }


def _steps(found, progress=None):
    """The four stages of a batch; the first that is not done is the present one."""
    sent = progress and progress.total and progress.mailed == progress.total
    stages = [
        (_("List prepared"), True, found.prepared_by.name),
        (_("Approved by another person"), progress, found.decided_by.name if progress else ""),
        (_("Documents made"), progress and progress.finished, _("Paused") if found.paused_at else ""),
        (_("Sent to learners"), sent, ""),
    ]
    now = next((place for place, stage in enumerate(stages) if not stage[1]), len(stages))
    states = ["done" if place < now else "now" if place == now else "later" for place in range(len(stages))]
    return [
        {"label": label, "state": state, "note": note}
        for (label, _done, note), state in zip(stages, states, strict=True)
    ]
