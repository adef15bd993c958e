"""A quiz: begun by a post, answers never lost, marked once, tries limited."""

import pytest
from django.core.exceptions import ValidationError

from cohorts.actions.learning import start_attempt, submit_attempt
from cohorts.models import QuizAttempt
from courses.models import Question

from .learning import english, pass_quiz, right_answers, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(enrolment):
    return row_of(enrolment, "quiz", 1)


@pytest.fixture
def path(quiz):
    return f"/learn/llp-1/{quiz['id']}/"


@pytest.fixture
def reader(as_user, learner):
    return as_user(learner)


def answered(attempt, *places):
    """Posted fields that choose these places, question by question; None leaves one out."""
    chosen = zip(attempt.questions, places, strict=True)
    return {"attempt": attempt.number} | {
        f"q{question['id']}": place for question, place in chosen if place is not None
    }


def test_looking_begins_nothing(reader, path):
    assert "Begin the quiz" in english(reader, path)
    assert not QuizAttempt.objects.exists()


def test_begin_answer_and_see_marks_with_explanations(reader, enrolment, path):
    page = reader.post(f"/en{path}", {"act": "start"}, follow=True).content.decode()
    assert "Question LLP-01-Q1" in page and "Hand in and see the marks" in page
    assert "เพราะเหตุนี้" not in page and "choice--right" not in page
    attempt = QuizAttempt.objects.get()
    response = reader.post(f"/en{path}", {"act": "submit", **answered(attempt, 0, 1)}, follow=True)
    page = response.content.decode()
    assert "1 of 2 points" in page and "(50%)" in page and "Not passed" in page and "2 more tries are left" in page
    assert "เพราะเหตุนี้" in page and "This is right, but was not chosen" in page and "Not right" in page
    attempt.refresh_from_db()
    assert attempt.answers == {str(attempt.questions[0]["id"]): [0], str(attempt.questions[1]["id"]): [1]}
    assert attempt.quiz_id == row_of(enrolment, "quiz", 1)["id"]


def test_unanswered_questions_are_shown_once_and_answers_kept(reader, path):
    reader.post(path, {"act": "start"})
    attempt = QuizAttempt.objects.get()
    page = reader.post(f"/en{path}", {"act": "submit", **answered(attempt, 2, None)}).content.decode()
    assert "1 question has no answer yet" in page and 'value="2" checked' in page and page.count("field--bad") == 1
    attempt.refresh_from_db()
    assert attempt.submitted_at is None and attempt.answers == {str(attempt.questions[0]["id"]): [2]}
    reader.post(path, {"act": "submit", "unanswered": "seen", **answered(attempt, 0, None)})
    attempt.refresh_from_db()
    assert attempt.submitted_at and attempt.percent == 50


def test_answers_are_kept_while_answering(reader, path):
    reader.post(path, {"act": "start"})
    attempt = QuizAttempt.objects.get()
    fields = {"act": "save", **answered(attempt, 1, None)}
    response = reader.post(f"/en{path}", fields, headers={"HX-Request": "true"})
    assert "Saved at" in response.content.decode() and "<html" not in response.content.decode()
    assert 'value="1" checked' in english(reader, path)


def test_two_tabs_count_once(reader, path):
    reader.post(path, {"act": "start"})
    reader.post(path, {"act": "start"})
    attempt = QuizAttempt.objects.get()
    reader.post(path, {"act": "submit", **answered(attempt, 0, 0)})
    response = reader.post(path, {"act": "submit", **answered(attempt, 1, 1)})
    assert response["Location"].endswith("?attempt=1")
    attempt.refresh_from_db()
    assert attempt.percent == 100 and QuizAttempt.objects.count() == 1
    late = reader.post(f"/en{path}", {"act": "save", **answered(attempt, 1, 1)}, headers={"HX-Request": "true"})
    assert "handed in already" in late.content.decode()
    attempt.refresh_from_db()
    assert attempt.answers[str(attempt.questions[0]["id"])] == [0]


def test_a_stale_copy_of_an_attempt_is_marked_once(enrolment, quiz):
    attempt = start_attempt(enrolment=enrolment, quiz=quiz)
    stale = QuizAttempt.objects.get(pk=attempt.pk)
    submit_attempt(attempt=attempt, answers=right_answers(attempt), quiz=quiz)
    assert submit_attempt(attempt=stale, answers={}, quiz=quiz).percent == 100


def test_three_tries_and_no_more(reader, enrolment, quiz, path):
    for number in (1, 2, 3):
        attempt = start_attempt(enrolment=enrolment, quiz=quiz)
        assert attempt.number == number
        submit_attempt(attempt=attempt, answers={}, quiz=quiz)
    page = reader.post(f"/en{path}", {"act": "start"}, follow=True).content.decode()
    assert "All tries of this quiz have been used." in page and "Try again" not in page
    assert QuizAttempt.objects.count() == 3
    with pytest.raises(ValidationError):
        start_attempt(enrolment=enrolment, quiz=quiz)


def test_a_passed_quiz_is_done(reader, enrolment, quiz, path):
    pass_quiz(enrolment, quiz)
    page = english(reader, path)
    assert "Passed" in page and "Try again" not in page
    reader.post(path, {"act": "start"})
    assert QuizAttempt.objects.count() == 1


def test_a_pretest_is_taken_once_and_never_failed(reader, enrolment):
    pretest = row_of(enrolment, "quiz", 0)
    path = f"/learn/llp-1/{pretest['id']}/"
    assert "nobody fails" in english(reader, path)
    attempt = start_attempt(enrolment=enrolment, quiz=pretest)
    submit_attempt(attempt=attempt, answers={}, quiz=pretest)
    page = english(reader, path)
    assert "Not passed" not in page and "Try again" not in page
    attempt.refresh_from_db()
    assert attempt.passed and attempt.percent == 0
    assert "Pre-test" in english(reader, "/learn/llp-1/progress/")


def test_later_edits_do_not_change_what_was_asked(reader, enrolment, quiz, path):
    attempt = start_attempt(enrolment=enrolment, quiz=quiz)
    Question.objects.update(text="เปลี่ยนแล้ว", text_en="Changed")
    submit_attempt(attempt=attempt, answers=right_answers(attempt), quiz=quiz)
    page = english(reader, path)
    assert "Changed" not in page and "Question LLP-01-Q1" in page


def test_choices_that_were_not_offered_are_left_out(reader, path):
    reader.post(path, {"act": "start"})
    attempt = QuizAttempt.objects.get()
    first = f"q{attempt.questions[0]['id']}"
    reader.post(path, {"act": "submit", "unanswered": "seen", "attempt": 1, first: ["9", "-1", "x", "٣"], "q999": "0"})
    attempt.refresh_from_db()
    assert attempt.answers == {} and attempt.percent == 0


def test_an_attempt_that_does_not_exist_is_not_found(reader, path):
    assert reader.get(f"{path}?attempt=7").status_code == 404
    assert reader.post(path, {"act": "submit", "attempt": "7"}).status_code == 404
    assert reader.post(path, {}).status_code == 404


def test_others_cannot_answer(as_user, applicant, other_learner, reader, path, enrolment):
    reader.post(path, {"act": "start"})
    assert as_user(applicant).post(path, {"act": "start"}).status_code == 404
    page = english(as_user(other_learner), path)
    assert "Begin the quiz" in page
    assert QuizAttempt.objects.count() == 1
