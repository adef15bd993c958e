"""A learner's own certificates."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ..choices import CertificateState
from ..models import Certificate
from ..queries.register import certificates_of
from .files import send_pdf


@login_required
@require_safe
def mine(request):
    return render(request, "certificates/mine.html", {"certificates": certificates_of(request.user)})


@login_required
@require_safe
def my_pdf(request, pk):
    """Only the holder's own, and only while it is valid: a revoked document is not handed out again."""
    certificate = get_object_or_404(Certificate, pk=pk, enrolment__learner=request.user)
    if certificate.state != CertificateState.VALID:
        raise Http404
    return send_pdf(certificate)
