"""Transcript and statement of hours of a learner, for registrars."""

from django.http import Http404
from django.views.decorators.http import require_safe

from ..queries.records import enrolment_for_record, record_of
from ..records import hours, transcript
from .access import for_register_staff
from .files import answered, send_made


@for_register_staff
@require_safe
@answered
def transcript_of(request, pk):
    return send_made(transcript(_record(pk)), name=f"transcript-{pk}.pdf")


@for_register_staff
@require_safe
@answered
def hours_of(request, pk):
    return send_made(hours(_record(pk)), name=f"hours-{pk}.pdf")


def _record(pk):
    enrolment = enrolment_for_record(pk)
    if enrolment is None:
        raise Http404
    return record_of(enrolment)
