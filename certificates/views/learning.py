"""A learner's own certificates, and what they may show to others."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cohorts.views.learning import own_enrolment

from ..actions.freezing import thaw
from ..choices import CertificateState
from ..models import Certificate
from ..pictures import shared
from ..queries.held import held_by
from ..queries.records import record_of
from ..records import hours, transcript
from .files import answered, send_made, send_pdf


@login_required
@require_safe
def mine(request):
    return render(request, "certificates/mine.html", {"certificates": held_by(request.user)})


@login_required
@require_safe
def my_pdf(request, pk):
    """Only the holder's own, and only while it is valid: a revoked document is not handed out again."""
    return send_pdf(_own_valid(request, pk))


@login_required
@require_safe
@answered
def my_picture(request, pk):
    """The picture to share, while the certificate is valid and has not expired."""
    certificate = _own_valid(request, pk)
    if certificate.expired or certificate.forgotten_at:
        raise Http404
    name = f"certificate-{certificate.code}.png"
    return send_made(shared(thaw(certificate.facts)), name=name, content_type="image/png")


@login_required
@require_safe
@answered
def my_transcript(request, code):
    return send_made(transcript(record_of(own_enrolment(request, code))), name=f"transcript-{code}.pdf")


@login_required
@require_safe
@answered
def my_hours(request, code):
    return send_made(hours(record_of(own_enrolment(request, code))), name=f"hours-{code}.pdf")


def _own_valid(request, pk):
    certificate = get_object_or_404(Certificate, pk=pk, enrolment__learner=request.user)
    if certificate.state != CertificateState.VALID:
        raise Http404
    return certificate
