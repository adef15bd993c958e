"""Screens of those who want to learn: what is open, the application, enrolment at one's own pace."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from home.views.files import send_private

from ..actions.admission import enrol_self_paced, remove_document, save_draft, submit_application, withdraw_application
from ..choices import ApplicationState
from ..forms.applying import ApplicationForm
from ..models import Application, ApplicationFile, Cohort
from ..permissions import may_read_application
from ..queries import admission
from .access import note_opening


@require_GET
def apply(request):
    """What one can apply for today, and how one's own applications stand."""
    person = request.user if request.user.is_authenticated else None
    cohorts, self_paced = admission.open_cohorts()
    context = {
        "cohorts": cohorts,
        "self_paced": self_paced,
        "coming": admission.coming_cohorts(timezone.localdate()),
        "applications": admission.applications_of(person) if person else [],
        "enrolled": admission.enrolled_cohorts(person) if person else set(),
    }
    context["applied"] = {application.cohort_id: application for application in context["applications"]}
    return render(request, "cohorts/applying/apply.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def application(request, code):
    """The application to one cohort: written here, handed in here, and followed here afterwards."""
    cohort = _cohort_on_offer(request.user, code)
    found = Application.objects.filter(cohort=cohort, applicant=request.user).first()
    if not request.user.has_profile and (request.method == "POST" or cohort.takes_applications()):
        return _profile_first(request)
    if cohort.is_self_paced:
        return _self_paced(request, cohort)
    if request.method == "POST":
        return _keep(request, cohort, found)
    return _show(request, cohort, found)


@login_required
@require_POST
def enrol(request, code):
    """Enrol in a self-paced module: at once, without a committee."""
    cohort = _cohort_on_offer(request.user, code)
    if not request.user.has_profile:
        return _profile_first(request)
    try:
        enrol_self_paced(cohort=cohort, learner=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("cohorts:application", code)
    messages.success(request, _("You are enrolled. You can begin at once."))
    return redirect("cohorts:learn")


@login_required
@require_POST
def withdraw(request, code):
    """Take one's application back."""
    found = get_object_or_404(Application.objects.select_related("cohort"), cohort__code=code, applicant=request.user)
    try:
        withdraw_application(application=found, actor=request.user)
        messages.success(request, _("The application has been withdrawn. What you wrote is kept."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cohorts:application", code)


@login_required
@require_GET
def application_file(request, pk):
    """A document of an application, for the applicant, the committee and the officers; always as a download."""
    document = get_object_or_404(ApplicationFile.objects.select_related("application__cohort"), pk=pk)
    if not may_read_application(request.user, document.application):
        raise Http404
    note_opening(request.user, document.application, f"document {document.pk}")
    return send_private(document.file, name=document.original_name, content_type=document.content_type)


def _cohort_on_offer(person, code):
    """A cohort people may know of: not one that was called off, unless they had applied."""
    cohort = get_object_or_404(Cohort.objects.with_pages(), code=code)
    if cohort.state == "cancelled" and not cohort.applications.filter(applicant=person).exists():
        raise Http404
    return admission.with_titles([cohort])[0]


def _profile_first(request):
    messages.info(
        request, _("First complete your profile: the application takes your name, post and organisation from it.")
    )
    return redirect(f"{reverse('accounts:profile')}?{urlencode({'next': request.path.removesuffix('enrol/')})}")


def _self_paced(request, cohort):
    enrolled = cohort.pk in admission.enrolled_cohorts(request.user)
    left = admission.open_seats(cohort)
    is_open = cohort.takes_applications() and left != 0
    return render(
        request,
        "cohorts/applying/enrol.html",
        {"cohort": cohort, "enrolled": enrolled, "left": left, "is_open": is_open},
    )


def _keep(request, cohort, found):
    """Save the draft whatever was pressed, then do the rest: what was typed is never lost."""
    form, act = ApplicationForm(request.POST, request.FILES), request.POST.get("act", "save")
    good = form.is_valid()
    written = {name: form.cleaned_data[name] for name in ("area_question", "expectation") if name in form.cleaned_data}
    if found:
        written = {"area_question": found.area_question, "expectation": found.expectation} | written
    try:
        found = save_draft(cohort=cohort, applicant=request.user, files=form.good_files, **written)
        if act.startswith("remove-"):
            remove_document(document=get_object_or_404(found.files, pk=_number(act)), actor=request.user)
        elif good and act == "submit":
            submit_application(application=found)
    except ValidationError as error:
        form.show(error)
        return _show(request, cohort, found, form)
    if not good:
        return _show(request, cohort, found, form)
    if act == "save":
        messages.success(request, _("The draft has been saved. It can be changed until it is submitted."))
    return redirect("cohorts:application", cohort.code)


def _number(act):
    digits = act.removeprefix("remove-")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 18 else 0


def _show(request, cohort, found, form=None):
    if form is None and found:
        form = ApplicationForm(initial={"area_question": found.area_question, "expectation": found.expectation})
    writing = found is None or found.state in (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
    context = {
        "cohort": cohort,
        "application": found,
        "form": form or ApplicationForm(),
        "documents": found.files.order_by("pk") if found else (),
        "asked_for": cohort.programme.localized.documents,
        "is_open": cohort.takes_applications(),
        "not_yet": cohort.state == "planned" and cohort.applications_open > timezone.localdate(),
        "writing": writing,
        "may_withdraw": found
        and found.state in (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.WAITLISTED),
        "steps": _steps(found) if found and found.state != ApplicationState.WITHDRAWN else (),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "cohorts/applying/application.html", context, status=status)


def _steps(found):
    """The way of an application, for components/steps.html."""
    place = {ApplicationState.DRAFT: 0, ApplicationState.SUBMITTED: 1}.get(found.state, 3)
    labels = [_("Write the application"), _("The committee reads and scores"), _("Result of the selection")]
    states = ["done" if i < place else "now" if i == place else "later" for i in range(3)]
    return [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]
