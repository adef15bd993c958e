"""The ledger (ทะเบียน): looked through on the screen, taken away as a spreadsheet, asked for on paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..actions.printing import MOST_LINES, request_ledger
from ..exports.sheets import ledger_sheet
from ..forms.ledger import LedgerForm
from ..queries.ledger import lines_of
from .access import for_register_staff

PER_PAGE = 50
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_register_staff
@require_safe
def ledger(request):
    form = LedgerForm(request.GET)
    extract = form.extract()
    lines = Paginator(lines_of(extract), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "lines": lines,
        "filtered": any(form.cleaned_data.values()),
        "searched": bool(extract.text),
        "too_many": lines.paginator.count > MOST_LINES,
        "most": MOST_LINES,
        "kept": _address_part(request.GET),
    }
    return render(request, "certificates/ledger.html", context)


@for_register_staff
@require_safe
def spreadsheet(request):
    """The same lines as a file; back to the screen with a word when they are too many for one answer."""
    lines = lines_of(LedgerForm(request.GET).extract())
    if lines.count() > MOST_ROWS:
        messages.error(request, _("A spreadsheet holds at most %(most)s lines. Choose a year.") % {"most": MOST_ROWS})
        return redirect(_ledger(request.GET))
    name = f"ledger-{timezone.localdate():%Y-%m-%d}.xlsx"
    response = FileResponse(ledger_sheet(lines), as_attachment=True, filename=name, content_type=XLSX)
    response["Cache-Control"] = "private, no-store"
    return response


@for_register_staff
@require_POST
def on_paper(request):
    """Ask for the lines of the filters as a PDF, and go where it can be fetched."""
    form = LedgerForm(request.POST)
    try:
        job = request_ledger(extract=form.extract(), actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(_ledger(request.POST))
    return redirect("certificates:print", job.pk)


def _ledger(data):
    return f"{reverse('certificates:ledger')}?{_address_part(data)}"


def _address_part(data):
    """The filters of an address or a form, as part of an address."""
    kept = data.copy()
    for name in ("page", "csrfmiddlewaretoken"):
        kept.pop(name, None)
    return kept.urlencode()
