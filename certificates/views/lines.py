"""One line of the register: what it says, what became of it, and the acts that are open."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import permissions
from ..actions.register import revoke_certificate
from ..choices import ReplacementGround
from ..forms.registrar import ReplaceForm, RevokeForm
from ..queries.register import history_of, register_entry, waiting_replacement
from .access import for_register_staff
from .files import send_pdf


@for_register_staff
@require_safe
def certificate(request, pk):
    return show_line(request, entry_or_404(pk))


@for_register_staff
@require_POST
def revoke(request, pk):
    found = entry_or_404(pk)
    if not permissions.is_registrar(request.user):
        raise PermissionDenied
    form = RevokeForm(request.POST)
    if form.is_valid():
        try:
            revoke_certificate(certificate=found, actor=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            messages.success(request, _("The certificate has been revoked. Verification says so from now on."))
            return redirect("certificates:certificate", pk)
    return show_line(request, found, revoke_form=form)


@for_register_staff
@require_safe
def pdf(request, pk):
    return send_pdf(entry_or_404(pk))


def entry_or_404(pk):
    found = register_entry(pk)
    if found is None:
        raise Http404
    return found


def show_line(request, found, revoke_form=None, replace_form=None):
    """The line; after a slip with the form as it was sent. Where the act is no longer open, why stands above."""
    may_revoke = permissions.may_revoke(request.user, found)
    may_replace = permissions.may_replace(request.user, found)
    for form, is_open in ((revoke_form, may_revoke), (replace_form, may_replace)):
        for said in form.errors.values() if form and not is_open else ():
            messages.error(request, " ".join(said))
    waiting = waiting_replacement(found)
    grounds = ReplacementGround if may_replace and not waiting else ()
    context = {
        "certificate": found,
        "history": history_of(found),
        "waiting": waiting,
        "form": revoke_form or RevokeForm(),
        "may_revoke": may_revoke,
        "replace_forms": [_form(ground, replace_form) for ground in grounds],
    }
    return render(request, "certificates/certificate.html", context)


def _form(ground, sent):
    if sent and sent.ground == ground:
        return sent
    return ReplaceForm(ground=str(ground), initial={"issued_on": timezone.localdate()})
