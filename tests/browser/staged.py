"""Batches of the register at stages that the demonstration does not have."""

from django.utils import timezone

from certificates.actions.batches import approve_batch, prepare_replacement
from certificates.actions.printing import request_print_file
from certificates.models import Batch
from home.models import Job


def replace_two(wrong, lost, registrar, approver):
    """A correction that waits for approval, and a substitute whose document failed while its batch is paused; and the
    print file of the first batch on its way.
    """
    ways = {"issued_on": timezone.localdate(), "registrar": registrar, "reason": "สะกดนามสกุลผิด"}
    prepare_replacement(certificate=wrong, ground="corrected", **ways)
    paused = prepare_replacement(certificate=lost, ground="lost", **ways)
    approve_batch(batch=paused, approver=approver)
    Batch.objects.filter(pk=paused.pk).update(state="approved", paused_at=timezone.now())
    paused.certificates.update(rendered_at=None, error="OSError: [Errno 28] No space left on device")
    made = request_print_file(batch=Batch.objects.earliest("pk"), actor=registrar)
    Job.objects.filter(pk=made.pk).update(state="running", done=3)
