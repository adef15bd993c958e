"""Verification for strangers, from the register alone: no account, no worker, no course page is needed."""

from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..choices import CertificateState
from ..forms.verifying import VerifyForm
from ..numbering import read_code
from ..queries import register


def answer_openly(view):
    """Never kept by caches or search engines. A register that cannot be read is said to be so: it is no verdict."""

    @never_cache
    @wraps(view)
    def answered(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except DatabaseError:
            # The frame of the page must not ask the database who is reading.
            request.user = AnonymousUser()
            context = {"checked_at": timezone.now(), "again": request.path}
            response = render(request, "certificates/verify_unavailable.html", context, status=503)
            response["Retry-After"] = "60"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


@answer_openly
@require_http_methods(["GET", "HEAD", "POST"])
def verify_form(request):
    """Number and surname, or a code, lead to the page of the code. POST keeps names out of addresses and logs."""
    form = VerifyForm(request.POST or None)
    if not form.is_valid():
        return render(request, "certificates/verify_form.html", {"form": form})
    if form.code:
        return redirect("certificates:verify", form.code)
    found = register.find_by_number_and_surname(form.cleaned_data["number"], form.cleaned_data["surname"])
    if found:
        return redirect("certificates:verify", found.code)
    context = {"form": form, "unknown": True, "checked_at": timezone.now()}
    return render(request, "certificates/verify_form.html", context, status=404)


@answer_openly
@require_safe
def verify(request, code):
    """What the QR code leads to: valid, revoked, or not in the register (404)."""
    certificate = register.find_by_code(code)
    context = {"certificate": certificate, "form": VerifyForm(), "checked_at": timezone.now()}
    if certificate is None:
        return render(request, "certificates/verify_unknown.html", context | {"code": read_code(code)}, status=404)
    return render(request, "certificates/verify.html", context | {"valid": certificate.state == CertificateState.VALID})
