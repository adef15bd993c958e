import random
from pathlib import Path

import pytest

from home.thai.sorting import compare, name_sort_key, sort_key, thai_sorted

PROVINCES = (Path(__file__).parent / "provinces_in_order.txt").read_text(encoding="utf-8").split()


def test_the_77_provinces_stand_in_dictionary_order():
    assert len(PROVINCES) == 77
    shuffled = random.Random(1).sample(PROVINCES, 77)
    assert thai_sorted(shuffled) == PROVINCES
    assert thai_sorted(shuffled, reverse=True) == PROVINCES[::-1]


@pytest.mark.parametrize(
    "ordered",
    [
        "กก กอ ก่อ ก้อ กา เก็บ แก ไก่ ขนม ขาว ข่าว ข้าว เขา โจ ใจ".split(),
        "เก แก โก ใก ไก ขา เขา แขก".split(),
        "รูป ฤกษ์ ฤดู ฤทธิ์ ฤๅษี ลม".split(),
        "สิทธิ สิทธิ์ สิทธิพร".split(),
        "ปา ป่า ป้า ป๊า ป๋า ป่าน".split(),
        "จันทน์ จันทบุรี จันทร จันทร์ จันทรา".split(),
        ["ต่าง", "ต่าง ๆ", "ต่างจังหวัด"],
        ["๑", "2", "๓", "ก", "apple", "Apple", "Zebra"],
        ["กรม", "กรรม", "กรุง", "กฤษ", "กลม", "กำ", "เกม"],
        ["นาก", "นาย", "นายก", "นาวา"],
    ],
)
def test_dictionary_order(ordered):
    assert thai_sorted(random.Random(2).sample(ordered, len(ordered))) == ordered


def test_old_spelling_of_sara_am_and_thai_digits_count_as_equal():
    assert sort_key("ก\u0e4dา")[:2] == sort_key("กำ")[:2]
    assert sort_key("รุ่นที่ ๒")[:2] == sort_key("รุ่นที่ 2")[:2]


def test_people_are_listed_by_given_name_then_family():
    people = [("ไก่", "ก"), ("เขียว", "อ"), ("เขียว", "แก้ว"), ("กบ", "ฮ")]
    assert sorted(people, key=lambda person: name_sort_key(*person)) == [
        ("กบ", "ฮ"),
        ("ไก่", "ก"),
        ("เขียว", "แก้ว"),
        ("เขียว", "อ"),
    ]


def test_sorting_by_an_attribute_of_things():
    rows = [{"name": "เลย"}, {"name": "กระบี่"}]
    assert thai_sorted(rows, key=lambda row: row["name"])[0] == {"name": "กระบี่"}


def test_the_collation_is_a_total_order():
    assert compare("เขา", "ไทย") == -1
    assert compare("ไทย", "เขา") == 1
    assert compare("ไทย", "ไทย") == 0
    assert compare("ต่างๆ", "ต่าง") != 0
