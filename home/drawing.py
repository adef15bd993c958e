"""Documents drawn by WeasyPrint: fonts embedded, tagged, Thai that reads back letter for letter (home/pdf_text.py)."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

import segno
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from . import pdf_text

# How long somebody waits for others' documents before being asked to come again, in seconds.
PATIENCE = 20


class Busy(Exception):
    """Others are having their documents made, and the wait would be too long."""


def draw(html, *, style, variant="pdf/a-3a", patience=None) -> bytes:
    """The document of this HTML. `style` is the path of its style sheet, beside which the pictures it names lie.

    Raises Busy when others draw for longer than `patience` seconds (PATIENCE); -1 waits for as long as it takes.
    """
    pdf_text.install()
    if not pdf_text.one_at_a_time.acquire(timeout=PATIENCE if patience is None else patience):
        raise Busy
    try:
        fonts, fetcher = types()
        document = HTML(string=html, base_url=f"{style.parent}/", url_fetcher=fetcher)
        document = document.render(font_config=fonts, stylesheets=[style_of(style)])
        return document.write_pdf(pdf_variant=variant, finisher=pdf_text.mark_clusters)
    finally:
        pdf_text.one_at_a_time.release()


def qr_of(url, *, scale=8, border=2):
    """The QR code of an address as an address of its picture, in the ink of the house."""
    picture = BytesIO()
    segno.make(url, error="m", micro=False).save(picture, kind="png", scale=scale, border=border, dark="#1c2f52")
    return f"data:image/png;base64,{b64encode(picture.getvalue()).decode()}"


@lru_cache(maxsize=32)
def style_of(path):
    """A style sheet, read once."""
    fonts, fetcher = types()
    return CSS(filename=path, font_config=fonts, url_fetcher=fetcher)


@lru_cache(maxsize=1)
def types():
    """Fonts, loaded once, and what may be fetched: files and data, nothing else."""
    return FontConfiguration(), URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
