"""The certificate as a PDF: a pure function of frozen facts and a design, the same bytes for the same.

PDF/A-3a by construction: tagged, fonts embedded, colour profile, and the facts attached for machines. Certificates
that differ in a few lines share a plate (certificates/press), which is made at the first of them; what cannot be
pressed is drawn whole, and looks and reads the same.
"""

import logging
import string
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO

import segno
from django.template.loader import render_to_string

from .designs import ART, SIDES, Design, standard
from .facts import CertificateFacts
from .pdf_lines import Fitted
from .pdf_words import CSS_PIXEL, NAME_SIZES, data_uri, name_lines, unprintable, varying, words
from .press import Attached, Unpressable, drawn, laid_out, plate_of, without_room
from .press.proofs import ASCII, THAI, Placeholders, Sheet

__all__ = ["crowded", "drawn_whole", "facts_attached", "pressed", "render", "unprintable"]
logger = logging.getLogger(__name__)

TEMPLATE = "certificates/pdf/certificate.html"
INK, GROUND = bytes.fromhex("1c2f52"), bytes.fromhex("ffffff")
PLATES = 24
# How far words keep from the edge, in millimetres: ornament stands there.
FRAME = 22
# What placeholders of the plate may come to hold; all else Thai and plain Latin letters.
ALPHABETS = {"code": string.ascii_uppercase + string.digits}
ALPHABETS |= dict.fromkeys(("name_en", "study_en", "given_on_en", "hours_en"), ASCII)
URL, DAY = "https://QJZXJQ.example/", date(1987, 6, 5)


def render(facts: CertificateFacts, attachments: list[Attached] | None = None, design: Design | None = None) -> bytes:
    """The document of these facts, one page, with the facts attached unless other files are given.

    Without a design the academy's own is taken. Raises RuntimeError where the installed WeasyPrint is not the one the
    text layer was proved with.
    """
    attachments = [facts_attached(facts)] if attachments is None else attachments
    try:
        return pressed(facts, attachments, design)
    except Unpressable as reason:
        logger.warning("certificate %s is drawn, not pressed: %s", facts.number, reason)
        return drawn_whole(facts, attachments, design)


def pressed(facts, attachments, design=None) -> bytes:
    """The document by way of its plate. Raises Unpressable."""
    design = design or standard(facts.kind)
    said, name = varying(facts), name_lines(facts, design)
    values = {Placeholders()[at]: value for at, value in enumerate((*said.values(), *name.lines))}
    sizes = {Placeholders()[len(said) + line]: name.size / CSS_PIXEL for line in range(len(name.lines))}
    values |= {URL: facts.verify_url, f"{DAY}": f"{facts.issued_on}", f"{DAY:%Y%m%d}": f"{facts.issued_on:%Y%m%d}"}
    plate = _plate(_without_varying(facts), design, len(name.lines))
    return _finished(plate, facts, attachments, values, sizes)


def drawn_whole(facts, attachments, design=None) -> bytes:
    """The document drawn by WeasyPrint from first to last."""
    design = design or standard(facts.kind)
    return _finished(drawn(_sheet(design), _page(facts, design), picture=_blank()), facts, attachments)


def crowded(facts, design) -> list[str]:
    """Lines for which the page has no room: they run into others or out of the frame. Empty when all is well."""
    width, height = SIDES[design.landscape]
    frame = (FRAME, FRAME, width - FRAME, height - FRAME)
    return without_room(laid_out(_sheet(design), _page(facts, design)), frame)


def facts_attached(facts) -> Attached:
    """The facts for machines."""
    content, description = facts.as_json().encode(), "ข้อมูลในทะเบียนของเอกสารฉบับนี้"
    return Attached("certificate.json", content, "application/json", description)


def _page(facts, design):
    known = words(facts, design, said=varying(facts), name=name_lines(facts, design))
    return render_to_string(TEMPLATE, known | {"qr": _blank(), "url": facts.verify_url})


@lru_cache(maxsize=PLATES)
def _plate(facts, design, lines):
    """The plate of all certificates that differ from these facts in what varies only, the name on so many lines."""
    keys = tuple(varying(facts))

    def page(placeholders):
        said = {key: placeholders[at] for at, key in enumerate(keys)} | {"name_en": facts.name_en and placeholders[3]}
        largest, *_between, smallest = NAME_SIZES[lines - 1]
        names = tuple(placeholders[len(keys) + line] for line in range(lines))
        name = Fitted(smallest if placeholders.wide else largest, names)
        known = words(facts, design, said=said, name=name)
        return render_to_string(TEMPLATE, known | {"qr": _blank(), "url": URL})

    varied = enumerate((*keys, *("line",) * lines))
    alphabets = {Placeholders()[at]: ALPHABETS.get(key, THAI + ASCII) for at, key in varied}
    others = (URL, f"{DAY}", f"{DAY:%Y%m%d}")
    return plate_of(_sheet(design), page, alphabets=alphabets, placeholders=others, picture=_blank())


def _without_varying(facts):
    nothing = dict.fromkeys(("number", "name_th", "code", "verify_url"), "")
    no_days = {"hours": 0, "starts": None, "ends": None, "issued_on": DAY}
    return replace(facts, **nothing, **no_days, name_en="-" if facts.name_en else "")


def _finished(plate, facts, attachments, values=None, sizes=None):
    pictures = {"qr": (_qr(facts.verify_url), GROUND + INK)}
    return plate.press(
        values=values or {}, sizes=sizes or {}, pictures=pictures, attachments=attachments, day=facts.issued_on
    )


@lru_cache(maxsize=PLATES)
def _sheet(design):
    return Sheet(ART / "certificate.css", design.paper_css(), design.zoom)


def _qr(url):
    """The check page's address as a QR code: rows of light and dark, with the quiet zone the standard asks for."""
    return tuple(segno.make(url, error="m", micro=False).matrix_iter(border=4))


@lru_cache(maxsize=1)
def _blank():
    """What stands for the QR code until it is known."""
    picture = BytesIO()
    segno.make(URL, error="m", micro=False).save(picture, kind="png", dark="#1c2f52")
    return data_uri(picture.getvalue())
