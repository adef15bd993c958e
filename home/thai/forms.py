"""A date field for people who write dates as they always have: Buddhist or Common Era, Thai or Arabic digits."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .dates import BE_OFFSET, MONTHS_EN, MONTHS_TH, MONTHS_TH_SHORT, display_year, local
from .digits import to_arabic
from .text import normalise

FIRST_BE_YEAR = 2400  # a year from here on is Buddhist: no date of ours lies in CE 2400
EARLIEST_CE_YEAR = 1800
LATEST_CE_YEAR = FIRST_BE_YEAR - 1


def _month_numbers():
    numbers = {}
    for number, (thai, short, english) in enumerate(zip(MONTHS_TH, MONTHS_TH_SHORT, MONTHS_EN, strict=True), 1):
        spoken = re.sub("(คม|ยน|พันธ์)$", "", thai)  # มกรา, เมษา, กุมภา
        for name in (thai, spoken, short, english.lower(), english[:3].lower()):
            numbers[name.replace(".", "")] = number
    numbers["sept"] = 9
    return numbers


_MONTHS = _month_numbers()
_ERA = r"(?:(?P<era>พ\.?ศ\.?|พุทธศักราช|ค\.?ศ\.?|คริสต์ศักราช|b\.?e\.?|c\.?e\.?|a\.?d\.?)\s*)?"
_NAME = r"(?P<name>[ก-ฮเแโใไ\u0e30-\u0e4e.]+?|[a-z]+\.?)"
_SHAPES = [
    re.compile(shape)
    for shape in (
        r"(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?:[t ]00:00(?::00)?)?",
        rf"(?P<day>\d{{1,2}})\s*[-/. ]\s*(?P<month>\d{{1,2}})\s*[-/. ]\s*{_ERA}(?P<year>\d+)",
        r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})",  # number pads of some phones have no slash
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*{_NAME}[\s,-]*{_ERA}(?P<year>\d+)",
        rf"{_NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*(?P<year>\d+)",
    )
]
_LEAD = re.compile(r"^(?:วัน[ก-๎]*?ที่|วันที่)\s*")
_BUDDHIST_ERAS = ("พ", "b")

MESSAGES = {
    "invalid": _("Give day, month and year, for example 22/11/2569."),
    "short_year": _("Write the year with four digits, for example 22/11/2569."),
    "no_such_day": _("There is no such day in the calendar. Check the day, the month and the year."),
    "year_out_of_range": _("Check the year. The Buddhist or the Common Era may be used, for example 2569 or 2026."),
}


def parse_date(text: str) -> date | None:
    """The date somebody typed; None for an empty text.

    Raises ValidationError with the codes `invalid`, `short_year`, `no_such_day`, `year_out_of_range`. The day comes
    before the month, except in ISO form and in 'January 5, 2027'. 29 February is judged in the Common Era.
    """
    text = _LEAD.sub("", to_arabic(normalise(text)).lower())
    if not text:
        return None
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    parts = found.groupdict() if found else {}
    month = _MONTHS.get(parts["name"].replace(".", "")) if parts.get("name") else parts.get("month")
    if not month:
        raise ValidationError(MESSAGES["invalid"], code="invalid")
    if len(parts["year"]) < 4:
        raise ValidationError(MESSAGES["short_year"], code="short_year")
    year = _common_era(int(parts["year"]), parts.get("era"))
    try:
        return date(year, int(month), int(parts["day"]))
    except ValueError:
        raise ValidationError(MESSAGES["no_such_day"], code="no_such_day") from None


def _common_era(year, era):
    buddhist = era.startswith(_BUDDHIST_ERAS) if era else year >= FIRST_BE_YEAR
    year = year - BE_OFFSET if buddhist else year
    if not EARLIEST_CE_YEAR <= year <= LATEST_CE_YEAR:
        raise ValidationError(MESSAGES["year_out_of_range"], code="year_out_of_range")
    return year


class ThaiDateInput(forms.DateInput):
    """A text input: the browser's own date picker knows only the Common Era."""

    def __init__(self, attrs=None):
        shown = {"inputmode": "numeric", "placeholder": _("DD/MM/YYYY"), "autocomplete": "off"}
        super().__init__({**shown, **(attrs or {})})

    def format_value(self, value):
        """22/11/2569 (22/11/2026 on an English screen); what was typed wrongly is shown as it was typed."""
        if not isinstance(value, date):
            return value
        value = local(value)
        return f"{value.day:02d}/{value.month:02d}/{display_year(value)}"


class ThaiDateField(forms.DateField):
    """Drop-in for forms.DateField; cleans to a Common Era `date`. See parse_date for what it accepts."""

    widget = ThaiDateInput
    default_error_messages = MESSAGES

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return local(value).date()
        if isinstance(value, date):
            return value
        try:
            return parse_date(str(value))
        except ValidationError as error:
            # A field may word its own messages.
            raise ValidationError(self.error_messages[error.code], code=error.code) from None
