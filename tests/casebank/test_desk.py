"""The bank's vocabulary, questions and rubrics in the editors' desk: found, searched, and with their usage."""

import pytest

from casebank.models import Term
from config.demo import factories as make

pytestmark = pytest.mark.django_db


def test_terms_are_searched_in_both_languages(as_user, admin, site):
    Term.objects.create(kind="theme", code="flood", name_th="น้ำท่วม", name_en="Flood")
    Term.objects.create(kind="method", code="survey", name_th="แบบสำรวจ", name_en="Survey")
    desk = as_user(admin)
    html = desk.get("/cms/snippets/casebank/term/?q=ท่วม").content.decode()
    assert "Flood" in html and "Survey" not in html


def test_questions_and_rubrics_are_searched_and_say_where_they_are_used(as_user, admin, programme):
    desk = as_user(admin)
    html = desk.get("/cms/snippets/courses/question/?q=LLP-01-Q1").content.decode()
    assert "LLP-01-Q1" in html and "LLP-02-Q1" not in html
    rubric = make.rubric()
    assert rubric.title in desk.get("/cms/snippets/courses/rubric/").content.decode()
    usage = desk.get(f"/cms/snippets/courses/rubric/usage/{rubric.pk}/")
    assert usage.status_code == 200 and "ใบงาน" in usage.content.decode()


def test_a_learner_has_no_desk(as_user, learner, site):
    assert as_user(learner).get("/cms/snippets/courses/question/").status_code in (302, 403)
