"""Parts of public pages: drawn once for readers of one kind, and never another's, an older one's, or a stranger's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Site

from config.demo import factories as make
from home.models import NewsIndexPage, NewsPage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_parts(settings):
    settings.PUBLIC_PAGE_SECONDS = 60


@pytest.fixture
def page(site):
    return make.add(site[0], StandardPage, "about", title="เกี่ยวกับเรา", body=[("paragraph", "<p>ฉบับแรก</p>")])


def visit(path, browser=None):
    """(what stands on the page, number of queries)"""
    with CaptureQueriesContext(connection) as found:
        response = (browser or Client()).get(path)
    assert response.status_code == 200, path
    return response.content.decode(), len(found)


def test_an_address_with_words_of_its_own_costs_one_query(page):
    first, _many = visit("/about/")
    second, queries = visit("/about/?from=letter")
    assert (second, queries) == (first, 1)


def test_words_of_one_address_do_not_come_to_another_reader(page):
    assert "from=letter" in visit("/about/?from=letter")[0]
    assert "from=letter" not in visit("/about/?from=elsewhere")[0]
    assert "from=letter" not in visit("/about/")[0]


def test_readers_keep_their_own_name_and_form_token(page, as_user, learner, applicant):
    mine, _many = visit("/about/", as_user(learner))
    theirs, _many = visit("/about/", as_user(applicant))
    stranger, _many = visit("/about/?x=1")
    assert str(learner) in mine and str(learner) not in theirs + stranger
    assert str(applicant) in theirs and str(applicant) not in stranger
    assert "csrfmiddlewaretoken" in theirs and "csrfmiddlewaretoken" not in stranger
    assert "ฉบับแรก" in mine and "ฉบับแรก" in theirs and "ฉบับแรก" in stranger


def test_who_has_signed_in_reads_kept_parts(page, as_user, learner):
    browser = as_user(learner)
    _text, first = visit("/about/", browser)
    assert visit("/about/", browser)[1] < first


def test_notes_for_teachers_stay_with_teachers(cohort, instructor, as_user, learner):
    address = make.case().url
    assert "บันทึกผู้สอนลับ" in visit(address, as_user(instructor))[0]
    assert "บันทึกผู้สอนลับ" not in visit(address, as_user(learner))[0] + visit(address + "?x=1")[0]


def test_a_published_change_is_seen_at_once(page, as_user, learner, django_capture_on_commit_callbacks):
    visit("/about/", as_user(learner))
    page.body = [("paragraph", "<p>ฉบับใหม่</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "ฉบับใหม่" in visit("/about/", as_user(learner))[0]
    assert "ฉบับใหม่" in visit("/about/?x=1")[0]


@pytest.mark.parametrize("closed", [True, False])
def test_a_page_closed_or_withdrawn_is_gone_at_once(page, closed, django_capture_on_commit_callbacks):
    visit("/about/")
    with django_capture_on_commit_callbacks(execute=True):
        if closed:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        else:
            page.unpublish()
    assert Client().get("/about/?x=1").status_code == (302 if closed else 404)


def test_a_page_closed_to_the_public_is_never_known(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for _time in range(2):
        assert Client().get("/about/?x=1").status_code == 302


def test_a_draft_is_never_kept(page):
    page.title = "ร่างลับ"
    assert "ร่างลับ" in page.make_preview_request().content.decode()
    assert "ร่างลับ" not in visit("/about/?x=1")[0]


def test_a_list_is_kept_for_each_of_its_pages_apart(site):
    for number in range(1, NewsIndexPage.PER_PAGE + 2):
        make.add(make.section("news"), NewsPage, f"n-{number}", title=f"ข่าวที่ {number} จบ")
    newest = f"ข่าวที่ {NewsIndexPage.PER_PAGE + 1} จบ"
    for words in ("", "&x=1"):
        first, second = visit(f"/news/?page=1{words}")[0], visit(f"/news/?page=2{words}")[0]
        assert newest in first and "ข่าวที่ 1 จบ" in second
        assert newest not in second and "ข่าวที่ 1 จบ" not in first


def test_the_case_bank_is_kept_for_each_choice_apart(site):
    make.case()
    make.case("CASE-CCMI-01", institute="ccmi", region="north", title="ย่านเก่าเล่าใหม่")
    for words in ("", "&x=1"):
        assert "จดหมายหนึ่งหน้า" in visit(f"/cases/?region=south{words}")[0]
        assert "จดหมายหนึ่งหน้า" not in visit(f"/cases/?region=north{words}")[0]


def test_cases_that_were_shown_are_shown_in_another_list_without_asking_for_them(site):
    make.case()
    first, _many = visit("/cases/?x=1")
    second, queries = visit("/cases/?region=south&sort=title")
    assert "จดหมายหนึ่งหน้า" in first and "จดหมายหนึ่งหน้า" in second
    assert queries == 1


def test_a_case_is_shown_as_it_was_last_published(site, django_capture_on_commit_callbacks):
    case = make.case()
    visit("/cases/?x=1")
    case.title = "ชื่อใหม่"
    case.save()
    with django_capture_on_commit_callbacks(execute=True):
        make.section("cases").save_revision().publish()
    html, _many = visit("/cases/?x=1")
    assert "ชื่อใหม่" in html and "จดหมายหนึ่งหน้า" not in html
    with django_capture_on_commit_callbacks(execute=True):
        case.unpublish()
    assert "ชื่อใหม่" not in visit("/cases/?x=1")[0]


def test_an_address_given_to_another_site_shows_it_at_once(page, settings, django_capture_on_commit_callbacks):
    settings.ALLOWED_HOSTS = ["testserver", "other.testserver"]
    other = Client(headers={"host": "other.testserver"})
    assert "ฉบับแรก" not in visit("/?x=1", other)[0]
    with django_capture_on_commit_callbacks(execute=True):
        site = Site.objects.create(hostname="other.testserver", root_page=page)
    assert "ฉบับแรก" in visit("/?x=1", other)[0]
    with django_capture_on_commit_callbacks(execute=True):
        site.delete()
    assert "ฉบับแรก" not in visit("/?x=1", other)[0]


def test_languages_are_kept_apart(page):
    make.translate(page, title="About us")
    for _time in range(2):
        assert 'lang="th"' in visit("/about/?x=1")[0]
        assert "About us" in visit("/en/about/?x=1")[0]


def test_answers_of_the_search_are_kept_for_each_question_apart(site):
    make.case()
    for words in ("", "&x=1"):
        assert "/cases/case-lgcbi-01/" in visit(f"/search/?q=จดหมาย{words}")[0]
        assert "/cases/case-lgcbi-01/" not in visit(f"/search/?q=น้ำท่วม{words}")[0]
    assert visit("/search/?q=จดหมาย&x=2")[1] == 0
