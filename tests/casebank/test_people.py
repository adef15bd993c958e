"""Authors: only those who agreed, in Thai order, with what is published; and their place in the map of the site."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casebank.models import Contributor
from config.demo import factories as make
from config.setup import set_up

from .works import WITHHELD, retract

pytestmark = pytest.mark.django_db


@pytest.fixture
def somchai(site):
    return make.contributor(
        institute="ledi", affiliation_th="มหาวิทยาลัยสมมติ", about_th="สอนเศรษฐกิจชุมชน", orcid="0000-0001-0002-0003"
    )


def text_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def names(html):
    return [link.get_text() for link in BeautifulSoup(html, "lxml").select(".people a")]


def test_names_stand_in_thai_order_by_institute(client, site):
    for given in ("แก้ว", "ขวัญ", "เกริก", "กานต์"):
        make.contributor(given, "สมมติ", given_name_en=given, institute="cdi")
    make.contributor("อารี", "สมมติ", institute="ccmi")
    make.contributor("ไกล", "สมมติ", institute="")
    html = text_of(client, "/people/")
    given = [name.split()[0] for name in names(html)]
    assert given == ["อารี", "กานต์", "เกริก", "แก้ว", "ขวัญ", "ไกล"]
    assert "สถาบันความรู้เพื่อการพัฒนาเมือง" in html and "จากหน่วยงานอื่น" in html


def test_an_instructor_adds_an_author_and_publishes_no_page_about_them(site, as_user, instructor, editor):
    set_up()
    given = {"given_name_th": "สมมติ", "family_name_th": "คนใหม่", "given_name_en": "A", "family_name_en": "B"}
    given |= {"affiliation_th": "เทศบาลสมมติ", "public": "on", "about_th": "เรื่องของเขา"}
    for user, public in ((instructor, False), (editor, True)):
        Contributor.objects.filter(family_name_th="คนใหม่").delete()
        answer = as_user(user).post(reverse("wagtailsnippets_casebank_contributor:add"), given)
        assert answer.status_code == 302
        made = Contributor.objects.get(family_name_th="คนใหม่")
        assert (made.public, bool(made.about_th)) == (public, public)


def test_the_english_list_goes_by_english_names(client, site):
    make.contributor("ก", "ก", given_name_en="Zita", family_name_en="Aroon")
    make.contributor("ข", "ข", given_name_en="Anna", family_name_en="Zorn")
    assert names(text_of(client, "/en/people/")) == ["Zita Aroon", "Anna Zorn"]


def test_a_page_tells_who_they_are_and_what_they_wrote(client, somchai):
    case = make.written_by(make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า"), somchai)
    make.written_by(make.knowledge("PB-1", title="สรุปนโยบาย", kind="policy_brief"), somchai)
    html = text_of(client, f"/people/{somchai.pk}/")
    for words in ("สมชาย ใจดี", "มหาวิทยาลัยสมมติ", "สอนเศรษฐกิจชุมชน", "ห่วงโซ่คุณค่า", "สรุปนโยบาย"):
        assert words in html
    assert 'href="https://orcid.org/0000-0001-0002-0003"' in html and f'href="{case.url}"' in html
    assert "2 ผลงาน" in text_of(client, "/people/")


def test_each_language_shows_its_own_editions(client, somchai):
    thai = make.written_by(make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า"), somchai)
    make.written_by(make.translate(thai, title="Value chain"), somchai)
    english = text_of(client, f"/en/people/{somchai.pk}/")
    assert "Somchai Jaidee" in english and "Value chain" in english and "ห่วงโซ่คุณค่า" not in english
    assert "Value chain" not in text_of(client, f"/people/{somchai.pk}/")


def test_who_did_not_agree_has_no_page_and_stands_in_no_list(client, somchai):
    make.written_by(make.case("CASE-LEDI-01"), somchai)
    somchai.public = False
    somchai.save()
    assert client.get(f"/people/{somchai.pk}/").status_code == 404
    assert "สมชาย" not in text_of(client, "/people/")
    assert "/people/1" not in client.get("/sitemap.xml").content.decode()
    assert client.get("/people/999999/").status_code == 404


@pytest.mark.parametrize("withhold", WITHHELD)
def test_withheld_works_leave_no_trace(client, somchai, withhold):
    for page in (make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า"), make.knowledge("PB-1", title="สรุปนโยบาย")):
        withhold(make.written_by(page, somchai)) if withhold.__name__ != "restrict_by_ancestor" else None
    if withhold.__name__ == "restrict_by_ancestor":
        withhold(make.section("cases").get_children().first())
        make.section("knowledge").get_children().first().unpublish()
    html = text_of(client, f"/people/{somchai.pk}/")
    assert "ห่วงโซ่คุณค่า" not in html and "สรุปนโยบาย" not in html
    assert "ยังไม่มีผลงานที่เผยแพร่ของผู้เขียนคนนี้" in html
    assert "ผลงาน" not in BeautifulSoup(text_of(client, "/people/"), "lxml").select_one(".people").get_text()


def test_an_empty_list_says_so(client, site):
    assert "ยังไม่มีหน้าผู้เขียน" in text_of(client, "/people/")


def test_the_map_of_the_site_leads_to_them_and_not_to_what_is_retracted(client, somchai):
    case = make.case("CASE-LEDI-01")
    shown = client.get("/sitemap.xml").content.decode()
    for address in ("/people/", f"/people/{somchai.pk}/", f"/en/people/{somchai.pk}/"):
        assert f"<loc>http://testserver{address}</loc>" in shown
    assert "/cases/case-ledi-01/" in shown
    retract(case)
    assert "/cases/case-ledi-01/" not in client.get("/sitemap.xml").content.decode()


def test_the_number_of_queries_does_not_grow(client, somchai):
    counts = {"/people/": [], f"/people/{somchai.pk}/": []}
    made = 0
    for size in (2, 12):
        for number in range(made, size):
            person = make.contributor(f"คนที่ {number}", "สมมติ", institute="cdi")
            make.written_by(make.case(f"CASE-CDI-{number:02d}"), person, somchai)
            make.written_by(make.knowledge(f"PB-{number:02d}"), person, somchai)
        made = size
        for path, found in counts.items():
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            found.append(len(queries))
    for found in counts.values():
        assert found[0] == found[1] <= 20
