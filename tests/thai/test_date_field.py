from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from home.thai.forms import ThaiDateField

NOV = date(2026, 11, 22)
JAN = date(2027, 1, 5)


class DateForm(forms.Form):
    day = ThaiDateField()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22/11/2569", NOV),
        ("22/11/2026", NOV),
        ("๒๒/๑๑/๒๕๖๙", NOV),
        ("๒๒/11/๒๕69", NOV),
        ("22-11-2569", NOV),
        ("22.11.2569", NOV),
        ("22 11 2569", NOV),
        ("22112569", NOV),
        (" 22 / 11 / 2569\u200b ", NOV),
        ("2026-11-22", NOV),
        ("2569-11-22", NOV),
        ("22 พฤศจิกายน 2569", NOV),
        ("วันที่ 22 พฤศจิกายน พ.ศ. 2569", NOV),
        ("วันอาทิตย์ที่ ๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙", NOV),
        ("22\u00a0พ.ย.\u00a02569", NOV),
        ("5 ม.ค. 2570", JAN),
        ("5ม.ค.2570", JAN),
        ("5 มค 2570", JAN),
        ("5 มกรา 2570", JAN),
        ("5 มกราคม ค.ศ. 2027", JAN),
        ("5 January 2027", JAN),
        ("5 jan 2027", JAN),
        ("5-Jan-2570", JAN),
        ("January 5, 2027", JAN),
        ("5/1/2570", JAN),
        ("31/12/2569", date(2026, 12, 31)),
        ("1/1/2570", date(2027, 1, 1)),
        ("29/02/2567", date(2024, 2, 29)),
        ("29/02/2024", date(2024, 2, 29)),
        ("30 มิ.ย. 2569", date(2026, 6, 30)),
        ("1 มี.ค. 2569", date(2026, 3, 1)),
        ("31/12/2399", date(2399, 12, 31)),
        ("1/1/2400", date(1857, 1, 1)),
        ("", None),
        ("   ", None),
        (NOV, NOV),
        (datetime(2026, 11, 21, 17, 30, tzinfo=UTC), NOV),
    ],
)
def test_what_people_write_is_understood(typed, meant):
    assert ThaiDateField(required=False).clean(typed) == meant


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("22/11/69", "short_year"),
        ("๒๒/๑๑/๖๙", "short_year"),
        ("5 ม.ค. 70", "short_year"),
        ("22/11/256", "short_year"),
        ("29/02/2568", "no_such_day"),
        ("29/02/2569", "no_such_day"),
        ("31/11/2569", "no_such_day"),
        ("22/13/2569", "no_such_day"),
        ("0/1/2569", "no_such_day"),
        ("22/11/0569", "year_out_of_range"),
        ("22/11/25690", "year_out_of_range"),
        ("22/11/9999", "year_out_of_range"),
        ("11/2569", "invalid"),
        ("5 มกดาคม 2570", "invalid"),
        ("พรุ่งนี้", "invalid"),
        ("22/11/2569 และ 23/11/2569", "invalid"),
        ("<script>", "invalid"),
    ],
)
def test_what_cannot_be_meant_is_refused(typed, code):
    with pytest.raises(ValidationError) as refused:
        ThaiDateField().clean(typed)
    assert refused.value.code == code
    assert refused.value.messages[0]


def test_a_leap_year_is_judged_in_the_common_era():
    """2568 can be divided by four, 2025 cannot."""
    assert not DateForm({"day": "29/2/2568"}).is_valid()
    assert DateForm({"day": "29/2/2571"}).is_valid()


def test_a_stored_date_is_shown_in_the_era_of_the_screen():
    shown = str(DateForm(initial={"day": date(2024, 2, 29)})["day"])
    assert 'value="29/02/2567"' in shown
    assert 'inputmode="numeric"' in shown
    assert 'type="text"' in shown


def test_an_english_screen_shows_the_common_era(english_screen):
    shown = str(DateForm(initial={"day": NOV})["day"])
    assert 'value="22/11/2026"' in shown
    assert 'placeholder="DD/MM/YYYY"' in shown


def test_what_was_typed_wrongly_is_still_there():
    form = DateForm({"day": "๒๒/๑๑/๖๙"})
    assert not form.is_valid()
    assert 'value="๒๒/๑๑/๖๙"' in str(form["day"])


@pytest.mark.parametrize("typed", ["22/11/2569", "22/11/2026", "๒๒ พ.ย. ๒๕๖๙"])
def test_the_same_day_in_another_form_is_no_change(typed):
    assert not DateForm({"day": typed}, initial={"day": NOV}).has_changed()


def test_a_field_may_word_its_own_message():
    with pytest.raises(ValidationError, match="full year"):
        ThaiDateField(error_messages={"short_year": "full year"}).clean("22/11/69")
