"""The ledger on paper: A4 landscape, its head on every page, Thai that reads back letter for letter."""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from home.drawing import draw

from ..designs import ART
from . import lines

STYLE = ART / "ledger.css"


def ledger_pages(certificates, filters):
    """The document as bytes; `filters` are (label, value) of what was asked for. All lines are held in memory."""
    rows = [_row(certificate) for certificate in certificates]
    words = {"rows": rows, "filters": filters, "printed_at": timezone.now(), "language": get_language()}
    html = render_to_string("certificates/pdf/ledger.html", words)
    return draw(html, style=STYLE, variant="pdf/ua-1", patience=-1)


def _row(certificate):
    return {
        "number": lines.number_of(certificate),
        "name": lines.name_of(certificate),
        "programme": lines.programme_of(certificate),
        "purpose": certificate.get_purpose_display(),
        "issued_on": certificate.issued_on,
        "state": lines.state_of(certificate),
        "prepared_by": lines.prepared_by(certificate),
        "approved_by": lines.approved_by(certificate),
    }
