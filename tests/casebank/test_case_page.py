"""A case on its page: the story, figures said rightly, where it is used; and the teaching note, for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from casebank.models import KnowledgePage, Term
from config.demo import factories as make
from courses.models import LessonPage

pytestmark = pytest.mark.django_db

NOTE = "บันทึกผู้สอนลับ"
SHARE = {
    "indicator": "Share of revenue to the base",
    "before": 7,
    "after": 17,
    "unit": "per cent",
    "is_percent": True,
    "source": "founding document",
    "note": "not of this place",
}


@pytest.fixture
def case(site):
    """(the Thai page, the English page)"""
    page = make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า", institute="ledi", lessons=make.stream("บทเรียนหนึ่ง"))
    english = make.translate(
        page, title="Value chain", results=[("result", SHARE)], questions=make.stream("Who loses by it?")
    )
    return page, english


def read(client, page):
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_story_is_told_with_its_evidence(client, case):
    html = read(client, case[1])
    for words in ("Value chain", "Mechanism", "Evidence level", "Who loses by it?", "This is a demonstration case"):
        assert words in html
    assert html.count("<h1") == 1


def test_a_share_grows_by_percentage_points(client, case):
    text = strip_tags(read(client, case[1]))
    assert "from 7% to 17%, +10 percentage points" in text
    assert "+10%" not in text and "10 per cent" not in text
    assert "not of this place" in text


def test_the_year_is_buddhist_in_thai_only(client, case):
    assert "พ.ศ. 2565" in read(client, case[0])
    story = read(client, case[1]).partition('id="citing"')[0]  # a Thai citation on an English page is Thai
    assert "2022" in story and "2565" not in story


def test_the_citation_names_the_case_and_its_address(client, case):
    html = read(client, case[1])
    assert "Case Study CASE-LEDI-01" in html
    assert 'data-copy="#cite-apa"' in html and "/en/cases/case-ledi-01/" in html


@pytest.mark.parametrize("role", [None, "reviewer", "registrar", "approver"])
def test_the_teaching_note_is_hidden(as_user, case, role):
    assert NOTE not in read(as_user(make.person("someone@example.org", role)), case[0])


def test_the_public_never_reads_the_teaching_note(client, case):
    html = read(client, case[0])
    assert NOTE not in html
    assert NOTE not in client.get("/search/?q=ลับ").content.decode()
    assert NOTE not in client.get("/cases/?q=ลับ").content.decode()


@pytest.mark.parametrize("role", ["instructor", "editor", "officer", "admin"])
def test_those_who_teach_or_edit_read_it_and_it_is_never_cached(as_user, case, role):
    response = as_user(make.person("someone@example.org", role)).get(case[0].url)
    assert NOTE in response.content.decode()
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]


def test_modules_that_cite_it_are_named_with_their_place(client, case, programme):
    thai = case[0]
    lesson = LessonPage.objects.get(path__startswith=module(2).path)
    lesson.body = [("case", {"case": thai, "why": ""})]
    lesson.save()
    html = read(client, thai)
    assert "Used in modules" in html or "ใช้ในหน่วยการเรียนรู้" in html
    assert f'href="{module(2).url}"' in html
    assert programme.title in strip_tags(html)
    lesson.unpublish()
    assert f'href="{module(2).url}"' not in read(client, thai)


def module(number):
    from courses.models import ModulePage

    return ModulePage.objects.get(code=f"LLP-{number:02d}", locale__language_code="th")


def test_related_cases_share_a_theme_or_the_institute(client, case):
    theme = Term.objects.create(kind="theme", code="income", name_th="รายได้", name_en="Income")
    near = make.case("CASE-CDI-01", title="เรื่องใกล้", institute="cdi")
    far = make.case("CASE-CDI-02", title="เรื่องไกล", institute="cdi")
    sibling = make.case("CASE-LEDI-02", title="เรื่องพี่น้อง", institute="ledi")
    for page in (case[0], near):
        page.themes = [theme]
        page.save()
    html = read(client, case[0])
    assert near.url in html and sibling.url in html and far.url not in html
    assert html.index(near.url) < html.index(sibling.url)


def test_knowledge_that_rests_on_it_is_linked_both_ways(client, case):
    item = make.add(
        make.section("knowledge"), KnowledgePage, "pb-01", title="บทสรุป", kind="policy_brief", code="PB-01",
        institute="ledi", summary="สรุป",
    )  # fmt: skip
    item.cites = [case[0]]
    item.save()
    assert item.url in read(client, case[0])
    assert case[0].url in read(client, item)
    assert item.url in client.get("/knowledge/").content.decode()


def test_knowledge_is_listed_by_kind_and_an_empty_list_says_so(client, site):
    assert "Nothing has been published here yet" in client.get("/en/knowledge/").content.decode()
    for kind, code in (("tool", "TL-1"), ("policy_brief", "PB-1")):
        page = make.add(make.section("knowledge"), KnowledgePage, code.lower(), title=code, kind=kind, code=code)
        make.translate(page, title=f"Title {code}")
    html = client.get("/en/knowledge/").content.decode()
    assert (
        html.index('id="policy_brief"') < html.index("Title PB-1") < html.index('id="tool"') < html.index("Title TL-1")
    )


def test_structured_data_cannot_break_out_of_its_block(client, case):
    english = case[1]
    english.title = "</script><script>alert(1)</script>"
    english.save()
    assert "<script>alert(1)" not in read(client, english)


def test_the_number_of_queries_does_not_grow_with_relations(client, case):
    def count():
        client.get(case[0].url)
        with CaptureQueriesContext(connection) as queries:
            client.get(case[0].url)
        return len(queries)

    make.case("CASE-LEDI-02", institute="ledi")
    few = count()
    for number in range(3, 8):
        make.case(f"CASE-LEDI-{number:02d}", institute="ledi")
    assert count() == few
