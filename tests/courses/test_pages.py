"""Courses and modules on their public pages: what one learns and for how long, and nothing of the lessons' content."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from config.demo import factories as make
from courses.models import LessonPage, ModulePage

pytestmark = pytest.mark.django_db


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_courses_are_listed_with_their_size(client, programme):
    html = read(client, "/courses/")
    assert 'href="/courses/llp-a/"' in html and "12" in html


def test_a_course_shows_its_modules_and_programmes(client, programme):
    html = read(client, "/courses/llp-a/")
    assert 'href="/courses/llp-a/llp-01/"' in html and 'href="/courses/llp-a/llp-02/"' in html
    assert 'href="/programmes/llp/"' in html


def test_a_module_shows_its_outline_but_no_content(client, programme):
    html = read(client, "/courses/llp-a/llp-01/")
    for words in ("อธิบายได้", "บทเรียน 1", "แบบทดสอบ", "ใบงาน", programme.title):
        assert words in strip_tags(html)
    assert "เนื้อหาบทเรียน" not in html and "เขียนหนึ่งหน้า" not in html
    assert 'href="/courses/llp-a/llp-01/lesson/"' not in html


def test_a_free_lesson_can_be_opened(client, programme):
    LessonPage.objects.filter(title="บทเรียน 1").update(free_preview=True)
    assert 'href="/courses/llp-a/llp-01/lesson/"' in read(client, "/courses/llp-a/llp-01/")


def test_a_module_can_be_started_when_it_is_on_offer(client, self_paced):
    assert read(client, "/courses/ard-a/ard-02/").count('href="/apply/ard-02-open/"') == 2
    assert "/apply/ard-02-open/" not in read(client, "/courses/ard-a/ard-01/")


def test_cases_of_the_lessons_are_shown(client, programme):
    case = make.case()
    lesson = LessonPage.objects.get(title="บทเรียน 1")
    lesson.body = [("case", {"case": case, "why": ""})]
    lesson.save()
    assert case.url in read(client, "/courses/llp-a/llp-01/")
    case.unpublish()
    assert case.title not in read(client, "/courses/llp-a/llp-01/")


def test_the_modules_before_and_after_are_one_step_away(client, site):
    make.programme("AAA", modules=3)
    html = read(client, "/courses/aaa-a/aaa-02/")
    assert 'href="/courses/aaa-a/aaa-01/"' in html and 'href="/courses/aaa-a/aaa-03/"' in html


def test_empty_lists_say_so(client, site):
    assert "No course has been published yet" in read(client, "/en/courses/")


def test_queries_do_not_grow(client, site):
    def count(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    make.programme("AAA", modules=1)
    few = [count(url) for url in ("/courses/", "/courses/aaa-a/", "/courses/aaa-a/aaa-01/")]
    make.programme("BBB", modules=4)
    assert count("/courses/") == few[0]
    assert count("/courses/bbb-a/") == few[1]
    assert count("/courses/bbb-a/bbb-01/") == few[2]
    assert ModulePage.objects.count() == 5
