"""Taking a holder's name out of the register, on a page of its own."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import permissions
from ..actions.forgetting import forget_holder
from ..forms.forgetting import ForgetForm
from ..queries.register import register_entry
from .access import for_register_staff


@for_register_staff
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request, pk):
    """Says what goes and what stays; then a reason and a tick."""
    found = register_entry(pk)
    if found is None:
        raise Http404
    if not permissions.may_forget(request.user):
        raise PermissionDenied
    if found.forgotten_at:
        return redirect("certificates:certificate", pk)
    form = ForgetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            forget_holder(certificate=found, actor=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("The name has been taken out. The number can still be verified."))
            return redirect("certificates:certificate", pk)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "certificates/forget.html", {"certificate": found, "form": form})
