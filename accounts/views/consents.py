"""What a person agrees to, purpose by purpose, and a copy of what the account holds: /me/privacy/."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ..actions import record_consents
from ..choices import PRIVACY_NOTICE_VERSION
from ..forms import ConsentForm
from ..queries import consent_history, consent_rows, personal_data
from .start import safe_next, with_next


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request):
    """Shows the answers and their history; keeps new answers and leads on to ?next=."""
    form = ConsentForm(request.POST if request.method == "POST" else None, rows=consent_rows(request.user))
    if form.is_bound and form.is_valid():
        record_consents(user=request.user, answers=form.answers())
        messages.success(request, _("Your choices have been saved."))
        return redirect(safe_next(request) or with_next("accounts:consents", ""))
    context = {
        "form": form,
        "history": consent_history(request.user),
        "version": PRIVACY_NOTICE_VERSION,
        "next": safe_next(request),
    }
    return render(request, "accounts/consents.html", context)


@login_required
@require_safe
@never_cache
def download(request):
    """The person's own data as a JSON file."""
    response = JsonResponse(personal_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
