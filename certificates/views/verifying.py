"""Verification for strangers, from the register alone: no account, no worker, no course page is needed."""

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from home.uploads import RequestLimit

from ..badges.addresses import academy
from ..choices import Finding
from ..examining.files import examine
from ..forms.verifying import FileForm, VerifyForm
from ..queries import register
from ..verdicts import verdict_of
from .strangers import answer_openly, page_too_many, seconds_to_wait


@csrf_exempt  # it changes nothing, for nobody
@answer_openly
@require_http_methods(["GET", "HEAD", "POST"])
def verify_form(request):
    """Number and surname, or a code, lead to the page of the code. POST keeps names out of addresses and logs."""
    form = VerifyForm(request.POST or None)
    if not form.is_valid():
        return _ask(request, form=form)
    if form.code:
        return redirect("certificates:verify", form.code)
    found = register.find_by_number_and_surname(form.cleaned_data["number"], form.cleaned_data["surname"])
    if found:
        return redirect("certificates:verify", found.code)
    return _ask(request, form=form, unknown=True, status=404)


@answer_openly
@require_safe
def verify(request, code):
    """What the QR code leads to: the verdict of the register (404 where it does not know the code)."""
    return show(request, verdict_of(register.find_by_code(code), timezone.localdate()))


def show(request, verdict, template="certificates/verify.html", **context):
    """The page of a verdict."""
    context |= {"verdict": verdict, "form": VerifyForm(), "checked_at": timezone.now(), "site": academy().site}
    context["frame_of"] = verdict.code
    if verdict.finding == Finding.NOT_KNOWN:
        return render(request, "certificates/verify_unknown.html", context, status=404)
    return render(request, template, context)


@csrf_exempt  # what follows asks for the token, once it is said where the file goes
@answer_openly
@require_http_methods(["GET", "HEAD", "POST"])
def verify_file(request):
    """A PDF against the register. Nothing of it touches the disk; what is too large is not even taken in."""
    if request.method != "POST":
        return redirect("certificates:verify_form")
    if wait := seconds_to_wait(request, "files", count=True):
        return page_too_many(request, wait)
    request.upload_handlers = [RequestLimit(request), MemoryFileUploadHandler(request)]
    return _examine(request)


@csrf_protect
def _examine(request):
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    left_out = "file" not in request.FILES and sent > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    form = FileForm(request.POST, request.FILES, too_large=left_out)
    if not form.is_valid():
        return _ask(request, file_form=form)
    examined = examine(form.cleaned_data["file"], timezone.now())
    context = {"examined": examined, "file_form": FileForm()}
    if examined.verdict:
        return show(request, examined.verdict, template="certificates/verify_file.html", **context)
    context |= {"form": VerifyForm(), "checked_at": timezone.now()}
    return render(request, "certificates/verify_no_file.html", context)


def _ask(request, status=200, **context):
    """The page with all ways to ask."""
    context = {"form": VerifyForm(), "file_form": FileForm(), "checked_at": timezone.now()} | context
    return render(request, "certificates/verify_form.html", context | {"site": academy().site}, status=status)
