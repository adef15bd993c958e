"""What stands on a certificate: its facts in sentences, in sizes that fit the design."""

import re
from base64 import b64encode

from home.thai.digits import to_arabic, to_thai

from . import wording
from .designs import BODY_FONT, BOTH, ENGLISH, MILLIMETRE, SIDES, TEXTS, THAI, Design
from .facts import THAI as THAI_DIGITS
from .pdf_lines import Fitted, fit, lacking

NAME_SIZES = ((36, 33, 30, 27, 24), (24, 22, 20), (18, 16, 14))
TITLE_SIZES = ((23, 21, 19, 17), (17, 15), (14, 12))
ORGANISATION_SIZES = ((21, 20, 19, 18, 17, 16, 15), (17, 16, 15))
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
    """What differs between the certificates of one batch; the order is that of the placeholders of a plate."""
    said = wording.varying(facts)
    return said | {"name_en": spaced(said["name_en"])}


def printed_name(facts, design: Design) -> str:
    """The name in the largest type: the Thai one, on an English page the English one where there is one."""
    return spaced((design.languages == ENGLISH and facts.name_en) or facts.name_th)


def name_lines(facts, design: Design) -> Fitted:
    name = printed_name(facts, design)
    return fit(name, font_name=design.heading_font, room=_indented(design), sizes=NAME_SIZES)


def words(facts, design: Design, *, said: dict[str, str], name: Fitted) -> dict:
    """The words of a page, for the template; `said` is `varying`, or placeholders for it."""
    count, language = len(facts.signatories), ENGLISH if design.languages == ENGLISH else THAI
    named = wording.named(facts, said, language)
    half = SIDES[design.landscape][0] / 2 - 40
    heading = {"font_name": design.heading_font, "room": _indented(design)}
    title, within = _title(facts, language)
    sentences = {which: wording.sentence(which, facts, design, said, language) for which in TEXTS}
    below = {which: wording.sentence(which, facts, design, said, ENGLISH) for which in TEXTS}
    return {
        "facts": facts,
        "language": language,
        "both": design.languages == BOTH,
        "classes": design.classes(count),
        "kind": named["kind"][:1].upper() + named["kind"][1:],
        **{key: named[key] for key in ("number", "plain_number", "name", "name_en", "study", "given_on", "code")},
        "name_language": "" if language == THAI or facts.name_en else THAI,
        "organisation": _organisation(facts, design),
        **sentences,
        "below": below if design.languages == BOTH else {},
        "name_lines": name,
        "leading": NAME_SIZES[len(name.lines) - 1][0] * LEADING,
        "title": fit(title, sizes=TITLE_SIZES, **heading),
        "within": within,
        "signatories": _signatories(facts.signatories, design, language),
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


def _title(facts, language):
    """What was learnt, and within what: the programme with the cohort, or a module and its programme."""
    if language == ENGLISH:
        title = facts.programme_title_en or facts.module_title or facts.programme_title_th
        cohort = wording.cohort_en(facts).replace(" ", NO_BREAK_SPACE)
        return spaced(title + (f", {cohort}" if cohort else "")), ""
    digits = to_thai if facts.numerals == THAI_DIGITS else to_arabic
    title = " ".join(filter(None, (facts.programme_title_th, facts.cohort_label.replace(" ", NO_BREAK_SPACE))))
    return (digits(facts.module_title), digits(f"ใน{title}")) if facts.module_title else (digits(title), "")


def _organisation(facts, design):
    """[(text, size in points or None, language)]: the first line in the largest type that fits."""
    first, *others = wording.organisation(facts, design.languages)
    room = design.top_width(len(facts.signatories))
    large = fit(first, font_name=design.heading_font, room=room, sizes=ORGANISATION_SIZES)
    return [
        *((line, large.size, _language(first)) for line in large.lines),
        *((line, None, _language(line)) for line in others),
    ]


def _language(line):
    return ENGLISH if line.isascii() else THAI


def _signatories(signatories, design, language):
    """Each with name, post and acting-for line in lines that fit its column, like lines in one size."""
    room, english = design.column(len(signatories)), language == ENGLISH
    said = [
        tuple((english and getattr(one, f"{line}_en")) or getattr(one, line) for line in ("name", "post", "acting_for"))
        for one in signatories
    ]
    set_ = {
        "name": [_fitted(name and f"({name})", room, SIGNATORY_SIZES) for name, _post, _acting in said],
        "post": [_fitted(post, room, POST_SIZES) for _name, post, _acting in said],
        "acting_for": [_fitted(acting, room, POST_SIZES) for _name, _post, acting in said],
    }
    smallest = {key: min((one.size for one in lines if one.lines), default=0) for key, lines in set_.items()}
    return [
        {key: Fitted(smallest[key], lines[place].lines) for key, lines in set_.items()}
        | {"who": said[place][0], "picture": data_uri(one.signature)}
        for place, one in enumerate(signatories)
    ]


def _fitted(text, room, sizes):
    return fit(spaced(text), font_name=BODY_FONT, room=room, sizes=sizes) if text else Fitted(sizes[0][0], ())
