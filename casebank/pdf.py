"""A case as a document to print: A4, in the language of its page. The teaching note never stands on it.

Fonts are embedded, Thai reads back letter for letter (home/pdf_text.py), and a QR code leads to the page itself.
"""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno
from django.template.loader import render_to_string
from django.utils.translation import override
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from home import pdf_text

STYLE = Path(__file__).parent / "art" / "case.css"
# How long a reader waits for others' documents before being asked to come again.
PATIENCE = 20


class Busy(Exception):
    """Others are having their documents made, and the wait would be too long."""


def render(page, *, url, cited) -> bytes:
    """The document of a case; `url` is the full address of its page, `cited` how to cite it, as HTML."""
    language = page.locale.language_code
    with override(language):
        words = {"page": page, "url": url, "qr": _qr(url), "cited": cited, "LANG": language}
        html = render_to_string("casebank/pdf/case.html", words)
    pdf_text.install()
    if not pdf_text.one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        fonts, styles, fetcher = _press()
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[styles])
        return document.write_pdf(pdf_variant="pdf/ua-1", finisher=pdf_text.mark_clusters)
    finally:
        pdf_text.one_at_a_time.release()


@lru_cache(maxsize=1)
def _press():
    """Fonts and style, loaded once. Nothing but files and data is ever fetched."""
    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
    return fonts, CSS(filename=STYLE, font_config=fonts, url_fetcher=fetcher), fetcher


def _qr(url):
    picture = BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="png", scale=8, border=2, dark="#1c2f52")
    return f"data:image/png;base64,{b64encode(picture.getvalue()).decode()}"
