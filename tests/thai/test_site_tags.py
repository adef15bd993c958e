from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import Context, Template
from django.utils.safestring import mark_safe

from home.thai.forms import ThaiDateField


def render(source, **context):
    return Template(source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ d|thai_date }}", "22 พฤศจิกายน 2569"),
        ("{{ d|thai_date_short }}", "22 พ.ย. 2569"),
        ("{{ d|thai_date_tiny }}", "22 พ.ย. 69"),
        ("{{ d|thai_weekday_date }}", "วันอาทิตย์ที่ 22 พฤศจิกายน 2569"),
        ("{{ d|thai_formal_date }}", "๒๒ พฤศจิกายน พุทธศักราช ๒๕๖๙"),
        ("{{ dt|thai_time }}", "13.00 น."),
        ("{{ dt|thai_datetime }}", "22 พฤศจิกายน 2569 เวลา 13.00 น."),
        ("{% date_range d e %}", '<span class="nowrap">22–25 พฤศจิกายน 2569</span>'),
        ("{% date_range d e short=True %}", '<span class="nowrap">22–25 พ.ย. 2569</span>'),
        ("{% time_range t dt %}", "09.00–13.00 น."),
        ("{{ d|fiscal_year }}", "2570"),
        ("{{ none|thai_date }}{{ none|thai_time }}{{ none|hours }}", ""),
        ('{{ "รุ่นที่ 2"|thai_digits }}', "รุ่นที่ ๒"),
        ("{{ safe|thai_digits }}", '<a href="/1">๑</a> &#39;'),
        ("{{ raw|keep_together }}", 'a&amp;b <span class="nowrap">96 ชั่วโมง</span>'),
        ("{{ table|get_item:d }}/{{ table|get_item:e|default_if_none:'' }}", "found/"),
    ],
)
def test_filters_and_tags(source, expected):
    context = {
        "d": date(2026, 11, 22),
        "e": date(2026, 11, 25),
        "dt": datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        "t": time(9),
        "none": None,
        "raw": "a&b 96 ชั่วโมง",
        "safe": mark_safe('<a href="/1">1</a> &#39;'),
        "table": {date(2026, 11, 22): "found"},
    }
    assert render(source, **context) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [(6, "6"), (4.5, "4.5"), (Decimal("6.00"), "6"), (Decimal("100"), "100"), (Decimal("1.50"), "1.5"), (0, "0")],
)
def test_hours_have_no_idle_zeros(value, shown):
    assert render("{{ value|hours }}", value=value) == shown


def test_icon_is_decoration_unless_it_has_a_label():
    plain = render('{% icon "check" %}')
    assert 'aria-hidden="true"' in plain
    assert "home/img/icons" in plain
    assert '#check"' in plain
    assert 'role="img" aria-label="&lt;ผ่าน&gt;"' in render('{% icon "check" label=label %}', label="<ผ่าน>")


class PersonForm(forms.Form):
    name = forms.CharField(label="ชื่อ", help_text="ตามบัตรประชาชน")
    nickname = forms.CharField(label="ชื่อเล่น", required=False, widget=forms.TextInput({"class": "input--s"}))
    start = ThaiDateField(label="วันที่เข้ารับตำแหน่ง", help_text="วว/ดด/ปปปป (พ.ศ.)")
    agree = forms.BooleanField(label="ยินยอม")
    mode = forms.ChoiceField(label="รูปแบบ", choices=[("a", "ในสถานที่"), ("b", "ออนไลน์")], widget=forms.RadioSelect)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def field(form, name, arguments=""):
    return BeautifulSoup(render("{% field form." + name + " " + arguments + " %}", form=form), "html.parser")


def test_a_field_has_label_hint_and_input():
    soup = field(PersonForm(), "name", 'autocomplete="given-name" hx_get="/x"')
    control = soup.find("input")
    assert soup.find("label")["for"] == control["id"]
    assert soup.find("label").get_text(strip=True) == "ชื่อ"
    assert soup.find(id=control["aria-describedby"]).get_text() == "ตามบัตรประชาชน"
    assert control["class"] == ["input"]
    assert control["autocomplete"] == "given-name"
    assert control["hx-get"] == "/x"
    assert not control.has_attr("aria-invalid")
    assert not soup.select(".field--bad, .error")


def test_an_error_stands_beside_its_field_and_what_was_typed_stays():
    soup = field(PersonForm({"start": "๒๒/๑๑/๖๙"}), "start")
    control = soup.find("input")
    notes = [soup.find(id=note).get_text(strip=True) for note in control["aria-describedby"].split()]
    assert notes[0] == "วว/ดด/ปปปป (พ.ศ.)"
    assert "22/11/2569" in notes[1]
    assert control["aria-invalid"] == "true"
    assert control["value"] == "๒๒/๑๑/๖๙"
    assert "field--bad" in soup.find("div")["class"]


def test_an_optional_field_says_so_and_keeps_its_own_class():
    soup = field(PersonForm(), "nickname")
    assert soup.select_one("label .muted")
    assert soup.find("input")["class"] == ["input", "input--s"]
    assert not field(PersonForm(), "name").select_one("label .muted")


def test_label_and_hint_can_be_replaced():
    soup = field(PersonForm(), "name", 'label="ชื่อภาษาอังกฤษ" hint=""')
    assert soup.find("label").get_text(strip=True) == "ชื่อภาษาอังกฤษ"
    assert not soup.select(".hint")


def test_a_check_box_stands_in_its_label():
    soup = field(PersonForm({}), "agree")
    label = soup.select_one("label.choice")
    assert label.find("input")["type"] == "checkbox"
    assert label.find("input")["aria-describedby"] == soup.select_one(".error")["id"]
    assert "ยินยอม" in label.get_text()


def test_radio_buttons_are_a_group_with_a_legend():
    soup = field(PersonForm({}), "mode", 'hx_get="/x"')
    group = soup.find("fieldset")
    assert group.find("legend").get_text(strip=True) == "รูปแบบ"
    assert group["aria-describedby"] == soup.select_one(".error")["id"]
    labels = group.select("label.choice")
    assert [label.get_text(strip=True) for label in labels] == ["ในสถานที่", "ออนไลน์"]
    assert [label["for"] for label in labels] == [label.find("input")["id"] for label in labels]
    assert labels[0].find("input")["hx-get"] == "/x"


def test_a_hidden_field_is_only_an_input():
    soup = field(PersonForm(), "token")
    assert soup.find("input")["type"] == "hidden"
    assert not soup.find("label")
