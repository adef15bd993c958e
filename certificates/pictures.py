"""Documents as pictures: the specimen on which a learner reads their name, and what a holder shows to others."""

from io import BytesIO
from threading import Lock

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from home.pdf_text import FONTS

from .designs import Design
from .facts import CertificateFacts
from .pdf import render

SPECIMEN_WIDTH = 1200
MARK, MARK_FONT = "ตัวอย่าง · SPECIMEN", "Sarabun-SemiBold.ttf"
MARK_INK = (166, 51, 40, 62)
MARK_TURN = 24
# pdfium is not made for two threads at once.
_one_at_a_time = Lock()


def specimen(facts: CertificateFacts, design: Design | None = None) -> bytes:
    """The page of these facts as a JPEG, 1,200 pixels wide, with a mark across it so that nobody takes it for one."""
    page = first_page(render(facts, attachments=[], design=design), width=SPECIMEN_WIDTH)
    marked = Image.alpha_composite(page.convert("RGBA"), _mark(*page.size)).convert("RGB")
    picture = BytesIO()
    marked.save(picture, "JPEG", quality=82, optimize=True)
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
