"""The registrars' desk for requests for another name: what is and what is wished side by side."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from .. import permissions
from ..actions.names import accept_name, refuse_name
from ..forms.names import RefuseNameForm
from ..models import NameRequest
from ..queries.names import decided_requests, open_wishes, wishes_of
from .access import for_register_staff

PER_PAGE = 20


@for_register_staff
@require_safe
def names(request):
    return _show(request)


@for_register_staff
@require_POST
def accept(request, pk):
    wish = _wish(request, pk)
    seen = {"old_th": request.POST.get("old_th", ""), "old_en": request.POST.get("old_en", "")}
    try:
        accept_name(request=wish, actor=request.user, **seen)
        messages.success(request, _("The name has been changed and counts as confirmed. The learner gets a mail."))
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    return redirect("certificates:names")


@for_register_staff
@require_POST
def refuse(request, pk):
    wish = _wish(request, pk)
    form = RefuseNameForm(request.POST, request_id=pk)
    if not form.is_valid():
        return _show(request, form, pk)
    try:
        refuse_name(request=wish, actor=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("The name stays as it is. The learner gets a mail with your note."))
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    return redirect("certificates:names")


def _wish(request, pk):
    found = NameRequest.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    if not permissions.may_decide_names(request.user):
        raise PermissionDenied
    return found


def _show(request, refused_form=None, refused_pk=None):
    """The desk; after a slip in the note of one request, with that note as it was sent."""
    page = Paginator(open_wishes(), PER_PAGE).get_page(request.GET.get("page"))
    rows = wishes_of(page.object_list)
    for row in rows:
        row.form = refused_form if row.wish.pk == refused_pk else RefuseNameForm(request_id=row.wish.pk)
    context = {
        "page": page,
        "rows": rows,
        "decided": decided_requests(),
        "may_decide": permissions.may_decide_names(request.user),
    }
    return render(request, "certificates/names/desk.html", context)
