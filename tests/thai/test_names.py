import pytest
from django.core.exceptions import ValidationError

from home.thai.names import PREFIX_CHOICES, PREFIXES, find_prefix, full_name, validate_custom_prefix


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("mr", "นายตัวอย่าง หนึ่ง"),
        ("นาง", "นางตัวอย่าง หนึ่ง"),
        ("นางสาว", "นางสาวตัวอย่าง หนึ่ง"),
        ("น.ส.", "นางสาวตัวอย่าง หนึ่ง"),
        ("ว่าที่ ร.ต.หญิง", "ว่าที่ร้อยตรีหญิง ตัวอย่าง หนึ่ง"),
        ("พันตำรวจเอก", "พันตำรวจเอก ตัวอย่าง หนึ่ง"),
        ("ผศ.", "ผู้ช่วยศาสตราจารย์ ตัวอย่าง หนึ่ง"),
        ("หม่อมหลวง", "หม่อมหลวงตัวอย่าง หนึ่ง"),
        ("พระมหา", "พระมหาตัวอย่าง หนึ่ง"),
        (["ml", "col", "prof"], "ศาสตราจารย์ พันเอก หม่อมหลวงตัวอย่าง หนึ่ง"),
        (["หม่อมราชวงศ์", "พลตรี"], "พลตรี หม่อมราชวงศ์ตัวอย่าง หนึ่ง"),
        (["", "นาย"], "นายตัวอย่าง หนึ่ง"),
        ("คุณหญิง", "คุณหญิงตัวอย่าง หนึ่ง"),
        ("พระอธิการ", "พระอธิการตัวอย่าง หนึ่ง"),
        ("นาวาเอก", "นาวาเอก ตัวอย่าง หนึ่ง"),
        ("พล.ร.อ.", "พล.ร.อ. ตัวอย่าง หนึ่ง"),
        ("", "ตัวอย่าง หนึ่ง"),
        (None, "ตัวอย่าง หนึ่ง"),
    ],
)
def test_prefix_joins_by_the_official_rule(prefix, expected):
    assert full_name(prefix, "ตัวอย่าง", "หนึ่ง") == expected


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [
        ("นาย", "Mr. Tuayang Nueng"),
        (["หม่อมหลวง", "ศาสตราจารย์"], "Prof. M.L. Tuayang Nueng"),
        ("Captain (Navy)", "Captain (Navy) Tuayang Nueng"),
        (None, "Tuayang Nueng"),
    ],
)
def test_english_prefixes_take_a_space(prefix, expected):
    assert full_name(prefix, "Tuayang", "Nueng", language="en") == expected


def test_names_are_cleaned_and_may_lack_a_part():
    assert full_name("นาย", " น\u0e4d\u0e49าใส\u200b ", " สม  มติ ") == "นายน้ำใส สม มติ"
    assert full_name("นาย", "ตัวอย่าง") == "นายตัวอย่าง"
    assert full_name("นาย", "", "") == ""


def test_every_prefix_is_found_by_all_its_forms():
    for prefix in PREFIXES:
        assert find_prefix(prefix.code) == find_prefix(prefix.th) == find_prefix(prefix.abbr_th) == prefix
        assert find_prefix(prefix.en) == prefix
    assert find_prefix("นายก") is None
    assert len({code for code, label in PREFIX_CHOICES}) == len(PREFIXES) == 22


@pytest.mark.parametrize("typed", ["ดร.", "ดร", "พล.ร.อ.", "ม.จ."])
def test_abbreviations_are_refused(typed):
    with pytest.raises(ValidationError):
        validate_custom_prefix(typed)


def test_full_titles_are_accepted():
    validate_custom_prefix("นาวาอากาศเอก")
