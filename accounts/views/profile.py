"""Name, post and organisation: /me/ and its two helpers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions import save_profile
from ..choices import OrganisationKind
from ..forms import NamesForm, ProfileForm
from ..models import Consent
from ..queries import organisations_of
from .start import safe_next, with_next


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request):
    """Shows and keeps the profile; a first profile leads on to the consents, then to where the person was going."""
    form = _form(request)
    if form.is_bound and form.is_valid():
        save_profile(user=request.user, values=form.values(), new_organisation=form.new_organisation())
        messages.success(request, _("Your profile has been saved."))
        return redirect(_onwards(request))
    names = NamesForm(_flat(form.data if form.is_bound else form.initial)).printed()
    return render(request, "accounts/profile.html", {"form": form, "names": names, "next": safe_next(request)})


def _form(request):
    """The form: sent, or only asked to show the organisations of a province without losing what is typed."""
    if request.method == "POST" and "list" in request.POST:
        return ProfileForm(user=request.user, initial=_flat(request.POST))
    return ProfileForm(request.POST if request.method == "POST" else None, user=request.user)


def _flat(data):
    return {name: data.get(name) or "" for name in ProfileForm.base_fields}


def _onwards(request):
    url = safe_next(request)
    if not Consent.objects.filter(user=request.user).exists():
        return with_next("accounts:consents", url)
    return url or with_next("accounts:profile", "")


@login_required
@require_POST
def name_preview(request):
    """The name as the certificate prints it, while it is being typed. Posted, so that no name stands in a log."""
    return render(request, "accounts/name_preview.html", {"names": NamesForm(request.POST).printed()})


@login_required
@require_safe
def organisations(request):
    """The options of the organisation field for ?province=<code>&kind=<type>."""
    kind = request.GET.get("kind", "")
    found = organisations_of(province=request.GET.get("province", ""), kind=kind, keep=request.user.organisation_id)
    context = {"organisations": found, "known": kind in OrganisationKind.values}
    return render(request, "accounts/organisation_options.html", context)
