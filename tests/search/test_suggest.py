"""Suggestions while typing, “did you mean”, and the other keyboard: helpful, and never telling of what is hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from home.search.layout import other_layout


@pytest.fixture
def suggested(client, front):
    def suggested(typed, prefix=""):
        response = client.get(f"{prefix}/search/suggest/", {"q": typed})
        assert response.status_code == 200
        return [each["title"] for each in response.json()["suggestions"]]

    return suggested


def offered(client, question):
    """The offers of “did you mean” on the screen."""
    response = client.get("/search/", {"q": question})
    return [offer.query for offer in response.context["offers"]]


# --- suggestions ------------------------------------------------------------------------------------
@pytest.mark.parametrize("typed", ["ระบบ", "ข้อมู", "ข้อมูลเมื", "เมือง", "ฐานข้อมูลเมืองพะ", "ขอนแก่"])
def test_titles_that_hold_what_was_typed_are_suggested(suggested, write, typed):
    write("ระบบฐานข้อมูลเมืองพะเยาและขอนแก่น", "ตลาด")
    assert suggested(typed) == ["ระบบฐานข้อมูลเมืองพะเยาและขอนแก่น"]


def test_what_begins_with_it_comes_first_then_thai_order(suggested, write):
    for title in ("แผนเมืองเก่า", "เมืองไหม", "เมืองกก", "เมืองขาว"):
        write(title)
    assert suggested("เมือง") == ["เมืองกก", "เมืองขาว", "เมืองไหม", "แผนเมืองเก่า"]


def test_of_more_than_are_shown_those_that_begin_with_it_are_left(suggested, write):
    for number in range(8):
        write(f"แผน ตลาดเมือง {number}")
        write(f"เมือง {number} กับตลาด")
    assert suggested("เมือง") == [f"เมือง {number} กับตลาด" for number in range(8)]
    assert suggested("ตลาดเมือง") == [f"แผน ตลาดเมือง {number}" for number in range(8)]


def test_all_that_was_typed_is_needed_and_what_stands_together_comes_first(suggested, write):
    for title in ("เมืองเก่าริมตลาด", "ตลาดน้ำ", "ริมตลาดเมืองเก่า", "เมืองใหม่"):
        write(title)
    assert suggested("ตลาดเมือง") == ["ริมตลาดเมืองเก่า"]
    write("เมืองเก่า ตลาดใหม่")
    assert suggested("เมืองเก่า ตลาด") == ["เมืองเก่า ตลาดใหม่", "เมืองเก่าริมตลาด", "ริมตลาดเมืองเก่า"]


@pytest.mark.parametrize("typed", "เมือง มือ อง เม เกา เกาะ ตลาดน้ำ city ci ty 2568 ๒๕ น้ำ".split())
def test_what_is_suggested_is_what_the_index_finds(suggested, write, typed):
    for title in ("เมืองเกาะ City 2568", "ตลาดน้ำในเมือง", "เกาแก่", "Capacity of cities", "ปี 25", "เก่าน้ำมนต์"):
        write(title)
    assert set(suggested(typed)) == {page.title for page in Page.objects.autocomplete(typed)}


def test_at_most_eight_and_none_for_one_letter(suggested, write):
    for number in range(10):
        write(f"เมืองที่ {number}")
    assert len(suggested("เมือง")) == 8
    assert suggested("เ") == suggested("") == suggested("*%") == suggested("ก" * 10_000) == []


def test_only_public_titles_in_the_readers_language(suggested, write, front_en):
    write("เมืองร่าง", live=False)
    hidden = write("เมืองลับ")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    write("City of Mueang", parent=front_en)
    assert suggested("เมือง") == []
    assert suggested("city", "/en") == ["City of Mueang"] and suggested("city") == []


def test_the_body_is_not_suggested(suggested, write):
    write("เรื่องอื่น", "เมืองน่าอยู่")
    assert suggested("เมือง") == []


def test_typed_on_the_other_keyboard_it_is_suggested_all_the_same(suggested, write):
    write("สวัสดีเมืองน่าอยู่")
    assert suggested("l;ylfu") == ["สวัสดีเมืองน่าอยู่"]


def test_suggestions_may_be_kept_by_browsers_and_leave_no_cookie(client, front):
    response = client.get("/search/suggest/", {"q": "เมือง"})
    assert "max-age=60" in response["Cache-Control"] and not response.cookies
    assert client.post("/search/suggest/").status_code == 405


def test_kept_suggestions_cost_no_query_and_a_new_page_is_suggested_at_once(
    client, suggested, write, settings, django_capture_on_commit_callbacks
):
    settings.PUBLIC_PAGE_SECONDS = 60
    write("เมืองหนึ่ง")
    assert suggested("เมือง") == ["เมืองหนึ่ง"]
    with CaptureQueriesContext(connection) as again:
        suggested("เมือง")
    assert not [query for query in again.captured_queries if "indexentry" in query["sql"]]
    page = write("เมืองสอง")
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert suggested("เมือง") == ["เมืองสอง", "เมืองหนึ่ง"]


def test_the_number_of_queries_does_not_grow(suggested, write, django_assert_num_queries):
    write("เมืองหนึ่ง")
    suggested("เมือง")
    with CaptureQueriesContext(connection) as one:
        suggested("เมือง")
    for number in range(6):
        write(f"เมืองที่ {number}")
    with django_assert_num_queries(len(one)):
        assert len(suggested("เมือง")) == 7


# --- did you mean -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "slip, meant",
    [
        ("ข้อมุล", "ข้อมูล"),
        ("ข้อมลู", "ข้อมูล"),
        ("เทศบาน", "เทศบาล"),
        ("ระบบข้อมุลเมือง", "ระบบข้อมูลเมือง"),
        ("ข้อมุล เทศบาล", "ข้อมูล เทศบาล"),
        ("convergof", "convergov"),
    ],
)
def test_a_slip_is_mended_from_words_of_the_site(client, write, slip, meant):
    write("ระบบข้อมูลเมือง", "แพลตฟอร์ม convergov ของเทศบาล")
    assert offered(client, slip) == [meant]


def test_two_slips_in_two_words_are_mended_together(client, write):
    write("ข้อมูล", "ของเทศบาลนคร")
    assert offered(client, "ข้อมุล เทศบาน") == ["ข้อมูล เทศบาล"]


def test_words_of_hidden_pages_are_never_offered(client, write, django_capture_on_commit_callbacks):
    write("เมือง")
    draft = write("ไดโนเสาร์", live=False)
    restricted = write("ลูกปลาวาฬ")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    assert offered(client, "ไดโนเสา") == offered(client, "ลูกปลาวาฬฬ") == []
    with django_capture_on_commit_callbacks(execute=True):
        draft.save_revision().publish()
    assert "ไดโนเสาร์" in offered(client, "ไดโนเสา")


def test_nothing_is_offered_where_enough_was_found(client, write):
    for number in range(3):
        write(f"เมืองที่ {number}")
    write("เมียง")
    assert offered(client, "เมือง") == []


def test_nothing_is_offered_for_words_that_stand_as_they_were_written(client, write):
    write("น้ำท่วมเมือง")
    for number in range(3):
        write(f"น้ำ ร่วม ใจ {number}")
    assert offered(client, "น้ำท่วม") == []


# --- the other keyboard -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    "typed, meant",
    [
        ("l;ylfu", "สวัสดี"),
        ("แนือำพเนอ", "convergov"),
        ("g,nv'", "เมือง"),
        ("สวัสดี", ""),
        ("ข้อมูลเมือง", ""),
        ("ข้อมุล", ""),
        ("data", ""),
        ("local government", ""),
        ("", ""),
        ("1234", ""),
    ],
)
def test_the_other_keyboard_is_tried_where_it_makes_sense(typed, meant):
    assert other_layout(typed) == meant


def test_the_other_keyboard_is_offered_on_the_screen(client, write):
    write("สวัสดี")
    html = client.get("/search/", {"q": "l;ylfu"}).content.decode()
    assert "หรือคุณหมายถึง" in html and ">สวัสดี</a>" in html
