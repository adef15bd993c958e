"""What a learner does in a module. Records keep the page of the source language: progress is one in all of them."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import QuizQuestion
from courses.queries import question_copy
from courses.scoring import quiz_mark

from ..choices import EnrolmentState
from ..models import Enrolment, Evaluation, LessonCompletion, QuizAttempt
from ..queries.agenda import tries_allowed
from .completion import review_completion


def lock_learning(enrolment):
    """The enrolment under a lock, so that two tabs take turns; PermissionDenied unless it is under way."""
    locked = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner").get(pk=enrolment.pk)
    if locked.state != EnrolmentState.ACTIVE:
        raise PermissionDenied
    return locked


@transaction.atomic
def finish_lesson(*, enrolment, lesson_id):
    """The record that a lesson was read; safe to repeat. May complete the enrolment."""
    enrolment = lock_learning(enrolment)
    record, _new = LessonCompletion.objects.get_or_create(enrolment=enrolment, lesson_id=lesson_id)
    review_completion(enrolment=enrolment, actor=enrolment.learner)
    return record


@transaction.atomic
def start_attempt(*, enrolment, quiz):
    """The open attempt of a quiz (a row of the rules), with its own copy of the questions; at most one is open.

    ValidationError when the tries are used up, the quiz was passed, or it has no questions.
    """
    enrolment = lock_learning(enrolment)
    attempts = list(QuizAttempt.objects.filter(enrolment=enrolment, quiz_id=quiz["id"]).order_by("number"))
    under_way = next((attempt for attempt in attempts if not attempt.submitted_at), None)
    if under_way:
        return under_way
    if any(attempt.passed for attempt in attempts):
        raise ValidationError(_("This quiz has been passed already."))
    if len(attempts) >= tries_allowed(enrolment.cohort.rules, quiz):
        raise ValidationError(_("All tries of this quiz have been used."))
    asked = QuizQuestion.objects.filter(quiz_id=quiz["id"]).select_related("question").order_by("sort_order", "pk")
    questions = list({row.question_id: question_copy(row.question) for row in asked}.values())
    if not questions:
        raise ValidationError(_("This quiz has no questions yet."))
    number = attempts[-1].number + 1 if attempts else 1
    return QuizAttempt.objects.create(
        enrolment=enrolment, quiz_id=quiz["id"], number=number, questions=questions, max_score=len(questions)
    )


@transaction.atomic
def save_answers(*, attempt, answers):
    """Keep the answers given so far, {"<question id>": [index, …]}; an attempt that was handed in stays as it is."""
    attempt = _lock_attempt(attempt)
    if not attempt.submitted_at:
        attempt.answers = answers
        attempt.save(update_fields=["answers"])
    return attempt


@transaction.atomic
def submit_attempt(*, attempt, answers, quiz):
    """Hand an attempt in and mark it, once: from a second tab it changes nothing. May complete the enrolment.

    `quiz` is the row of the rules. A pre-test always passes.
    """
    attempt = _lock_attempt(attempt)
    if attempt.submitted_at:
        return attempt
    enrolment = attempt.enrolment
    attempt.answers = answers
    attempt.score, attempt.max_score, attempt.percent = quiz_mark(attempt.questions, answers)
    attempt.passed = quiz["purpose"] == "pretest" or attempt.percent >= enrolment.cohort.rules["quiz_percent"]
    attempt.submitted_at = timezone.now()
    attempt.save()
    review_completion(enrolment=enrolment, actor=enrolment.learner)
    return attempt


@transaction.atomic
def evaluate(*, enrolment, ratings, comment=""):
    """The satisfaction form, {"content": 5, …}; the first one counts. May complete the enrolment."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("learner").get(pk=enrolment.pk)
    if enrolment.state == EnrolmentState.ENDED:
        raise PermissionDenied
    given = {"ratings": ratings, "comment": comment}
    evaluation, _new = Evaluation.objects.get_or_create(enrolment=enrolment, defaults=given)
    review_completion(enrolment=enrolment, actor=enrolment.learner)
    return evaluation


def _lock_attempt(attempt):
    enrolment = lock_learning(attempt.enrolment)
    attempt = QuizAttempt.objects.select_for_update(of=("self",)).get(pk=attempt.pk)
    attempt.enrolment = enrolment
    return attempt
