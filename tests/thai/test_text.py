import unicodedata

import pytest
from django.utils.safestring import mark_safe

from home.thai.text import keep_together, normalise


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ก\u0e4dา", "กำ"),
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("น\u0e4dา\u0e49", "น้ำ"),
        ("นำ\u0e49", "น้ำ"),
        ("ก\u0e4dาหนด จ\u0e4dานวน", "กำหนด จำนวน"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ที\u0e48\u0e48", "ที่"),
        ("ที\u0e48\u0e35\u0e48", "ที่"),
        ("ผ\u0e49\u0e39", "ผู้"),
        ("ผู้\u0e49", "ผู้"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("สิทธิ์\u0e4c", "สิทธิ์"),
        ("ก็\u0e47", "ก็"),
        ("เเปลก", "แปลก"),
        ("\u0e48กา", "กา"),
        ("\ufeffนาย\u00a0\u200b ก", "นาย ก"),
        ("ก\u200bา\u200cร\u2060ณ์\u00ad", "การณ์"),
        ("  ก   ข\t\tค  ", "ก ข ค"),
        ("หนึ่ง\r\n\r\n\r\n\r\nสอง \n สาม", "หนึ่ง\n\nสอง\nสาม"),
        ("cafe\u0301", "café"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("", ""),
        (None, ""),
    ],
)
def test_one_spelling_for_what_looks_the_same(typed, stored):
    assert normalise(typed) == stored
    assert normalise(stored) == stored


@pytest.mark.parametrize(
    "text",
    [
        "ปิ่น น้ำ กี่ ก๋วยเตี๋ยว ญู ฐู ปู่ ฟ้า ฝั่ง",
        "ฤๅษี ฤดู ฦๅชา",
        "กตัญญู ธรรม สรร บรรณ",
        "ต่าง ๆ ทั้งๆ ที่ ฯลฯ ร.ศ. ๑๒๓",
        "วันทน์ ศาสตราจารย์ สิทธิ์ ก็ เกมส์",
        "พื้นที่ ผู้นำท้องถิ่น รัชภูมิ เพื่อชีวิตที่ดี",
        "A (b) – 1,250.50 “ค”",
    ],
)
def test_good_text_stays_as_it_is(text):
    assert normalise(text) == text
    assert unicodedata.is_normalized("NFC", normalise(text))


def kept(text):
    """The pieces of a text that stay on one line."""
    return [piece.split("</span>")[0] for piece in keep_together(text).split('<span class="nowrap">')[1:]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("เปิดรุ่นที่ 2 แล้ว", ["รุ่นที่ 2"]),
        ("เริ่ม 22 พ.ย. 2569 ถึง 15 มกราคม 2570", ["22 พ.ย. 2569", "15 มกราคม 2570"]),
        ("อบรม ๕–๘ มิถุนายน ๒๕๖๙", ["๕–๘ มิถุนายน ๒๕๖๙"]),
        ("เพิ่มขึ้น 10 จุดร้อยละ ไม่ใช่ร้อยละ 10", ["10 จุดร้อยละ", "ร้อยละ 10"]),
        ("ตั้งแต่ พ.ศ. 2569", ["พ.ศ. 2569"]),
        ("รวม 96 ชั่วโมง 1,250 บาท", ["96 ชั่วโมง", "1,250 บาท"]),
        ("เวลา 13.00 น.", ["13.00 น."]),
        ("คิดเป็นร้อยละของรุ่นที่ผ่านมา", ["ร้อยละ", "รุ่นที่"]),
        ("ผู้อำนวยการกองคลัง", ["กองคลัง"]),
        ("Cohort 2 begins 22 November 2026, 96 hours", ["Cohort 2", "22 November 2026", "96 hours"]),
        ("10 percentage points", ["10 percentage points"]),
        ("ไม่มีอะไรต้องเก็บ", []),
        ("3 dayscape 22 Marching B2", []),
        ("", []),
        (None, []),
    ],
)
def test_units_dates_and_fragile_words_stay_together(text, pieces):
    assert kept(text) == pieces


def test_marks_are_never_torn_from_their_letter():
    assert kept("5 ปี่") == []
    assert "</span>ึ" not in keep_together("3 คนึง")


def test_plain_text_is_escaped():
    assert keep_together('<b onclick="x">รุ่นที่ 2</b> & 3 < 4') == (
        '&lt;b onclick=&quot;x&quot;&gt;<span class="nowrap">รุ่นที่ 2</span>&lt;/b&gt; &amp; 3 &lt; 4'
    )


def test_safe_html_keeps_its_tags():
    html = mark_safe('<p title="รุ่นที่ 2">รุ่นที่ 2 &amp; &#39; 3</p>')
    assert keep_together(html) == ('<p title="รุ่นที่ 2"><span class="nowrap">รุ่นที่ 2</span> &amp; &#39; 3</p>')
