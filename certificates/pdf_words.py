"""What stands on a certificate: its facts in sentences, dates and digits, in sizes that fit the design."""

import re
from base64 import b64encode

from home.thai.dates import date_range, given_on, long_date
from home.thai.digits import to_arabic, to_thai

from .designs import BODY_FONT, MILLIMETRE, SIDES, Design, filled
from .facts import STATEMENT, THAI
from .pdf_lines import Fitted, fit, lacking

NAME_SIZES = ((36, 33, 30, 27, 24), (24, 22, 20), (18, 16, 14))
TITLE_SIZES = ((23, 21, 19, 17), (17, 15), (14, 12))
SIGNATORY_SIZES = ((12, 11.5, 11, 10.5, 10), (10, 9.5, 9), (9, 8))
POST_SIZES = ((11, 10.5, 10, 9.5), (10, 9.5, 9, 8.5), (8.5, 8))
# Of the largest type tried on so many lines: smaller names stand in the same room, so that nothing else moves.
LEADING = 1.42
# Names and titles keep off the ends of the line.
INDENT = 9.5 * MILLIMETRE
CSS_PIXEL = 0.75
NO_BREAK_SPACE = "\u00a0"
SPACES = re.compile("[ \t\n\r]+")


def varying(facts) -> dict[str, str]:
    """What differs between the certificates of one batch, as it stands on the page; "plain_number" in its metadata."""
    digits = _digits(facts)
    return {
        "number": digits(facts.number),
        "plain_number": facts.number,
        "name": facts.name_th,
        "name_en": spaced(facts.name_en),
        "study": digits(_study(facts)),
        "given_on": digits(given_on(facts.issued_on, "th")),
        "code": facts.code,
        "hours": digits(str(facts.hours)),
    }


def name_lines(facts, design: Design) -> Fitted:
    return fit(spaced(facts.name_th), font_name=design.heading_font, room=_indented(design), sizes=NAME_SIZES)


def words(facts, design: Design, *, said: dict[str, str], name: Fitted) -> dict:
    """The words of a page, for the template; `said` is `varying`, or placeholders for it."""
    digits, count = _digits(facts), len(facts.signatories)
    title = " ".join(filter(None, (facts.programme_title_th, facts.cohort_label.replace(" ", NO_BREAK_SPACE))))
    within = ""
    if facts.module_title:
        title, within = facts.module_title, f"ใน{title}"
    named = said | {
        "kind": facts.kind_label,
        "programme": facts.programme_title_th,
        "programme_en": facts.programme_title_en,
        "cohort": digits(facts.cohort_label),
        "module": facts.module_title,
        "organisation": facts.organisation[0] if facts.organisation else "",
    }
    half = SIDES[design.landscape][0] / 2 - 40
    return said | {
        "facts": facts,
        "classes": design.classes(count),
        "english": design.english,
        "organisation": [line for line in facts.organisation if design.english or not line.isascii()],
        "presented": filled(design.presented, named),
        "name_lines": name,
        "leading": NAME_SIZES[len(name.lines) - 1][0] * LEADING,
        "title": fit(digits(title), font_name=design.heading_font, room=_indented(design), sizes=TITLE_SIZES),
        "within": digits(within),
        "deed": filled(design.deed, named) if design.deed else _deed(facts),
        "closing": " ".join(filter(None, (filled(design.closing, named), facts.closing_line))),
        "signatories": _signatories(facts.signatories, design),
        "room": round(design.words_width / CSS_PIXEL),
        "half_room": round(half * MILLIMETRE / CSS_PIXEL),
    }


def unprintable(facts, design: Design) -> str:
    """Characters of the names that the faces of the design lack: printed in a borrowed face, or as an empty square."""
    return lacking(facts.name_th, design.heading_font) + lacking(facts.name_en, BODY_FONT)


def spaced(text):
    """Spaces as HTML takes them: several are one, and none stands at an end."""
    return SPACES.sub(" ", text).strip(" ")


def data_uri(png):
    return f"data:image/png;base64,{b64encode(png).decode()}" if png else ""


def _indented(design):
    return design.words_width - 2 * INDENT


def _digits(facts):
    return to_thai if facts.numerals == THAI else to_arabic


def _signatories(signatories, design):
    """Each with name, post and acting-for line in lines that fit its column, like lines in one size."""
    room = design.column(len(signatories))
    set_ = {
        "name": [_fitted(f"({one.name})", room, SIGNATORY_SIZES) for one in signatories],
        "post": [_fitted(one.post, room, POST_SIZES) for one in signatories],
        "acting_for": [_fitted(one.acting_for, room, POST_SIZES) for one in signatories],
    }
    smallest = {key: min((one.size for one in lines if one.lines), default=0) for key, lines in set_.items()}
    return [
        {key: Fitted(smallest[key], lines[place].lines) for key, lines in set_.items()}
        | {"who": one.name, "picture": data_uri(one.signature)}
        for place, one in enumerate(signatories)
    ]


def _fitted(text, room, sizes):
    return fit(spaced(text), font_name=BODY_FONT, room=room, sizes=sizes) if text else Fitted(sizes[0][0], ())


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
