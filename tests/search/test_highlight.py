"""Excerpts: the right words marked, nothing cut through, nothing let through."""

import re

import pytest

from home.search.highlight import excerpt, highlight

pytestmark = pytest.mark.django_db  # synonyms are rows

TEXT = "ระบบข้อมูลเมืองเพื่อการจัดเก็บรายได้ท้องถิ่นอย่างเป็นธรรม"


def marked(html):
    return re.findall("<mark>(.*?)</mark>", html)


@pytest.mark.parametrize("query", ["ข้อมูลเมือง", "รายได้ท้องถิ่น", "จัดเก็บรายได้"])
def test_the_words_asked_for_are_marked_inside_a_run(query):
    assert marked(highlight(TEXT, query)) == [query]


@pytest.mark.parametrize(
    "text, query, found",
    [
        ("ปี พ.ศ. ๒๕๖๒ มีมติ", "พศ 2562", ["พ.ศ", "๒๕๖๒"]),
        ("งบ 1,500 บาท", "๑๕๐๐", ["1,500"]),
        ("City Leaders and a leader", "leader", ["Leaders", "leader"]),
        ("two cities, one city", "cities", ["cities", "city"]),
        ("จํานวนคน", "จำนวน", ["จำนวน"]),
        ("ราย\u200bได้ของเมือง", "รายได้", ["รายได้"]),
        ("ทุก อปท. ต้องทำ", "อ.ป.ท.", ["อปท"]),
        ("คนกับขนม", "คน", ["คน"]),
        ("องค์กรปกครองส่วนท้องถิ่นทุกแห่ง", "อปท", ["องค์กรปกครองส่วนท้องถิ่น"]),
    ],
)
def test_other_spellings_and_forms_are_marked(text, query, found):
    assert marked(highlight(text, query)) == found


def test_a_mark_never_ends_inside_a_cluster():
    assert marked(highlight("นาน้ำ นา", "นา")) == ["นา", "นา"]
    assert marked(highlight("กานี้", "กาน")) == []


def test_text_and_query_are_escaped():
    html = highlight('<script>alert("x")</script> & เมือง', "<script> เมือง")
    assert "<script>" not in html and "&lt;" in html and "&amp;" in html
    assert marked(html) == ["script", "script", "เมือง"]


def test_an_excerpt_is_short_shows_a_hit_and_says_that_it_was_cut():
    text = "ข้อความยาวที่ไม่เกี่ยวข้องกับเรื่องนี้เลย " * 30 + TEXT + " ส่วนที่เหลือของเอกสาร" * 30
    html = excerpt(text, "รายได้ท้องถิ่น")
    plain = re.sub("<.*?>", "", html)
    assert marked(html) == ["รายได้ท้องถิ่น"]
    assert plain.startswith("…") and plain.endswith("…")
    assert 80 < len(plain) < 260


def test_an_excerpt_without_spaces_is_cut_between_words():
    text = "การจัดการน้ำเสียชุมชน" * 40
    html = excerpt(text, "น้ำเสีย", width=60)
    inner = re.sub("<.*?>|…", "", html)
    assert inner in text
    assert not re.match("[ะ-ฺ็-๎]", inner)


def test_an_excerpt_without_a_hit_is_the_beginning():
    assert excerpt("เมืองแห่งการเรียนรู้ " * 40, "ทะเล").startswith("เมืองแห่งการเรียนรู้")
    assert excerpt("", "ทะเล") == ""


@pytest.mark.parametrize("query", ["", " ", "%_*", "((", "\\", "[a-", "ก" * 5000, "\u200b"])
def test_any_query_can_be_marked(query):
    assert excerpt(TEXT, query)
