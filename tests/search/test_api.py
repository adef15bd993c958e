"""The JSON address: what a visitor finds on the screen, in the same order, for programs."""

import re

import pytest
from wagtail.models import PageViewRestriction

from casebank.models import Contributor
from config.demo import factories as make


@pytest.fixture
def ask(client, front):
    def ask(status=200, **params):
        response = client.get("/api/v1/search", params)
        assert response.status_code == status
        return response.json()

    return ask


def on_the_screen(client, prefix="", **params):
    html = client.get(f"{prefix}/search/", params).content.decode()
    return [re.sub("<.*?>", "", title) for title in re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", html)]


def test_same_results_in_the_same_order_as_the_screen(ask, client, write, write_news):
    for number in range(12):
        write(f"เมืองที่ {number}", "เมือง " * number)
    write_news("ข่าวเมือง", "ข้อมูลเมือง")
    for page in (1, 2):
        told = ask(q="เมือง", page=page)
        assert [result["title"] for result in told["results"]] == on_the_screen(client, q="เมือง", page=page)
    assert told["total"] == 13 and told["pages"] == 2 and told["next"] is None and "page=1" in told["previous"]
    news = ask(q="เมือง", kind="newspage")
    assert [result["kind"] for result in news["results"]] == ["newspage"] and news["count"] == 1 and news["total"] == 13


def test_a_result_is_text_with_an_address(ask, write):
    page = write("ระบบข้อมูล &lt;เมือง&gt;", "เครื่องมือจัดเก็บ<b>รายได้</b> &amp; อื่น ๆ")
    (result,) = ask(q="รายได้")["results"]
    assert result["title"] == page.title and "<mark>" not in result["excerpt"] and "รายได้ & อื่น" in result["excerpt"]
    assert result["url"] == f"http://testserver{page.get_url()}"
    assert set(result) == {"url", "title", "excerpt", "kind", "label", "institute", "pick"}


def test_each_language_is_asked_by_name(ask, client, write, front_en):
    write("เมือง city")
    write("City four", parent=front_en)
    assert [r["title"] for r in ask(q="city", lang="en")["results"]] == ["City four"]
    assert [r["title"] for r in ask(q="city")["results"]] == ["เมือง city"]
    response = client.get("/api/v1/search", {"q": "city", "lang": "en"})
    assert response["Content-Language"] == "en" and "/en/" in response.json()["results"][0]["url"]


@pytest.mark.parametrize(
    "params, field, code",
    [
        ({}, "q", "required"),
        ({"q": "ก"}, "q", "too_short"),
        ({"q": "***"}, "q", "no_letters"),
        ({"q": "\u200b\u200b"}, "q", "no_letters"),
        ({"q": "ก" * 10_000}, "q", "max_length"),
        ({"q": "เมือง\x00"}, "q", "null_characters_not_allowed"),
        ({"q": "เมือง", "lang": "fr"}, "lang", "unknown_language"),
        ({"q": "เมือง", "kind": "lessonpage"}, "kind", "unknown_kind"),
        ({"q": "เมือง", "page": "0"}, "page", "invalid_page"),
        ({"q": "เมือง", "page": "-1"}, "page", "invalid_page"),
        ({"q": "เมือง", "page": "สอง"}, "page", "invalid_page"),
    ],
)
def test_a_bad_question_gets_an_error_that_names_its_field(ask, params, field, code):
    error = ask(400, **params)["error"]
    assert (error["field"], error["code"]) == (field, code) and error["message"]


def test_a_page_beyond_the_last_is_not_there(ask, write):
    write("เมือง")
    assert ask(404, q="เมือง", page="2")["error"]["code"] == "no_such_page"
    assert ask(404, q="เมือง", page="9" * 50)["error"]["code"] == "no_such_page"


@pytest.mark.parametrize(
    "question", ['"เมือง', "เมือง*", "NOT เมือง", "เมือง:*", "%เมือง_", "'; DROP TABLE x", "เเมือง", "เมือง AND"]
)
def test_operators_and_wildcards_are_only_text(ask, write, question):
    write("เมือง")
    assert {result["title"] for result in ask(q=question)["results"]} <= {"เมือง"}


def test_it_may_be_kept_needs_no_cookie_and_only_reads(client, front):
    response = client.get("/api/v1/search", {"q": "เมือง"})
    assert response["Cache-Control"] == "public, max-age=60" or "max-age=60" in response["Cache-Control"]
    assert not response.cookies and response["Access-Control-Allow-Origin"] == "*"
    assert client.post("/api/v1/search").status_code == 405


def test_it_says_what_was_meant(ask, write):
    write("ข้อมูล")
    assert ask(q="ข้อมุล")["did_you_mean"] == ["ข้อมูล"]


def test_nothing_hidden_is_told_whoever_asks(client, site, as_user, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make.case(code="CASE-1", title="กรณีที่เพิกถอน", retracted_on="2026-01-01")
        make.case(code="CASE-2", title="กรณีร่าง", live=False)
        make.case(code="CASE-3", title="กรณีเผยแพร่", teaching_note="<p>สับปะรดทอง</p>", consent_note="ทุเรียนเงิน")
        hidden = make.case(code="CASE-4", title="กรณีลับ")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    admin = as_user(make.person("root@example.org", "admin"))
    for browser in (client, admin):
        answer = browser.get("/api/v1/search", {"q": "กรณี"}).json()
        titles = {result["title"] for result in answer["results"] if result["kind"] == "casepage"}
        assert titles == {"กรณีเผยแพร่"}
        assert [kind["count"] for kind in answer["kinds"] if kind["kind"] == "casepage"] == [1]
        for secret in ("สับปะรดทอง", "ทุเรียนเงิน", "เพิกถอน"):
            assert browser.get("/api/v1/search", {"q": secret}).json()["total"] == 0


def test_people_are_found_who_agreed_to_a_page_and_nobody_else(ask, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for given, public in (("สมหญิง", True), ("สมชาย", False)):
            Contributor.objects.create(
                given_name_th=given, family_name_th="สมมติสกุล", affiliation_th="มหาวิทยาลัยสมมติ", public=public
            )
    (result,) = ask(q="สมมติสกุล")["results"]
    assert (result["title"], result["kind"]) == ("สมหญิง สมมติสกุล", "person") and "/people/" in result["url"]
    assert ask(q="สมชาย")["total"] == 0
    person = Contributor.objects.get(given_name_th="สมหญิง")
    person.public = False
    person.save()
    assert ask(q="สมมติสกุล")["total"] == 0
