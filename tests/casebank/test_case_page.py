"""A case on its page: the story, figures said rightly, where it is used; and the teaching note, for few."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from casebank.models import CaseAuthor, CaseFile, CasePage, CasePicture, Contributor, KnowledgePage, Term
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


# --- everything a case may have ---------------------------------------------------------
@pytest.fixture
def full(case):
    """The Thai page with authors, pictures, files, references, a plan, provinces and relations."""
    page = case[0]
    known = Contributor.objects.create(
        given_name_th="สมหญิง", family_name_th="สมมติ", affiliation_th="มหาวิทยาลัยสมมติ", public=True
    )
    shy = Contributor.objects.create(given_name_th="สมชาย", family_name_th="ไม่เปิดเผย")
    page.authorships = [CaseAuthor(contributor=known, sort_order=0), CaseAuthor(contributor=shy, sort_order=1)]
    picture = get_image_model().objects.create(title="ตลาด", file=get_test_image_file())
    page.pictures = [CasePicture(image=picture, alt="คนขายผัก", credit="ช่างภาพสมมติ", caption="ตลาดเช้า")]
    documents = [
        get_document_model().objects.create(title=name, file=ContentFile(b"%PDF-1.4", name=f"{name}.pdf"))
        for name in ("open", "closed")
    ]
    page.files = [
        CaseFile(document=documents[0], title="แบบสำรวจ", sort_order=0),
        CaseFile(document=documents[1], title="เฉลยผู้สอน", for_instructors=True, sort_order=1),
    ]
    page.references = make.stream("หนังสือสมมติ https://example.org/book")
    page.plan, page.contract_number, page.sdgs = "แผนงานสมมติ", "A11F650001", [8, 99]
    page.provinces = [make.province("50", iso="TH-50", name_th="เชียงใหม่", name_en="Chiang Mai", region="north")]
    page.summary_en = "An abstract that is read abroad."
    source, heir = make.case("CASE-LEDI-08", title="ต้นแบบ"), make.case("CASE-LEDI-09", title="ผู้รับไป")
    page.adopted_from = [source]
    page.save()
    heir.adopted_from = [page]
    heir.save()
    return page


def test_all_that_belongs_to_a_case_is_on_its_page(client, full):
    html = read(client, full)
    words = strip_tags(html)
    for word in ("มหาวิทยาลัยสมมติ", "ตลาดเช้า", "ช่างภาพสมมติ", "แบบสำรวจ", "แผนงานสมมติ", "A11F650001", "เชียงใหม่"):
        assert word in words, word
    assert 'alt="คนขายผัก"' in html
    assert 'href="https://example.org/book"' in html
    assert 'href="/cases/?province=50"' in html and 'href="/cases/?sdg=8"' in html and "sdg=99" not in html
    assert 'lang="en"' in html and "An abstract that is read abroad." in words
    assert 'href="/cases/case-ledi-01/print.pdf"' in html


def test_only_authors_who_agreed_have_a_link(client, full):
    html = read(client, full)
    known, shy = full.authorships.all()
    assert f'href="/people/{known.contributor_id}/"' in html
    assert "สมชาย ไม่เปิดเผย" in html and f"/people/{shy.contributor_id}/" not in html


def test_where_a_case_came_from_and_went_to(client, full):
    html = read(client, full)
    assert 'href="/cases/case-ledi-08/"' in html and 'href="/cases/case-ledi-09/"' in html
    assert html.index('id="sources"') < html.index('id="heirs"')
    assert 'id="heirs"' in read(client, make.case("CASE-LEDI-08"))
    CasePage.objects.filter(code="CASE-LEDI-08").update(retracted_on=date(2025, 1, 1))
    assert 'id="sources"' not in read(client, full)


def test_files_for_instructors_are_offered_to_them_alone(client, as_user, full):
    assert "เฉลยผู้สอน" not in read(client, full)
    assert "เฉลยผู้สอน" not in read(as_user(make.person("l@example.org")), full)
    assert "เฉลยผู้สอน" in read(as_user(make.person("i@example.org", "instructor")), full)


def test_a_retracted_case_shows_its_title_its_authors_and_why(client, full):
    CasePage.objects.filter(pk=full.pk).update(retracted_on=date(2026, 1, 31), retraction_reason="ข้อมูลไม่ถูกต้อง")
    html = read(client, full)
    assert full.title in strip_tags(html) and "สมหญิง" in html and "ข้อมูลไม่ถูกต้อง" in html
    for gone in ("แบบสำรวจ", "ลดความยุ่งยาก", "ตลาดเช้า", "print.pdf", "ทดลองจดหมายแบบใหม่</p>", "BibTeX"):
        assert gone not in html, gone


def test_the_number_of_queries_does_not_grow_with_what_a_case_has(client, full):
    def count():
        with CaptureQueriesContext(connection) as queries:
            read(client, full)
        return len(queries)

    read(client, full)
    few = count()
    image = full.pictures.first().image
    for number in range(4):
        full.pictures.add(CasePicture(image=image, alt="ซ้ำ", credit="ค", sort_order=number + 1))
        document = get_document_model().objects.create(title="d", file=ContentFile(b"x", name=f"d{number}.pdf"))
        full.files.add(CaseFile(document=document, title="อีกไฟล์", sort_order=number + 2))
        person = Contributor.objects.create(given_name_th=f"คนที่ {number}", family_name_th="สมมติ")
        full.authorships.add(CaseAuthor(contributor=person, sort_order=number + 2))
        make.case(f"CASE-LEDI-1{number}")
    full.provinces = [make.province(f"6{n}", iso=f"TH-6{n}", name_th=f"จ{n}", name_en=f"P{n}") for n in range(4)]
    full.save()
    for heir in CasePage.objects.filter(code__startswith="CASE-LEDI-1"):
        heir.adopted_from = [full]
        heir.save()
    assert count() == few
