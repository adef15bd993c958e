"""The ledger on paper: A4 landscape, its head on every page, Thai that reads back letter for letter."""

from functools import lru_cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from home import pdf_text

from . import lines

STYLE = Path(__file__).parent.parent / "art" / "ledger.css"


def ledger_pages(certificates, filters):
    """The document as bytes; `filters` are (label, value) of what was asked for. All lines are held in memory."""
    rows = [_row(certificate) for certificate in certificates]
    words = {"rows": rows, "filters": filters, "printed_at": timezone.now(), "language": get_language()}
    html = render_to_string("certificates/pdf/ledger.html", words)
    pdf_text.install()
    with pdf_text.one_at_a_time:
        fonts, style, fetcher = _press()
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[style])
        return document.write_pdf(pdf_variant="pdf/ua-1", finisher=pdf_text.mark_clusters)


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


@lru_cache(maxsize=1)
def _press():
    """Fonts and style, loaded once. Nothing but files and data is ever fetched."""
    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
    return fonts, CSS(filename=STYLE, font_config=fonts, url_fetcher=fetcher), fetcher
