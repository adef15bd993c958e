"""Files to print: asked for, watched while they are made, fetched."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from home.choices import JobState
from home.models import Job
from home.views.files import send_private

from .. import tasks
from ..actions.printing import request_print_file
from ..files import print_path, private_storage
from ..models import Batch
from ..queries.batches import batch_of
from .access import for_register_staff


@for_register_staff
@require_POST
def print_batch(request, pk):
    """Ask for the print file of a batch, and go where it can be fetched."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        job = request_print_file(batch=batch, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("certificates:batch", pk)
    return redirect("certificates:print", job.pk)


@for_register_staff
@require_safe
def print_state(request, pk):
    """How far a file to print is; asked for by itself while it is being made."""
    job = _job(pk)
    done = job.state == JobState.DONE
    context = {
        "job": job,
        "batch": batch_of(job.key) if job.kind == tasks.PRINT else None,
        "ready": done and private_storage().exists(print_path(job.pk)),
        "gone": done and not private_storage().exists(print_path(job.pk)),
        "failed": job.state == JobState.FAILED,
        "under_way": job.state in (JobState.WAITING, JobState.RUNNING),
    }
    living = bool(request.headers.get("HX-Request"))
    return render(request, "certificates/print_progress.html" if living else "certificates/print.html", context)


@for_register_staff
@require_safe
def print_file(request, pk):
    job = _job(pk)
    storage, path = private_storage(), print_path(job.pk)
    if job.state != JobState.DONE or not storage.exists(path):
        raise Http404
    name = "certificates" if job.kind == tasks.PRINT else "ledger"
    name = f"{name}-{job.finished_at:%Y-%m-%d}-{job.pk}.pdf"
    return send_private(storage.open(path), name=name, content_type="application/pdf")


def _job(pk):
    return get_object_or_404(Job, pk=pk, kind__in=tasks.PRINTED)
