"""A case as a document to print: A4, in the language of its page. The teaching note never stands on it.

Fonts are embedded, Thai reads back letter for letter (home/pdf_text.py), and a QR code leads to the page itself.
"""

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import override

from home.drawing import draw, qr_of

STYLE = Path(__file__).parent / "art" / "case.css"


def render(page, *, url, cited) -> bytes:
    """The document of a case; `url` is the full address of its page, `cited` how to cite it, as HTML. Raises Busy."""
    language = page.locale.language_code
    with override(language):
        words = {"page": page, "url": url, "qr": qr_of(url), "cited": cited, "LANG": language}
        html = render_to_string("casebank/pdf/case.html", words)
    return draw(html, style=STYLE, variant="pdf/ua-1")
