"""A lesson: read by those who are enrolled, in their language, finished once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.models import LessonCompletion
from courses.models import LessonPage

from .learning import do_everything, english, row_of, translate
from .test_learning_home import LIMIT_BYTES, LIMIT_QUERIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(enrolment):
    return LessonPage.objects.get(pk=row_of(enrolment, "lesson")["id"])


@pytest.fixture
def path(lesson):
    return f"/learn/llp-1/{lesson.pk}/"


def test_a_learner_reads_the_lesson_beside_its_outline(as_user, learner, lesson, path):
    page = as_user(learner).get(path).content.decode()
    assert "เนื้อหาบทเรียน" in page and "บทเรียน 1" in page and 'aria-current="page"' in page


def test_only_the_enrolled_read_it(client, as_user, applicant, other_instructor, path, enrolment):
    assert client.get(path).status_code == 302
    assert as_user(applicant).get(path).status_code == 404
    assert as_user(other_instructor).get(path).status_code == 404
    assert as_user(applicant).post(path).status_code == 404
    assert not LessonCompletion.objects.exists()


def test_the_public_page_of_a_lesson_is_not_found_unless_it_is_a_preview(client, as_user, learner, lesson):
    assert client.get(lesson.url).status_code == 404
    assert as_user(learner).get(lesson.url).status_code == 404
    LessonPage.objects.update(free_preview=True)
    response = client.get(lesson.url)
    assert response.status_code == 200 and "เนื้อหาบทเรียน" in response.content.decode()


def test_an_activity_of_another_programme_is_not_found(as_user, learner, self_paced, enrolment):
    other = self_paced.rules["modules"][0]["activities"][0]["id"]
    assert as_user(learner).get(f"/learn/llp-1/{other}/").status_code == 404
    assert as_user(learner).get("/learn/llp-1/999999/").status_code == 404


def test_finishing_leads_on_and_counts_once(as_user, learner, enrolment, lesson, path):
    browser = as_user(learner)
    assert browser.get(path).status_code == 200 and not LessonCompletion.objects.exists()
    response = browser.post(path)
    assert response["Location"] == f"/learn/llp-1/{row_of(enrolment, 'quiz', 1)['id']}/"
    browser.post(path)
    record = LessonCompletion.objects.get()
    assert (record.enrolment, record.lesson) == (enrolment, lesson)
    assert "Finished, go on" not in english(browser, path)


def test_the_translation_is_shown_and_the_source_is_recorded(as_user, learner, lesson, path):
    translate(lesson, title="Lesson one", body=[("paragraph", "<p>English text</p>")])
    browser = as_user(learner)
    assert "English text" in english(browser, path) and "เนื้อหาบทเรียน" not in english(browser, path)
    assert "เนื้อหาบทเรียน" in browser.get(path).content.decode()
    browser.post(f"/en{path}")
    assert LessonCompletion.objects.get().lesson_id == lesson.pk


def test_without_a_translation_the_thai_text_is_marked_as_thai(as_user, learner, lesson, path):
    page = english(as_user(learner), path)
    assert "not yet in English" in page and 'class="prose lesson stack" lang="th"' in page
    translation = translate(lesson, title="Draft")
    type(translation).objects.filter(pk=translation.pk).update(live=False)
    assert "not yet in English" in english(as_user(learner), path)


def test_the_last_lesson_completes_the_enrolment(as_user, learner, enrolment, path):
    do_everything(enrolment, leave=("evaluation",))
    LessonCompletion.objects.filter(lesson_id=row_of(enrolment, "lesson")["id"]).delete()
    browser = as_user(learner)
    ratings = dict.fromkeys(("content", "teaching", "materials", "arrangement", "use"), 4)
    browser.post("/learn/llp-1/evaluation/", ratings)
    enrolment.refresh_from_db()
    assert enrolment.state == "active"
    assert browser.post(path)["Location"] == "/learn/llp-1/"
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_lesson_costs_little(as_user, learner, lesson, path, prefix):
    translate(lesson, title="Lesson one")
    browser = as_user(learner)
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(prefix + path)
    assert len(queries) <= LIMIT_QUERIES and len(response.content) <= LIMIT_BYTES
