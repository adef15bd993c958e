"""On shared computers nothing is left of who was signed in; public pages go on being kept for everybody."""

import pytest
from django.test import Client

from config.demo import factories as make

pytestmark = pytest.mark.django_db

KEPT_BY_NOBODY = {"private", "no-store"}


def directives(response):
    return {part.strip() for part in response.get("Cache-Control", "").split(",") if part.strip()}


@pytest.mark.parametrize(
    "path", ["/learn/", "/learn/?all=1", "/learn/llp-1/", "/learn/llp-1/progress/", "/me/", "/apply/"]
)
def test_the_screens_of_a_learner_are_kept_by_no_browser(enrolment, learner, as_user, path):
    response = as_user(learner).get(path)
    assert response.status_code == 200
    assert KEPT_BY_NOBODY <= directives(response)


def test_the_screens_of_staff_are_kept_by_no_browser(cohort, instructor, officer, registrar, as_user):
    session = make.session(cohort)
    for person, paths in (
        (instructor, ["/teach/", "/teach/llp-1/"]),
        (officer, ["/manage/", "/manage/llp-1/", f"/manage/sessions/{session.pk}/", "/en/manage/"]),
        (registrar, ["/registrar/"]),
    ):
        for path in paths:
            response = as_user(person).get(path)
            assert response.status_code == 200
            assert "no-store" in directives(response), path


def test_forms_that_were_refused_and_screens_that_are_not_there_are_no_exception(enrolment, learner, as_user):
    browser = as_user(learner)
    assert KEPT_BY_NOBODY <= directives(browser.post("/me/", {"first_name": ""}))
    assert KEPT_BY_NOBODY <= directives(browser.get("/learn/no-such-cohort/"))
    assert KEPT_BY_NOBODY <= directives(browser.get("/cms/"))


def test_a_public_page_with_the_name_of_its_reader_is_the_reader_s_own(site, learner, as_user):
    assert KEPT_BY_NOBODY <= directives(as_user(learner).get("/"))


@pytest.mark.parametrize("path", ["/", "/en/", "/cases/", "/robots.txt", "/apply/", "/search/"])
def test_what_is_for_everybody_may_be_kept(site, path):
    response = Client().get(path)
    assert response.status_code == 200
    assert not directives(response) & (KEPT_BY_NOBODY | {"no-cache"})


def test_who_says_how_it_is_kept_is_believed(site, learner, as_user):
    path = "/search/suggest/?q=ทอ"
    assert directives(as_user(learner).get(path)) == directives(Client().get(path))
    assert "public" in directives(Client().get(path))


def test_an_answer_that_asked_nothing_of_its_reader_costs_no_query(site, learner, as_user, django_assert_num_queries):
    browser = as_user(learner)
    with django_assert_num_queries(0):
        response = browser.get("/robots.txt")
    assert "no-store" not in directives(response)
