"""Documents as pictures: the specimen on which a learner reads their name, and what a holder shows to others."""

from io import BytesIO
from threading import Lock

import pypdfium2
from django.template.loader import render_to_string
from django.utils.translation import override
from PIL import Image, ImageDraw, ImageFont

from home.drawing import draw, qr_of
from home.pdf_text import FONTS

from .designs import ART, HEADINGS, Design
from .facts import CertificateFacts
from .pdf import render
from .pdf_lines import fit
from .pdf_words import spaced

SPECIMEN_WIDTH = 1200
MARK, MARK_FONT = "ตัวอย่าง · SPECIMEN", HEADINGS["Sarabun"]
MARK_INK = (166, 51, 40, 62)
MARK_TURN = 24
SHARED = (1200, 630)
# Type sizes in pixels on one line, two and three, and the room for a line.
SHARED_NAME = ((68, 62, 56, 50), (50, 46, 42), (38, 34, 30))
SHARED_TITLE = ((36, 34, 32, 30), (30, 28, 26), (24, 22))
SHARED_ROOM = 1050
# pdfium is not made for two threads at once.
_one_at_a_time = Lock()


def specimen(facts: CertificateFacts, design: Design | None = None) -> bytes:
    """The page of these facts as a JPEG, 1,200 pixels wide, with a mark across it so that nobody takes it for one."""
    page = first_page(render(facts, attachments=[], design=design), width=SPECIMEN_WIDTH)
    marked = Image.alpha_composite(page.convert("RGBA"), _mark(*page.size)).convert("RGB")
    picture = BytesIO()
    marked.save(picture, "JPEG", quality=82, optimize=True)
    return picture.getvalue()


def shared(facts: CertificateFacts) -> bytes:
    """What a holder shows to others, a PNG of 1,200 × 630 pixels: name, programme, and where it is verified."""
    heading = HEADINGS["Trirong"]
    title = facts.module_title or " ".join(filter(None, (facts.programme_title_th, facts.cohort_label)))
    with override("th"):
        context = {
            "facts": facts,
            "name": fit(spaced(facts.name_th), font_name=heading, room=SHARED_ROOM, sizes=SHARED_NAME),
            "title": fit(spaced(title), font_name=heading, room=SHARED_ROOM, sizes=SHARED_TITLE),
            "place": facts.verify_url.split("://", 1)[-1],
            "qr": qr_of(facts.verify_url, scale=6, border=1),
        }
        html = render_to_string("certificates/pdf/share.html", context)
    page = first_page(draw(html, style=ART / "share.css"), width=SHARED[0])
    picture = BytesIO()
    page.convert("RGB").resize(SHARED).save(picture, "PNG", optimize=True)
    return picture.getvalue()


def first_page(pdf: bytes, *, width: int) -> Image.Image:
    """The first page of a document, so many pixels wide."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            return page.render(scale=width / page.get_width()).to_pil()
        finally:
            document.close()


def _mark(width, height):
    """A clear picture of this size with the word of a specimen across it, in rows."""
    layer = Image.new("RGBA", (width * 2, height * 2))
    drawing = ImageDraw.Draw(layer)
    font = ImageFont.truetype(FONTS / MARK_FONT, width // 17)
    length = drawing.textlength(MARK, font=font)
    for row in range(8):
        for column in range(-1, 4):
            at = (column * length * 1.3 + (row % 2) * length * 0.65, row * height * 0.3)
            drawing.text(at, MARK, font=font, fill=MARK_INK)
    turned = layer.rotate(MARK_TURN, resample=Image.Resampling.BICUBIC)
    left, top = width // 2, height // 2
    return turned.crop((left, top, left + width, top + height))
