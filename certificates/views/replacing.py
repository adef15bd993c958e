"""Asking for a certificate in the place of another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import permissions
from ..actions.batches import prepare_replacement
from ..choices import ReplacementGround
from ..forms.registrar import ReplaceForm
from ..queries.register import waiting_replacement
from .access import for_register_staff
from .lines import entry_or_404, show_line


@for_register_staff
@require_POST
def replace(request, pk, ground):
    """Prepare the batch of one that replaces this certificate, and go there; a different person approves it."""
    found = entry_or_404(pk)
    if ground not in ReplacementGround:
        raise Http404
    if not permissions.may_prepare(request.user):
        raise PermissionDenied
    if waiting := waiting_replacement(found):
        messages.info(request, _("A replacement for this certificate waits for approval already."))
        return redirect("certificates:batch", waiting.pk)
    form = ReplaceForm(request.POST, ground=ground)
    if form.is_valid():
        try:
            batch = prepare_replacement(
                certificate=found, registrar=request.user, ground=ReplacementGround(ground), **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("certificates:batch", batch.pk)
    return show_line(request, found, replace_form=form)
