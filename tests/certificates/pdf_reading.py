"""Reading a PDF as people's programs do."""

import subprocess
import unicodedata
from io import BytesIO

import pypdfium2
from PIL import Image


def poppler_text(pdf: bytes, *options: str) -> str:
    """What pdftotext reads, NFC, every run of white space as one space."""
    command = ["pdftotext", "-enc", "UTF-8", *options, "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return unicodedata.normalize("NFC", " ".join(read.split()))


def pdfium_text(pdf: bytes) -> str:
    """What Chromium's reader finds on the first page, NFC, white space joined."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text_page = page.get_textpage()
        read = text_page.get_text_bounded()
        text_page.close()
        page.close()
    return unicodedata.normalize("NFC", " ".join(read.split()))


def picture(pdf: bytes, scale: float = 2.0):
    """The first page as an RGB picture, `scale` pixels to the point."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
    return image


def poppler_picture(pdf: bytes):
    """The first page in grey, 200 dots to the inch. For words only: Debian 12's poppler leaves out some gradients."""
    command = ["pdftoppm", "-r", "200", "-gray", "-singlefile", "-"]
    return Image.open(BytesIO(subprocess.run(command, input=pdf, capture_output=True, check=True).stdout))
