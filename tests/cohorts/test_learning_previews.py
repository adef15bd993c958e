"""What editors see when they preview an activity; the public never reaches these pages."""

import pytest

from courses.models import AssignmentPage, QuizPage

pytestmark = pytest.mark.django_db


def preview(page):
    response = page.make_preview_request()
    assert response.status_code == 200
    return response.render().content.decode()


def test_a_quiz_is_previewed_with_its_right_answers(programme, client):
    page = QuizPage.objects.filter(purpose="module").first()
    shown = preview(page)
    assert "คำถาม LLP-01-Q1" in shown and "เพราะเหตุนี้" in shown and "badge--ok" in shown
    assert client.get(page.url).status_code == 404


def test_an_assignment_is_previewed_with_its_rubric(programme, client):
    page = AssignmentPage.objects.first()
    shown = preview(page)
    assert "เขียนหนึ่งหน้า" in shown and "ความชัดของโจทย์" in shown and "ดีเยี่ยม" in shown
    assert client.get(page.url).status_code == 404
