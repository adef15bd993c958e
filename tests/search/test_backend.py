"""What is asked of the index is found, on the database at hand."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail.search.models import IndexEntry
from wagtail.search.utils import parse_query_string

from home.models import StandardPage

SENTENCE = "ระบบข้อมูลเมืองเพื่อการจัดเก็บรายได้ท้องถิ่นอย่างเป็นธรรม"


def titles(query, pages=None, **options):
    pages = Page.objects.all() if pages is None else pages
    return [page.title for page in pages.search(query, **options)]


@pytest.mark.parametrize("query", [SENTENCE, "ระบบ", "ระบบข้อมูล", "รายได้ท้องถิ่น", "ข้อมูลเมือง", "จัดเก็บรายได้", "เมือง รายได้"])
def test_inner_words_of_a_title_are_found(write, query):
    write(SENTENCE)
    write("เรื่องอื่น")
    assert titles(query) == [SENTENCE]


@pytest.mark.parametrize("query", ["ธรรมดา", "ยา", "เมือง ทะเล", "บรา", "ปา"])
def test_parts_of_words_and_missing_words_are_not(write, query):
    write(SENTENCE, "ยาวนานและราบรื่น ปลาในป่า")
    assert titles(query) == []


@pytest.mark.parametrize(
    "text, query",
    [
        ("จํานวนน้ำเสีย", "จำนวนนำ้เสีย"),
        ("ปี พ.ศ. ๒๕๖๒", "2562"),
        ("งบ 1,500 บาท", "๑๕๐๐"),
        ("ราย\u200bได้", "รายได้"),
        ("ร่าง พ.ร.บ. ภาษีที่ดิน", "พรบ"),
        ("องค์กรปกครองส่วนท้องถิ่นทุกแห่ง", "อปท."),
        ("CONVERGOVแพลตฟอร์ม", "convergov"),
        ("ค่าฝุ่น PM2.5", "pm2.5"),
        ("three programmes", "programme"),
    ],
)
def test_spellings_meet_in_the_body(write, text, query):
    write("เอกสาร", text)
    assert titles(query) == ["เอกสาร"]


def test_a_title_weighs_more_than_the_body_and_a_phrase_more_than_its_parts(write):
    write("เอกสารหนึ่ง", "กล่าวถึงน้ำเสียไว้ที่นี่ และเรื่องอื่นอีกมาก " * 3)
    write("น้ำเสียชุมชน", "เรื่องอื่น")
    assert titles("น้ำเสีย")[0] == "น้ำเสียชุมชน"


def test_what_changes_is_found_anew_and_what_goes_is_gone(write, django_capture_on_commit_callbacks):
    page = write("แผนพัฒนาเมือง", "ตลาดเก่า")
    with django_capture_on_commit_callbacks(execute=True):
        page.title = "แผนจัดการขยะ"
        page.save_revision().publish()
    assert titles("เมือง") == [] and titles("ขยะ") == ["แผนจัดการขยะ"]
    page.delete()
    assert titles("ขยะ") == []


def test_quoted_phrases_must_stand_together(write):
    write("หนึ่ง", "ข้อมูลเมืองล่าสุด")
    write("สอง", "เมืองนี้มีข้อมูล")
    _filters, query = parse_query_string('"ข้อมูลเมือง"')
    assert titles(query) == ["หนึ่ง"]
    _filters, query = parse_query_string('"ข้อมูลเมือง" ล่าสุด')
    assert titles(query) == ["หนึ่ง"]
    assert sorted(titles("ข้อมูลเมือง")) == ["สอง", "หนึ่ง"]


def test_any_of_the_words_and_single_fields(write):
    write("ทะเล", "ภูเขา")
    write("แม่น้ำ", "ทะเล")
    assert sorted(titles("ทะเล แม่น้ำ", operator="or")) == ["ทะเล", "แม่น้ำ"]
    assert titles("ทะเล", fields=["title"]) == ["ทะเล"]
    assert "แม่น้ำ" in titles("ทะเล", pages=StandardPage.objects.all(), fields=["body"])


@pytest.mark.parametrize("typed", ["มหาวิ", "มหาวิทยาลัยพ", "วิทยาลัย", "พะเย"])
def test_editors_find_a_page_while_typing(write, typed):
    write("มหาวิทยาลัยพะเยา")
    assert [page.title for page in Page.objects.autocomplete(typed)] == ["มหาวิทยาลัยพะเยา"]


@pytest.mark.parametrize(
    "hostile",
    [
        "'",
        '"',
        "''",
        '"""',
        "%s",
        "%",
        "_",
        "*",
        "เมือง*",
        "(",
        ")",
        "((((",
        ":*",
        "a:*",
        "NEAR(",
        "AND",
        "OR NOT",
        "\\",
        "\\\\'",
        "title:เมือง",
        "{title} : x",
        "-เมือง",
        "^",
        "+",
        ";--",
        "ก็\u0e48\u0e48",
        "\u200b\u200c",
        "😀",
        "\ufffd",
        "ก" * 10_000,
        "!" * 500,
    ],
)
def test_nothing_typed_breaks_the_database(write, hostile):
    write("เมือง")
    assert titles(hostile) in ([], ["เมือง"])
    assert len(Page.objects.autocomplete(hostile)) in (0, 1)
    assert sum(Page.objects.search(hostile).facet("content_type_id").values()) in (0, 1)


def test_counts_slices_and_scores_agree(write):
    for number in range(5):
        write(f"เมืองที่ {number}", "เมือง " * number)
    found = Page.objects.search("เมือง")
    assert found.count() == 5 and len(found[1:3]) == 2
    assert sum(found.facet("content_type_id").values()) == 5
    assert all(page.score is not None for page in found.annotate_score("score"))


def test_the_index_can_be_rebuilt(write):
    write("ข้อมูลเมือง")
    IndexEntry.objects.all().delete()
    assert titles("เมือง") == []
    call_command("update_index", verbosity=0, stdout=StringIO())
    assert titles("เมือง") == ["ข้อมูลเมือง"]
