"""Signed in, one's own lessons are found beside what is public; nobody else finds a trace of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from cohorts.models import Cohort, Enrolment
from config.demo import factories as make
from courses.models import LessonPage, QuizPage

SECRET = "สับปะรดทอง"


@pytest.fixture
def lesson(programme, django_capture_on_commit_callbacks):
    """A lesson of the programme, whose text names something that stands nowhere else."""
    page = LessonPage.objects.order_by("path").first()
    page.body = [("paragraph", f"<p>เรื่องของ{SECRET}ในชุมชน</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save()
    return page


def own_titles(browser, question=SECRET, prefix=""):
    html = browser.get(f"{prefix}/search/", {"q": question}).content.decode()
    part = re.search(r'aria-labelledby="own-results".*?</section>', html, re.S)
    return re.findall(r'<h3><a href="([^"]+)">', part[0]) if part else []


def test_who_learns_finds_the_lesson_at_its_place(lesson, cohort, enrolment, learner, as_user):
    browser = as_user(learner)
    assert own_titles(browser) == [f"/learn/{cohort.code}/{lesson.pk}/"]
    assert f"<mark>{SECRET}</mark>" in browser.get("/search/", {"q": SECRET}).content.decode()
    assert browser.get(own_titles(browser)[0]).status_code == 200


def test_who_teaches_the_cohort_finds_it(lesson, cohort, instructor, as_user):
    browser = as_user(instructor)
    assert own_titles(browser) == [f"/teach/{cohort.code}/"]
    assert browser.get(own_titles(browser)[0]).status_code == 200


@pytest.mark.parametrize("who", ["anonymous", "applicant", "researcher", "officer", "editor", "admin", "reviewer"])
def test_nobody_else_finds_a_trace(lesson, cohort, enrolment, learner, request, client, as_user, who):
    # The learner looks first, so that anything kept of their answer would be shown to the next.
    own_titles(as_user(learner))
    browser = client if who == "anonymous" else as_user(request.getfixturevalue(who))
    html = browser.get("/search/", {"q": SECRET}).content.decode()
    assert "own-results" not in html and "<mark>" not in html
    for path in ("/search/suggest/", "/api/v1/search"):
        answer = browser.get(path, {"q": SECRET}).json()
        assert not answer.get("suggestions") and not answer.get("results") and not answer.get("did_you_mean")


def test_a_learner_of_another_programme_or_whose_place_ended_finds_nothing(lesson, cohort, self_paced, as_user):
    other = make.person("other@example.org")
    make.enrolment(self_paced, other)
    ended = make.person("ended@example.org")
    Enrolment.objects.filter(pk=make.enrolment(cohort, ended).pk).update(state="ended")
    assert own_titles(as_user(other)) == own_titles(as_user(ended)) == []


def test_a_cohort_that_has_not_begun_shows_nothing(lesson, open_cohort, as_user):
    user = make.person("early@example.org")
    make.enrolment(open_cohort, user)
    assert own_titles(as_user(user)) == []


def test_no_search_over_pages_meets_the_words_of_a_lesson(lesson):
    assert list(Page.objects.search(SECRET)) == list(LessonPage.objects.search(SECRET)) == []
    assert list(Page.objects.autocomplete(SECRET)) == []


def test_nor_does_did_you_mean_know_them(lesson, client):
    assert client.get("/search/", {"q": "สับปะรดทองง"}).context["offers"] == []


def test_the_answer_of_one_learner_is_kept_for_nobody(lesson, enrolment, learner, other_learner, as_user, settings):
    settings.PUBLIC_PAGE_SECONDS = 60
    Enrolment.objects.filter(learner=other_learner).update(state="ended")
    assert own_titles(as_user(learner)) and not own_titles(as_user(other_learner))


def test_questions_of_a_quiz_are_not_searched(lesson, enrolment, learner, as_user):
    question = QuizPage.objects.first().quiz_questions.first().question
    assert own_titles(as_user(learner), question.text) == []


def test_what_changes_is_found_anew(lesson, enrolment, learner, as_user, django_capture_on_commit_callbacks):
    lesson.body = [("paragraph", "<p>มังคุดม่วง</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        lesson.save_revision().publish()
    browser = as_user(learner)
    assert own_titles(browser) == [] and len(own_titles(browser, "มังคุดม่วง")) == 1


def test_the_number_of_queries_does_not_grow_with_cohorts_and_lessons(
    lesson, programme, enrolment, learner, as_user, django_capture_on_commit_callbacks
):
    browser = as_user(learner)
    own_titles(browser, "บทเรียน")
    with CaptureQueriesContext(connection) as one:
        own_titles(browser)
    for number in (21, 22, 23):
        make.enrolment(make.cohort(programme, f"llp-{number}", number=number), learner)
    with django_capture_on_commit_callbacks(execute=True):
        for page in LessonPage.objects.all():
            page.body = [("paragraph", f"<p>{SECRET}</p>")]
            page.save()
    with CaptureQueriesContext(connection) as many:
        titles = own_titles(browser)
    assert len(titles) == LessonPage.objects.count() > 1
    assert [query["sql"][:60] for query in many] == [query["sql"][:60] for query in one]
    assert Cohort.objects.count() == 4
