"""The sentences of a certificate, in Thai and in English: what its kind implies, when and for how long, by whom."""

import re

from home.thai.dates import date_range, given_on, long_date
from home.thai.digits import to_arabic, to_thai

from .designs import ENGLISH, THAI, Design, filled
from .facts import STATEMENT
from .facts import THAI as THAI_DIGITS

KIND_EN = {
    "wutthibat": "certificate of completion",
    "prakasaniyabat": "diploma",
    "kiattibat": "certificate of honour",
    STATEMENT: "statement",
}
# A substitute for a lost one (ใบแทน) says so in the word for its kind.
SUBSTITUTE = "ใบแทน"


def varying(facts) -> dict[str, str]:
    """What differs between the certificates of one batch, as it stands on the page; "plain_number" in its metadata."""
    digits = _digits(facts)
    return {
        "number": digits(facts.number),
        "plain_number": facts.number,
        "name": facts.name_th,
        "name_en": facts.name_en,
        "study": digits(_study(facts)),
        "given_on": digits(given_on(facts.issued_on, "th")),
        "code": facts.code,
        "hours": digits(str(facts.hours)),
        "study_en": _study_en(facts),
        "given_on_en": given_on(facts.issued_on, "en"),
        "hours_en": str(facts.hours),
    }


def sentence(which, facts, design: Design, said, language) -> str:
    """The text `which` of a design (presented, deed, closing) in a language with its facts, or what the kind implies.

    English says nothing of its own below Thai: there it stands only where the design has it.
    """
    known = named(facts, said, language)
    if language == THAI:
        text = filled(getattr(design, which) or IMPLIED[which](facts), known)
        # What the register has to add stands on every design.
        return " ".join(filter(None, (text, facts.closing_line))) if which == "closing" else text
    if design.languages != ENGLISH:
        return filled(getattr(design, f"{which}_en"), known)
    text = filled(getattr(design, f"{which}_en") or IMPLIED_EN[which](facts), known)
    return " ".join(filter(None, (text, *_added_en(facts)))) if which == "closing" else text


def named(facts, said, language) -> dict[str, str]:
    """What texts of a design may name (designs.NAMED_FACTS), in a language."""
    if language == THAI:
        return said | {
            "kind": facts.kind_label,
            "programme": facts.programme_title_th,
            "programme_en": facts.programme_title_en,
            "cohort": _digits(facts)(facts.cohort_label),
            "module": facts.module_title,
            "organisation": next(iter(organisation(facts, THAI)), ""),
        }
    return said | {
        "kind": kind_en(facts),
        "number": said["plain_number"],
        "name": said["name_en"] or said["name"],
        "study": said["study_en"],
        "given_on": said["given_on_en"],
        "hours": said["hours_en"],
        "programme": facts.programme_title_en or facts.programme_title_th,
        "programme_en": facts.programme_title_en,
        "cohort": cohort_en(facts),
        "module": facts.module_title and (facts.programme_title_en or facts.module_title),
        "organisation": next(iter(organisation(facts, ENGLISH)), ""),
    }


def kind_en(facts) -> str:
    """The word for the kind inside an English sentence."""
    word = KIND_EN.get(facts.kind, "certificate")
    return f"substitute {word}" if facts.kind_label.startswith(SUBSTITUTE) else word


def cohort_en(facts) -> str:
    number = re.search(r"\d+", to_arabic(facts.cohort_label))
    return f"Cohort {number[0]}" if number else facts.cohort_label


def organisation(facts, languages) -> list[str]:
    """Lines of the organisation in these languages; all of them where it has none there."""
    wanted = {THAI: lambda line: not line.isascii(), ENGLISH: str.isascii}.get(languages, bool)
    return [line for line in facts.organisation if wanted(line)] or list(facts.organisation)


def _digits(facts):
    return to_thai if facts.numerals == THAI_DIGITS else to_arabic


def _presented(facts):
    return "{kind}ฉบับนี้ให้ไว้เพื่อแสดงว่า" if facts.kind == STATEMENT else "มอบ{kind}ฉบับนี้ให้ไว้เพื่อแสดงว่า"


def _deed(facts):
    """What the holder did: passed a module, took part, or completed the programme."""
    if facts.module_title:
        return "ได้ผ่านการเรียนหน่วยการเรียนรู้"
    return "ได้เข้ารับการอบรม" if facts.kind == STATEMENT else "ได้ผ่านการอบรม"


def _deed_en(facts):
    if facts.module_title:
        return "has completed the module"
    return "has attended" if facts.kind == STATEMENT else "has successfully completed"


def _added_en(facts):
    """What the register has to add, as in `closing_line`, which is Thai."""
    if facts.replaces:
        yield f"Issued in place of No. {facts.replaces}."
    if facts.valid_until:
        yield f"Valid until {long_date(facts.valid_until, 'en')}."


def _nothing(_facts):
    return ""


IMPLIED = {"presented": _presented, "deed": _deed, "closing": _nothing}
IMPLIED_EN = {"presented": lambda _facts: "This {kind} certifies that", "deed": _deed_en, "closing": _nothing}


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


def _study_en(facts):
    hours = f"{facts.hours} hour{'' if facts.hours == 1 else 's'}"
    starts, ends = facts.starts, facts.ends
    if not (starts and ends):
        return hours
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{'on ' if starts == ends else ''}{date_range(starts, ends, 'en')}, {hours}"
    return f"from {long_date(starts, 'en')} to {long_date(ends, 'en')}, {hours}"
