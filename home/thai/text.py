"""Thai text as it should be stored (`normalise`) and as it should break into lines (`keep_together`)."""

import re
import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeData, SafeString, mark_safe
from pythainlp import thai_above_vowels, thai_below_vowels, thai_follow_vowels, thai_lead_vowels, thai_tonemarks
from pythainlp.util import remove_dangling, remove_repeat_vowels, remove_spaces_before_marks

from .dates import MONTHS_EN, MONTHS_TH, MONTHS_TH_SHORT

# Zero-width space, non-joiner, direction marks, word joiner, soft hyphen, BOM: seen by nobody, in the way of matching.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# The zero-width joiner holds emoji together; beside a Thai letter it is a typing accident.
_JOINER = re.compile("(?<=[\u0e00-\u0e7f])\u200d|\u200d(?=[\u0e00-\u0e7f])")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_HANGING = f"{thai_above_vowels}{thai_below_vowels}{thai_tonemarks}\u0e3a\u0e4c\u0e4d\u0e4e"
# What the mending below can change, and a little more: where none of it stands, and that is almost always, there is
# nothing to mend. Every visit to a search asks this of pages of text, so it is put as the interpreter answers fastest.
_MISPLACED = re.compile(f"[ {thai_tonemarks}\u0e4c{thai_follow_vowels}][{_HANGING}]")
_REPEATED = tuple(
    pair for sign in f"{thai_follow_vowels}{thai_lead_vowels}{_HANGING}" for pair in (sign * 2, f"{sign} {sign}")
)
_FAULTS = ("\u0e45", "\u0e4d", *_REPEATED)


def normalise(text: str | None) -> str:
    """The same text to the eye, in one spelling to the machine. Running it twice changes nothing more.

    NFC; no invisible characters; ํ + า becomes ำ (tone mark between, before or after); marks in the order vowel, tone;
    repeated marks once; เเ becomes แ; marks that hang on nothing go; every run of blanks is one space. Line breaks
    stay, at most one empty line in a row.
    """
    text = unicodedata.normalize("NFC", str(text or ""))
    text = _INVISIBLE.sub("", text)
    if "\u200d" in text:
        text = _JOINER.sub("", text)
    text = "\n".join(text.splitlines())
    return _EMPTY_LINES.sub("\n\n", "\n".join(_line(line) for line in text.split("\n"))).strip()


def _is_faulty(line):
    hangs = line and line[0] in _HANGING
    return hangs or _MISPLACED.search(line) or any(fault in line for fault in _FAULTS)


def _line(line):
    line = _BLANKS.sub(" ", line).strip()
    if not _is_faulty(line):
        return line
    # A mark may come free of its letter only after another fault is mended, hence until nothing changes.
    before = None
    while line != before:
        before = line
        line = remove_dangling(remove_repeat_vowels(remove_spaces_before_marks(line)))
    return unicodedata.normalize("NFC", line).strip()


# Words that Chromium's dictionary tears apart (ร้อย|ละ, รุ่น|ที่, ผลก|ระทบ, องค|ลัง, เช็|กชื่อ): measured on our terms.
PROTECTED = (
    "ร้อยละ", "จุดร้อยละ", "รุ่นที่", "รัชภูมิ", "ท้องถิ่น", "ลงพื้นที่", "ครัวเรือน", "รายได้", "งบประมาณ", "กระจาย", "ผลกระทบ",
    "กองคลัง", "กองช่าง", "กองการศึกษา", "เช็กชื่อ", "วีดิทัศน์", "อัปโหลด", "เผยแพร่", "เพิกถอน", "เกียรติบัตร",
)  # fmt: skip
_BEFORE = (
    "รุ่นที่", "ครั้งที่", "หน่วยที่", "บทที่", "ข้อที่", "ฉบับที่", "ปีที่", "ระยะที่", "ลำดับที่", "ระดับที่", "ตอนที่", "เลขที่",
    "ร้อยละ", "ปีงบประมาณ", "มาตรา", "พ.ศ.", "ค.ศ.", "พุทธศักราช",
    "Cohort", "Module", "Session", "Section", "No.", "B.E.",
)  # fmt: skip
_AFTER = (
    "จุดร้อยละ", "ชั่วโมง", "ชม.", "นาที", "วินาที", "วันทำการ", "วัน", "สัปดาห์", "เดือน", "ปี", "น.",
    "คน", "ราย", "แห่ง", "ครัวเรือน", "จังหวัด", "ล้านบาท", "หมื่นบาท", "บาท", "คะแนน", "ครั้ง", "หน้า", "ข้อ", "หน่วย",
    "ที่นั่ง", "ฉบับ", "รุ่น", "กรณี", "เรื่อง", "บทเรียน", "ไร่", "กิโลเมตร", "กม.",
    "percentage points", "percentage point", "per cent", "hours", "hour", "minutes", "minute", "days", "day",
    "weeks", "week", "months", "years", "points", "seats", "people", "baht", "million baht",
    "%", "KB", "MB", "GB",
)  # fmt: skip


def _pattern():
    def one_of(words):
        return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"

    number = r"[0-9๐-๙]+(?:[.,:/–-][0-9๐-๙]+)*"
    month = one_of((*MONTHS_TH, *MONTHS_TH_SHORT, *MONTHS_EN, *(name[:3] for name in MONTHS_EN)))
    year = r"(?: (?:พ\.ศ\. |ค\.ศ\. |พุทธศักราช )?(?:[0-9๐-๙]{4}|[0-9๐-๙]{2})(?![0-9๐-๙]))?"
    parts = (
        rf"{number} {month}{year}",
        rf"{one_of(_BEFORE)} ?{number}",
        rf"{number} ?{one_of(_AFTER)}",
        one_of(PROTECTED),
    )
    # Neither inside a Latin word or a number, nor between a Thai letter and the marks that sit on it.
    return re.compile(rf"(?<![A-Za-z0-9๐-๙.,])(?:{'|'.join(parts)})(?![A-Za-z\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])")


_UNITS = _pattern()
_MARKUP = re.compile(r"(<[^>]*>|&#?\w+;)")


def over_text(html: SafeString, change) -> SafeString:
    """`change` applied to the text of trusted HTML; tags, attributes and character references stay as they are."""
    return mark_safe("".join(part if i % 2 else change(part) for i, part in enumerate(_MARKUP.split(html))))


def keep_together(text: str | None) -> SafeString:
    """Safe HTML in which units, dates and fragile words stay on one line, in `<span class="nowrap">`.

    Plain text is escaped. Text already marked safe is taken as HTML: its tags are not touched. For running text on a
    page; not for attributes, `<title>` or mail.
    """
    if isinstance(text, SafeData):
        return over_text(text, lambda part: _UNITS.sub(r'<span class="nowrap">\g<0></span>', part))
    out, end = [], 0
    text = "" if text is None else str(text)
    for match in _UNITS.finditer(text):
        out += [escape(text[end : match.start()]), '<span class="nowrap">', escape(match[0]), "</span>"]
        end = match.end()
    return mark_safe("".join([*out, escape(text[end:])]))
