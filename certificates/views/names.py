"""The learner's name on the certificate: seen on a specimen, confirmed, or another asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import NamesForm
from cohorts.queries.learning import titles_of
from cohorts.views.learning import own_enrolment

from ..actions.names import confirm_name, request_name, withdraw_name
from ..choices import NameRequestState
from ..exports.specimens import specimen_of
from ..forms.names import NameRequestForm
from ..queries.names import confirmed, newest_request, valid_certificate


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request, code):
    """The specimen and the two answers to it: right, or another name."""
    enrolment = own_enrolment(request, code)
    if request.method == "POST":
        shown = {key: request.POST.get(key, "") for key in ("name_th", "name_en")}
        try:
            confirm_name(enrolment=enrolment, learner=request.user, **shown)
            messages.success(request, _("You have confirmed the name. It stands on the certificate as you see it."))
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
        return redirect("certificates:name", code)
    wish, complete = newest_request(enrolment), _is_complete(request.user)
    return render(
        request,
        "certificates/names/name.html",
        _context(enrolment)
        | {
            "complete": complete,
            "confirmed": bool(confirmed([enrolment])),
            "wish": wish if wish and wish.state == NameRequestState.OPEN else None,
            "refused": wish if wish and wish.state == NameRequestState.REFUSED else None,
            "certificate": valid_certificate(enrolment),
        },
    )


@login_required
@require_safe
def specimen(request, code):
    """The picture on that page."""
    return HttpResponse(specimen_of(own_enrolment(request, code)), content_type="image/jpeg")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, code):
    """The form for another name, filled with that of now."""
    enrolment = own_enrolment(request, code)
    wish = newest_request(enrolment)
    if wish and wish.state == NameRequestState.OPEN and request.method != "POST":
        return redirect("certificates:name", code)
    form = NameRequestForm(request.POST if request.method == "POST" else None, person=request.user)
    if form.is_bound and form.is_valid():
        try:
            values, reason = form.name_values(), form.cleaned_data["reason"]
            request_name(enrolment=enrolment, learner=request.user, values=values, reason=reason)
            messages.success(request, _("The registrar has your request. You get a mail with the answer."))
            return redirect("certificates:name", code)
        except ValidationError as error:
            form.add_error(None, error)
    typed = form.data if form.is_bound else form.initial
    names = NamesForm({key: typed.get(key) or "" for key in NamesForm.base_fields}).printed()
    context = _context(enrolment) | {"form": form, "names": names}
    return render(request, "certificates/names/ask.html", context)


@login_required
@require_POST
def withdraw(request, code):
    withdraw_name(enrolment=own_enrolment(request, code), learner=request.user)
    messages.success(request, _("The request has been withdrawn."))
    return redirect("certificates:name", code)


def _context(enrolment):
    cohort = enrolment.cohort
    return {"enrolment": enrolment, "cohort": cohort, "title": titles_of([cohort])[cohort.pk]}


def _is_complete(person):
    return bool(person.prefix and person.first_name and person.last_name)
