"""The transcript of a programme and the statement of hours: documents for the hand, without number or signature."""

from django.template.loader import render_to_string
from django.utils.translation import override

from home.drawing import draw, qr_of

from .designs import ART


def transcript(record) -> bytes:
    """Modules with hours and results (queries.records.Record), Thai first. Raises Busy."""
    return _drawn("transcript", record)


def hours(record) -> bytes:
    """Each session with the hours attended. Raises Busy."""
    return _drawn("hours", record)


def _drawn(name, record):
    certificate = record.certificate
    url = certificate.facts["verify_url"] if certificate else ""
    with override("th"):
        context = {"record": record, "url": url, "qr": qr_of(url) if url else ""}
        html = render_to_string(f"certificates/pdf/{name}.html", context)
    return draw(html, style=ART / "record.css")
