"""Drawing a design with WeasyPrint: once for one certificate, or twice with placeholders to make a plate."""

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import md5
from io import BytesIO
from pathlib import Path

import pikepdf
from weasyprint import CSS, HTML

from home import pdf_text
from home.drawing import style_of, types

from .places import Place, places
from .plates import Plate, take_apart
from .shaping import Unpressable
from .slots import Reader, compare

WIDER = "MWM"
PLACEHOLDER = re.compile(f"QJ[A-Z](?:{WIDER})?XJQ")
NOWHERE = re.compile("(?!)")

THAI = "".join(map(chr, (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))))
ASCII = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0–‘’“”"


@dataclass(frozen=True)
class Sheet:
    """Where words stand, what lies under them, and how many times larger than drawn the page is.

    `words` is a style sheet's file; `paper` the text of another, with addresses beside that file.
    """

    words: Path
    paper: str
    zoom: float = 1


@dataclass(frozen=True)
class Placeholders:
    """Words that no certificate says, narrow or wide, for up to 26 things that vary."""

    wide: bool = False

    def __getitem__(self, number) -> str:
        return f"QJ{chr(ord('A') + number)}{WIDER if self.wide else ''}XJQ"


def plate_of(sheet: Sheet, page, *, alphabets, placeholders, picture: str) -> Plate:
    """The plate of a design. `page` gives the HTML for Placeholders.

    `alphabets` is {placeholder: characters it may come to hold}, `placeholders` all else that is to be filled in.
    Raises Unpressable for a design in which other words move when a varying line grows.
    """
    wide, narrow = Reader(PLACEHOLDER), Reader(PLACEHOLDER)
    _draw(sheet, page(Placeholders(wide=True)), wide)
    faces = {}
    for line in wide.found:
        wanted = [letters for one, letters in alphabets.items() if one in line.text.replace(WIDER, "")]
        faces[line.face.name.decode()] = faces.get(line.face.name.decode(), "") + "".join((line.text, *wanted))
    pdf = _draw(sheet, page(Placeholders()), narrow, faces)
    if narrow.still != wide.still or len(narrow.found) != len(wide.found):
        raise Unpressable("other words move when a line grows")
    slots = compare(narrow.found, wide.found)
    pictures = {_name_of(picture): "qr"}
    return take_apart(pdf, placeholders=(*alphabets, *placeholders), slots=slots, pictures=pictures)


def drawn(sheet: Sheet, html: str, *, picture: str) -> Plate:
    """One certificate drawn whole, as a plate on which only the picture and the attachments are still missing."""
    pdf = _draw(sheet, html, Reader(NOWHERE))
    return take_apart(pdf, placeholders=(), slots=[], pictures={_name_of(picture): "qr"})


def laid_out(sheet: Sheet, html: str) -> list[Place]:
    """Where the words and pictures of a page come to stand, in millimetres of the size in which it is drawn."""
    pdf_text.install()
    with pdf_text.one_at_a_time:
        fonts, fetcher = types()
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[style_of(sheet.words)])
        return [place for page in document.pages for place in places(page)]


def _draw(sheet, html, reader, alphabets=None):
    pdf_text.install()
    with pdf_text.one_at_a_time, pdf_text.whole_alphabets(alphabets or {}):
        fonts, fetcher = types()
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[style_of(sheet.words)])
        words = document.write_pdf(pdf_variant="pdf/a-3a", finisher=reader, zoom=sheet.zoom)
        return _on_paper(words, _paper(sheet))


def _name_of(picture):
    """What WeasyPrint calls a picture given as data, drawn without smoothing."""
    return f"/i{md5(picture.encode(), usedforsecurity=False).hexdigest()}0"


@lru_cache(maxsize=32)
def _paper(sheet):
    """The page under the words as a PDF of its own, kept because its lines cost more than all the words."""
    fonts, fetcher = types()
    style = CSS(string=sheet.paper, base_url=f"{sheet.words.parent}/", font_config=fonts, url_fetcher=fetcher)
    page = HTML(string='<html lang="th"><body></body></html>', url_fetcher=fetcher)
    return page.render(font_config=fonts, stylesheets=[style]).write_pdf(zoom=sheet.zoom)


def _on_paper(words, paper):
    """Lay the paper under the one page, marked as an artifact so that screen readers pass over it."""
    with pikepdf.open(BytesIO(words)) as document, pikepdf.open(BytesIO(paper)) as under:
        page = document.pages[0]
        form = document.copy_foreign(under.pages[0].as_form_xobject())
        name = page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name.Paper)
        page.contents_add(f"/Artifact BMC q {name} Do Q EMC".encode(), prepend=True)
        output = BytesIO()
        document.save(output, deterministic_id=True)
        return output.getvalue()
