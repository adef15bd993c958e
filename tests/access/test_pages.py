"""Pages of the site by kind: what is public is open to all, lessons and the like to nobody by their own address."""

import pytest

from config.demo import factories as make
from courses.models import AssignmentPage, LessonPage, ModulePage, QuizPage
from home.models import MissionPage, NewsPage, StandardPage


@pytest.fixture
def pages(cohort):
    """One published page of each kind."""
    home = make.site()[0]
    make.institute()
    make.case()
    make.add(home, StandardPage, "about", title="เกี่ยวกับเรา")
    make.add(make.section("news"), NewsPage, "first", title="ข่าวแรก")
    make.add(make.section("missions"), MissionPage, "one", title="พันธกิจ", number=1)
    make.knowledge()


def test_public_pages_are_open_to_everyone(pages, client, as_user, learner):
    addresses = ["/", "/about/", *(f"/{slug}/" for slug in make.SECTIONS)]
    addresses += ["/programmes/llp/", "/courses/llp-a/", "/courses/llp-a/llp-01/", "/cases/case-lgcbi-01/"]
    addresses += ["/institutes/lgcbi/", "/news/first/", "/missions/one/", "/knowledge/tl-1/"]
    for browser in (client, as_user(learner)):
        found = {address: browser.get(address).status_code for address in addresses}
        assert found == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("model", [LessonPage, QuizPage, AssignmentPage])
def test_activities_are_not_served_at_their_own_address(pages, client, as_user, admin, model):
    address = model.objects.first().url
    assert client.get(address).status_code == 404
    assert as_user(admin).get(address).status_code == 404


def test_a_lesson_marked_as_free_preview_is_open(pages, client):
    LessonPage.objects.child_of(ModulePage.objects.get(code="LLP-01")).update(free_preview=True)
    assert client.get("/courses/llp-a/llp-01/lesson/").status_code == 200


def test_drafts_are_hidden(pages, client):
    make.case().unpublish()
    assert client.get("/cases/case-lgcbi-01/").status_code == 404


@pytest.mark.parametrize("role, sees", [(None, False), ("learner", False), ("instructor", True), ("officer", True)])
def test_a_teaching_note_is_shown_to_those_who_teach_only(pages, client, as_user, request, role, sees):
    browser = as_user(request.getfixturevalue(role)) if role else client
    assert ("บันทึกผู้สอนลับ" in browser.get("/cases/case-lgcbi-01/").content.decode()) is sees
