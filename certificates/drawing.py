"""Pages drawn by WeasyPrint in the look of the house, other than the certificates themselves (certificates/press)."""

from functools import lru_cache

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from home import pdf_text

from .designs import ART

# How long somebody waits for others' documents before being asked to come again.
PATIENCE = 20


class Busy(Exception):
    """Others are having their documents made, and the wait would be too long."""


def draw(template, context, *, style) -> bytes:
    """The document of a template, tagged PDF/A-3a, its Thai read back letter for letter. Raises Busy."""
    html = render_to_string(template, context)
    pdf_text.install()
    if not pdf_text.one_at_a_time.acquire(timeout=PATIENCE):
        raise Busy
    try:
        fonts, fetcher = _types()
        document = HTML(string=html, base_url=str(ART) + "/", url_fetcher=fetcher)
        document = document.render(font_config=fonts, stylesheets=[_style(style)])
        return document.write_pdf(pdf_variant="pdf/a-3a", finisher=pdf_text.mark_clusters)
    finally:
        pdf_text.one_at_a_time.release()


@lru_cache(maxsize=4)
def _style(name):
    fonts, fetcher = _types()
    return CSS(filename=ART / name, font_config=fonts, url_fetcher=fetcher)


@lru_cache(maxsize=1)
def _types():
    """Fonts, loaded once, and what may be fetched: files and data, nothing else."""
    return FontConfiguration(), URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
