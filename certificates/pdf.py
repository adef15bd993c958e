"""The certificate as a PDF: a pure function of frozen facts, the same bytes for the same facts.

PDF/A-3a by construction: tagged, fonts embedded, colour profile, and the facts attached for machines. Certificates
that differ in a few lines share a plate (certificates/press), which is made at the first of them; what cannot be
pressed is drawn whole, and looks and reads the same.
"""

import logging
import re
import string
from base64 import b64encode
from dataclasses import replace
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno
from django.template.loader import render_to_string

from home.thai.dates import date_range, given_on, long_date
from home.thai.digits import to_arabic, to_thai

from .facts import STATEMENT, THAI, CertificateFacts
from .pdf_lines import Fitted, fit, lacking
from .press import Attached, Unpressable, drawn, plate_of
from .press.proofs import ASCII, Placeholders, Sheet
from .press.proofs import THAI as THAI_LETTERS

logger = logging.getLogger(__name__)

ART = Path(__file__).parent / "art"
BODY_FONT = "Sarabun-Regular.ttf"
HEADING_FONT = "Trirong-SemiBold.ttf"
MILLIMETRE = 72 / 25.4
NAME = {
    "font_name": HEADING_FONT,
    "room": 226 * MILLIMETRE,
    "sizes": ((36, 33, 30, 27, 24), (24, 22, 20), (18, 16, 14)),
}
TITLE = {"font_name": HEADING_FONT, "room": 226 * MILLIMETRE, "sizes": ((23, 21, 19, 17), (17, 15), (14, 12))}
# Of the largest type tried on so many lines: smaller names stand in the same room, so that nothing else moves.
LEADING = 1.42
SPACES = re.compile("[ \t\n\r]+")
NO_BREAK_SPACE = "\u00a0"
INK, GROUND = bytes.fromhex("1c2f52"), bytes.fromhex("ffffff")
SHEETS = {
    statement: Sheet(ART / "certificate.css", ART / "paper.css", STATEMENT if statement else "")
    for statement in (True, False)
}
PLATES = 24
CSS_PIXEL = 0.75
# What differs between the certificates of one batch, by its placeholder on the plate.
VARYING = ("number", "plain_number", "name", "name_en", "study", "given_on", "code")
ALPHABETS = {"code": string.ascii_uppercase + string.digits, "name_en": ASCII}
URL, DAY = "https://QJZXJQ.example/", date(1987, 6, 5)


def render(facts: CertificateFacts, attachments: list[Attached] | None = None) -> bytes:
    """The document of these facts, one page of A4 landscape, with the facts attached unless other files are given.

    Raises RuntimeError where the installed WeasyPrint is not the one the text layer was proved with.
    """
    attachments = [facts_attached(facts)] if attachments is None else attachments
    try:
        return pressed(facts, attachments)
    except Unpressable as reason:
        logger.warning("certificate %s is drawn, not pressed: %s", facts.number, reason)
        return drawn_whole(facts, attachments)


def pressed(facts, attachments) -> bytes:
    """The document by way of its plate. Raises Unpressable."""
    name, digits = fit(_spaced(facts.name_th), **NAME), _digits(facts)
    said = {
        "number": digits(facts.number),
        "plain_number": facts.number,
        "name": facts.name_th,
        "name_en": _spaced(facts.name_en),
        "study": digits(_study(facts)),
        "given_on": digits(given_on(facts.issued_on, "th")),
        "code": facts.code,
    }
    lines, on_plate = len(name.lines), Placeholders()
    values = dict(zip((on_plate[at] for at in range(len(VARYING) + lines)), (*said.values(), *name.lines), strict=True))
    sizes = {on_plate[len(VARYING) + line]: name.size / CSS_PIXEL for line in range(lines)}
    values |= {URL: facts.verify_url, f"{DAY}": f"{facts.issued_on}", f"{DAY:%Y%m%d}": f"{facts.issued_on:%Y%m%d}"}
    return _finished(_plate(_without_varying(facts), lines), facts, attachments, values, sizes)


@lru_cache(maxsize=PLATES)
def _plate(facts, lines):
    """The plate of all certificates that differ from these facts in what varies only, the name on so many lines."""

    def page(placeholders):
        said = {key: placeholders[at] for at, key in enumerate(VARYING)}
        largest, *_between, smallest = NAME["sizes"][lines - 1]
        names = tuple(placeholders[len(VARYING) + line] for line in range(lines))
        known = words(replace(facts, number=said["plain_number"], name_th=said["name"], code=said["code"]))
        known |= {key: said[key] for key in ("number", "study", "given_on")}
        known["facts"] = replace(known["facts"], name_en=facts.name_en and said["name_en"])
        known["name"] = Fitted(smallest if placeholders.wide else largest, names)
        known["leading"] = largest * LEADING
        return render_to_string("certificates/pdf/certificate.html", known)

    keys = (*VARYING, *("line",) * lines)
    alphabets = {Placeholders()[at]: ALPHABETS.get(key, THAI_LETTERS + ASCII) for at, key in enumerate(keys)}
    others = (URL, f"{DAY}", f"{DAY:%Y%m%d}")
    return plate_of(_sheet(facts), page, alphabets=alphabets, placeholders=others, picture=_blank())


