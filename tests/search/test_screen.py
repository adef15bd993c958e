"""The search screen: what a reader sees for good, odd and hostile questions."""

import re

import pytest
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from home.models import StandardPage


@pytest.fixture
def ask(client, front):
    def ask(q=None, **params):
        response = client.get("/search/", params if q is None else {"q": q, **params})
        assert response.status_code == 200
        return response.content.decode()

    return ask


def result_titles(html):
    return [re.sub("<.*?>", "", title) for title in re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", html)]


def test_an_unasked_screen_asks_and_lists_nothing(ask, write):
    write("เมือง")
    html = ask()
    assert 'name="q"' in html and "error" not in html and result_titles(html) == []


def test_a_result_shows_its_title_and_an_excerpt_with_the_words_marked_and_leads_to_the_page(ask, write):
    page = write("ระบบข้อมูลเมือง", "เครื่องมือสำหรับการจัดเก็บรายได้ท้องถิ่นอย่างเป็นธรรม")
    html = ask("รายได้ท้องถิ่น")
    assert result_titles(html) == ["ระบบข้อมูลเมือง"]
    assert "<mark>รายได้ท้องถิ่น</mark>" in html
    assert f'href="{page.get_url()}"' in html


def test_the_question_stays_in_the_box_in_one_spelling(ask, write):
    write("จำนวนน้ำเสีย")
    html = ask("  จํานวน\u200b   นำ้เสีย ")
    assert result_titles(html) == ["จำนวนน้ำเสีย"]
    assert "จำนวน น้ำเสีย”" in html


def test_only_live_public_pages_in_the_readers_language_are_shown(ask, client, write, front_en):
    write("เมืองหนึ่ง")
    write("เมืองสอง", live=False)
    hidden = write("เมืองสาม")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    write("City four เมือง", parent=front_en)
    assert result_titles(ask("เมือง")) == ["เมืองหนึ่ง"]
    english = client.get("/en/search/", {"q": "city"}).content.decode()
    assert result_titles(english) == ["City four เมือง"]


def test_kinds_that_are_not_for_the_public_are_left_out(ask, write, monkeypatch):
    write("เมือง")
    assert result_titles(ask("เมือง")) == ["เมือง"]
    monkeypatch.setattr(StandardPage, "site_search", False)
    assert result_titles(ask("เมือง")) == []


def test_results_can_be_narrowed_to_one_kind(ask, write, write_news):
    write("เมืองน่าอยู่")
    write_news("ข่าวเมือง")
    write_news("เมืองใหม่")
    html = ask("เมือง")
    assert len(result_titles(html)) == 3
    assert "type=newspage" in html and "(2)" in html and "(3)" in html
    assert set(result_titles(ask("เมือง", type="newspage"))) == {"ข่าวเมือง", "เมืองใหม่"}
    assert len(result_titles(ask("เมือง", type="nonsense' OR"))) == 3


def test_ten_results_on_a_screen_and_odd_page_numbers_lead_to_a_real_one(ask, write):
    for number in range(12):
        write(f"เมืองที่ {number}")
    assert len(result_titles(ask("เมือง"))) == 10
    second = ask("เมือง", page=2)
    assert len(result_titles(second)) == 2
    assert re.search(r'aria-current="page"><span class="vh">.*?</span>2</a>', second)
    assert len(result_titles(ask("เมือง", page=999))) == 2
    assert len(result_titles(ask("เมือง", page="สอง"))) == 10
    assert len(result_titles(ask("เมือง", page="-1"))) == 2


def test_nothing_found_says_what_to_try(ask, write):
    write("เมือง")
    html = ask("ทะเลทราย")
    assert 'class="empty"' in html and result_titles(html) == []


@pytest.mark.parametrize(
    "question, message",
    [
        ("", "Type one or more words to search for."),
        ("   ", "Type one or more words to search for."),
        ("ก", "Type at least two letters."),
        ("7", "Type at least two letters."),
        ("%", "There are no letters or digits to search for."),
        ('"*" (?) ๆ ฯ', "There are no letters or digits to search for."),
        ("\u200b\u200d\ufeff", "There are no letters or digits to search for."),
        ("ก" * 10_000, "Use at most 200 characters."),
        ("เมือง\x00", "The text holds a character that cannot be searched for."),
    ],
)
def test_a_question_that_cannot_be_searched_for_is_answered_beside_the_field(client, front_en, question, message):
    response = client.get("/en/search/", {"q": question})
    html = response.content.decode()
    assert response.status_code == 200
    assert message in html
    assert 'aria-invalid="true"' in html and 'id="id_q_error"' in html
    assert escape(question.replace("\x00", ""))[:200] in html


@pytest.mark.parametrize(
    "question",
    [
        "เมือง*",
        '"เมือง',
        "เมือง AND",
        "NOT เมือง",
        "เมือง:*",
        "title:เมือง",
        "-เมือง",
        "เมือง OR 1=1 --",
        "'เมือง'",
        "%เมือง_",
        "(เมือง",
    ],
)
def test_operators_and_wildcards_are_only_text(ask, write, question):
    write("เมือง")
    assert set(result_titles(ask(question))) <= {"เมือง"}


def test_markup_in_question_and_page_stays_text(ask, write):
    write("เมือง &lt;b&gt;", "&lt;img src=x onerror=alert(1)&gt; เมือง")
    html = ask('เมือง <script>alert("x")</script>')
    assert "<script>alert" not in html
    html = ask("เมือง")
    assert "<img src=x" not in html and "&lt;img" in html


def test_only_reading(client, front):
    assert client.post("/search/", {"q": "เมือง"}).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_results(ask, write, django_assert_max_num_queries):
    write("เมืองหนึ่ง", "ข้อความ")
    ask("เมือง")
    with django_assert_max_num_queries(20) as one:
        assert len(result_titles(ask("เมือง"))) == 1
    for number in range(5):
        write(f"เมืองที่ {number}", "ข้อความ")
    with django_assert_max_num_queries(20) as many:
        assert len(result_titles(ask("เมือง"))) == 6
    assert len(one) == len(many)
