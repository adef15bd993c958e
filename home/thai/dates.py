"""Dates and times as people read them: the Buddhist Era in Thai, the Common Era in English.

We store the Common Era and local time is the time of TIME_ZONE. Each function takes a date or a datetime (an aware
datetime is first converted to local time) and answers an empty string for None, so that templates need no `if`.
`language` ("th" or "en") overrides the active language: a Thai certificate stays Thai on an English screen.
"""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import get_language

from .digits import to_thai

BE_OFFSET = 543

MONTHS_TH = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_TH_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS_TH = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def is_thai(language: str | None = None) -> bool:
    """True unless the language (by default the active one) is another than Thai. No language means Thai."""
    return (language or get_language() or "th").split("-")[0] == "th"


def local(value):
    """An aware datetime in local time; anything else unchanged."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def display_year(value: date, language: str | None = None) -> int:
    """2569 for a date of 2026 in Thai, 2026 in English."""
    return value.year + BE_OFFSET if is_thai(language) else value.year


def _month(value, language, short=False):
    if is_thai(language):
        return (MONTHS_TH_SHORT if short else MONTHS_TH)[value.month - 1]
    return MONTHS_EN[value.month - 1][: 3 if short else None]


def long_date(value: date | None, language: str | None = None) -> str:
    """'22 พฤศจิกายน 2569', '22 November 2026'."""
    if not value:
        return ""
    value = local(value)
    return f"{value.day} {_month(value, language)} {display_year(value, language)}"


def short_date(value: date | None, language: str | None = None) -> str:
    """'22 พ.ย. 2569', '22 Nov 2026': for rows and cards."""
    if not value:
        return ""
    value = local(value)
    return f"{value.day} {_month(value, language, short=True)} {display_year(value, language)}"


def tiny_date(value: date | None, language: str | None = None) -> str:
    """'22 พ.ย. 69', '22 Nov 26': for narrow table columns only."""
    if not value:
        return ""
    value = local(value)
    return f"{value.day} {_month(value, language, short=True)} {display_year(value, language) % 100:02d}"


def weekday_date(value: date | None, language: str | None = None) -> str:
    """'วันอาทิตย์ที่ 22 พฤศจิกายน 2569', 'Sunday 22 November 2026'."""
    if not value:
        return ""
    value = local(value)
    if is_thai(language):
        return f"วัน{WEEKDAYS_TH[value.weekday()]}ที่ {long_date(value, language)}"
    return f"{WEEKDAYS_EN[value.weekday()]} {long_date(value, language)}"


def formal_date(value: date | None, language: str | None = None) -> str:
    """'๑๘ กันยายน พุทธศักราช ๒๕๖๙', as certificates write it; '18 September 2026' in English."""
    if not value:
        return ""
    if not is_thai(language):
        return long_date(value, language)
    value = local(value)
    return to_thai(f"{value.day} {_month(value, 'th')} พุทธศักราช {display_year(value, 'th')}")


def given_on(value: date | None, language: str | None = None) -> str:
    """The line above the signatures: 'ให้ไว้ ณ วันที่ ๑๘ กันยายน พุทธศักราช ๒๕๖๙', 'Given on 18 September 2026'."""
    if not value:
        return ""
    return f"{'ให้ไว้ ณ วันที่' if is_thai(language) else 'Given on'} {formal_date(value, language)}"


def date_range(first: date | None, last: date | None, language: str | None = None, *, short: bool = False) -> str:
    """'5–8 มิถุนายน 2569'; '28 พฤษภาคม – 3 มิถุนายน 2569'; '28 ธันวาคม 2569 – 3 มกราคม 2570'.

    The same day twice, or only one end, gives that one day. `short` uses the short month names.
    """
    one = short_date if short else long_date
    if not (first and last):
        return one(first or last, language)
    first, last = local(first), local(last)
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        return one(first, language)
    if first.year != last.year:
        return f"{one(first, language)} – {one(last, language)}"
    if first.month != last.month:
        return f"{first.day} {_month(first, language, short)} – {one(last, language)}"
    return f"{first.day}–{one(last, language)}"


def clock(value: time | datetime | None, language: str | None = None) -> str:
    """'13.00 น.', '13:00'. Midnight is a time, so only None is empty."""
    if value is None or value == "":
        return ""
    value = local(value)
    return f"{value:%H.%M} น." if is_thai(language) else f"{value:%H:%M}"


def clock_range(first: time | datetime | None, last: time | datetime | None, language: str | None = None) -> str:
    """'09.00–12.00 น.', '09:00–12:00'; one end alone gives that time."""
    start, end = clock(first, language), clock(last, language)
    if not (start and end) or start == end:
        return start or end
    return f"{start.removesuffix(' น.')}–{end}"


def long_datetime(value: datetime | None, language: str | None = None) -> str:
    """'22 พฤศจิกายน 2569 เวลา 13.00 น.', '22 November 2026, 13:00'."""
    if not value:
        return ""
    return f"{long_date(value, language)}{' เวลา ' if is_thai(language) else ', '}{clock(value, language)}"


def fiscal_year(value: date | None, language: str | None = None) -> int | str:
    """The Thai government's budget year, which begins on 1 October: 1 Oct 2569 to 30 Sep 2570 is 2570 (2027)."""
    if not value:
        return ""
    value = local(value)
    return display_year(value, language) + (value.month >= 10)