def _without_varying(facts):
    name_en = "-" if facts.name_en else ""
    return replace(
        facts,
        number="",
        name_th="",
        name_en=name_en,
        code="",
        verify_url=URL,
        hours=0,
        starts=None,
        ends=None,
        issued_on=DAY,
    )


def unprintable(facts) -> str:
    """Characters of the names that the faces of the design lack: printed in a borrowed face, or as an empty square."""
    return lacking(facts.name_th, HEADING_FONT) + lacking(facts.name_en, BODY_FONT)


def drawn_whole(facts, attachments) -> bytes:
    """The document drawn by WeasyPrint from first to last."""
    html = render_to_string("certificates/pdf/certificate.html", words(facts))
    return _finished(drawn(_sheet(facts), html, picture=_blank()), facts, attachments)


def _finished(plate, facts, attachments, values=None, sizes=None):
    pictures = {"qr": (_qr(facts.verify_url), GROUND + INK)}
    return plate.press(
        values=values or {}, sizes=sizes or {}, pictures=pictures, attachments=attachments, day=facts.issued_on
    )


def words(facts: CertificateFacts) -> dict:
    """What stands on the document: the facts in sentences, dates and digits as the document shows them."""
    digits, name = _digits(facts), fit(_spaced(facts.name_th), **NAME)
    title = " ".join(filter(None, (facts.programme_title_th, facts.cohort_label.replace(" ", NO_BREAK_SPACE))))
    within = ""
    if facts.module_title:
        title, within = facts.module_title, f"ใน{title}"
    return {
        "facts": facts,
        "number": digits(facts.number),
        "name": name,
        "leading": NAME["sizes"][len(name.lines) - 1][0] * LEADING,
        "title": fit(digits(title), **TITLE),
        "within": digits(within),
        "deed": _deed(facts),
        "study": digits(_study(facts)),
        "given_on": digits(given_on(facts.issued_on, "th")),
        "signatories": [
            {"name": one.name, "post": one.post, "acting_for": one.acting_for, "picture": _data_uri(one.signature)}
            for one in facts.signatories
        ],
        "qr": _blank(),
    }


def _deed(facts):
    """What the holder did: passed a module, took part, or completed the programme."""
    if facts.module_title:
        return "ได้ผ่านการเรียนหน่วยการเรียนรู้"
    return "ได้เข้ารับการอบรม" if facts.kind == STATEMENT else "ได้ผ่านการอบรม"


def _study(facts):
    """When and for how many hours; the days are left out where study had no fixed ones."""
    hours = f"จำนวน {facts.hours} ชั่วโมง"
    starts, ends = facts.starts, facts.ends
    if not (starts and ends):
        return hours
    if starts == ends:
        return f"เมื่อวันที่ {long_date(starts, 'th')} {hours}"
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"ระหว่างวันที่ {date_range(starts, ends, 'th')} {hours}"
    return f"ตั้งแต่วันที่ {long_date(starts, 'th')} ถึงวันที่ {long_date(ends, 'th')} {hours}"


def facts_attached(facts) -> Attached:
    """The facts for machines."""
    content, description = facts.as_json().encode(), "ข้อมูลในทะเบียนของเอกสารฉบับนี้"
    return Attached("certificate.json", content, "application/json", description)


def _spaced(text):
    """Spaces as HTML takes them: several are one, and none stands at an end."""
    return SPACES.sub(" ", text).strip(" ")


def _digits(facts):
    return to_thai if facts.numerals == THAI else to_arabic


def _sheet(facts):
    return SHEETS[facts.kind == STATEMENT]


def _qr(url):
    """The check page's address as a QR code: rows of light and dark, with the quiet zone the standard asks for."""
    return tuple(segno.make(url, error="m", micro=False).matrix_iter(border=4))


@lru_cache(maxsize=1)
def _blank():
    """What stands for the QR code until it is known."""
    picture = BytesIO()
    segno.make(URL, error="m", micro=False).save(picture, kind="png", dark="#1c2f52")
    return _data_uri(picture.getvalue())


def _data_uri(png):
    return f"data:image/png;base64,{b64encode(png).decode()}" if png else ""
