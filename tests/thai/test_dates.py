from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from home.thai import dates

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("function", "thai", "english"),
    [
        (dates.long_date, "22 พฤศจิกายน 2569", "22 November 2026"),
        (dates.short_date, "22 พ.ย. 2569", "22 Nov 2026"),
        (dates.tiny_date, "22 พ.ย. 69", "22 Nov 26"),
        (dates.weekday_date, "วันอาทิตย์ที่ 22 พฤศจิกายน 2569", "Sunday 22 November 2026"),
        (dates.formal_date, "๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙", "22 November 2026"),
        (dates.given_on, "ให้ไว้ ณ วันที่ ๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙", "Given on 22 November 2026"),
        (dates.fiscal_year, 2570, 2027),
        (dates.display_year, 2569, 2026),
    ],
)
def test_each_form_in_both_languages(function, thai, english):
    assert function(DAY) == thai
    with translation.override("en"):
        assert function(DAY) == english
        assert function(DAY, "th") == thai
    assert function(DAY, "en") == english


@pytest.mark.parametrize(
    "function",
    [
        dates.long_date, dates.short_date, dates.tiny_date, dates.weekday_date, dates.formal_date,
        dates.given_on, dates.clock, dates.long_datetime, dates.fiscal_year,
    ],
)  # fmt: skip
def test_nothing_is_shown_for_no_date(function):
    assert function(None) == ""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 31), "31 ธันวาคม 2569"),
        (date(2027, 1, 1), "1 มกราคม 2570"),
        (date(2024, 2, 29), "29 กุมภาพันธ์ 2567"),
        (date(1957, 5, 13), "13 พฤษภาคม 2500"),
        (date(1, 1, 1), "1 มกราคม 544"),
    ],
)
def test_year_edges_and_leap_day(day, expected):
    assert dates.long_date(day) == expected


def test_two_digit_year_keeps_its_zero():
    assert dates.tiny_date(date(1958, 3, 4)) == "4 มี.ค. 01"


def test_without_any_language_dates_are_thai():
    with translation.override(None):
        assert dates.long_date(DAY) == "22 พฤศจิกายน 2569"


def test_a_moment_is_shown_on_the_local_day():
    new_year_in_bangkok = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)
    assert dates.long_date(new_year_in_bangkok) == "1 มกราคม 2570"
    assert dates.weekday_date(new_year_in_bangkok) == "วันศุกร์ที่ 1 มกราคม 2570"
    assert dates.long_datetime(new_year_in_bangkok) == "1 มกราคม 2570 เวลา 00.00 น."
    assert dates.long_date(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == "31 ธันวาคม 2569"


@pytest.mark.parametrize(
    ("first", "last", "thai", "english"),
    [
        (date(2026, 6, 5), date(2026, 6, 5), "5 มิถุนายน 2569", "5 June 2026"),
        (date(2026, 6, 5), date(2026, 6, 8), "5–8 มิถุนายน 2569", "5–8 June 2026"),
        (date(2026, 5, 28), date(2026, 6, 3), "28 พฤษภาคม – 3 มิถุนายน 2569", "28 May – 3 June 2026"),
        (
            date(2026, 12, 28), date(2027, 1, 3),
            "28 ธันวาคม 2569 – 3 มกราคม 2570", "28 December 2026 – 3 January 2027",
        ),
        (date(2025, 6, 5), date(2026, 6, 8), "5 มิถุนายน 2568 – 8 มิถุนายน 2569", "5 June 2025 – 8 June 2026"),
        (date(2026, 6, 5), None, "5 มิถุนายน 2569", "5 June 2026"),
        (None, date(2026, 6, 5), "5 มิถุนายน 2569", "5 June 2026"),
        (None, None, "", ""),
    ],
)  # fmt: skip
def test_ranges(first, last, thai, english):
    assert dates.date_range(first, last) == thai
    assert dates.date_range(first, last, "en") == english


def test_short_range_and_range_of_moments():
    assert dates.date_range(date(2026, 5, 28), date(2026, 6, 3), short=True) == "28 พ.ค. – 3 มิ.ย. 2569"
    evening, next_morning = datetime(2026, 6, 5, 16, tzinfo=UTC), datetime(2026, 6, 5, 18, tzinfo=UTC)
    assert dates.date_range(evening, next_morning) == "5–6 มิถุนายน 2569"


@pytest.mark.parametrize(
    ("value", "thai", "english"),
    [
        (time(13, 0), "13.00 น.", "13:00"),
        (time(0, 0), "00.00 น.", "00:00"),
        (datetime(2026, 11, 22, 6, 5, tzinfo=UTC), "13.05 น.", "13:05"),
        (datetime(2026, 11, 22, 6, 5), "06.05 น.", "06:05"),
    ],
)
def test_time(value, thai, english):
    assert dates.clock(value) == thai
    assert dates.clock(value, "en") == english


def test_time_range():
    assert dates.clock_range(time(9), time(12, 30)) == "09.00–12.30 น."
    assert dates.clock_range(time(9), time(12, 30), "en") == "09:00–12:30"
    assert dates.clock_range(time(9), None) == "09.00 น."
    assert dates.clock_range(None, None) == ""


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 9, 30), 2569), (date(2026, 10, 1), 2570), (date(2027, 1, 1), 2570)]
)
def test_the_budget_year_begins_in_october(day, year):
    assert dates.fiscal_year(day) == year
