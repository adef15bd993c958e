"""The transcript of a programme and the statement of hours: documents for the hand, without number or signature."""

from io import BytesIO

import segno
from django.utils.translation import override

from .drawing import draw
from .pdf_words import data_uri


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
        context = {"record": record, "url": url, "qr": _qr(url) if url else ""}
        return draw(f"certificates/pdf/{name}.html", context, style="record.css")


def _qr(url):
    picture = BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="png", scale=8, border=2, dark="#1c2f52")
    return data_uri(picture.getvalue())
