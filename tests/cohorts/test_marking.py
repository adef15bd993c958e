"""Marking: marks are appended, one for each thing sent; a second marker is told; the learner hears of it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import AuditEntry
from cohorts.actions.marking import grade_submission, return_submission
from cohorts.actions.work import save_draft
from cohorts.choices import EnrolmentState, SubmissionState
from cohorts.models import Enrolment, Grade, Submission
from config.demo import factories as make

from .learning import do_everything, hand_in, row_of

pytestmark = pytest.mark.django_db
LEVELS = {"0": 4, "1": 3}


@pytest.fixture
def work(enrolment):
    return row_of(enrolment, "assignment")


@pytest.fixture
def submission(enrolment, work):
    return hand_in(enrolment, work)


@pytest.fixture
def colleague(cohort):
    user = make.person("colleague@example.org", "instructor", first_name="ร่วมสอน", last_name="สมมติ")
    make.staff(cohort, user)
    return user


def state(submission):
    return Submission.objects.get(pk=submission.pk).state


def test_marks_are_reckoned_from_the_frozen_rubric(submission, instructor):
    grade = grade_submission(submission=submission, marker=instructor, levels=LEVELS, feedback="ดี")
    assert (grade.score, grade.levels, grade.feedback, grade.returned) == (Decimal("87.50"), LEVELS, "ดี", False)
    assert grade.marker == instructor and state(submission) == SubmissionState.GRADED
    entry = AuditEntry.objects.get(verb="submission.graded")
    assert (entry.actor, entry.before["state"], entry.after["state"], entry.after["score"]) == (
        instructor,
        "submitted",
        "graded",
        "87.50",
    )


@pytest.mark.parametrize("levels", [{}, {"0": 4}, {"0": 4, "1": 9}])
def test_every_criterion_needs_one_of_its_levels(submission, instructor, levels):
    with pytest.raises(ValidationError):
        grade_submission(submission=submission, marker=instructor, levels=levels)
    assert not Grade.objects.exists() and state(submission) == SubmissionState.SUBMITTED


def test_the_same_marks_sent_twice_are_one(submission, instructor, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (
            grade_submission(submission=submission, marker=instructor, levels=LEVELS, feedback="ดี") for _n in range(2)
        )
    assert first == second and Grade.objects.count() == 1 and len(mailoutbox) == 1
    assert AuditEntry.objects.filter(verb="submission.graded").count() == 1


def test_returning_twice_is_once(submission, instructor):
    for _n in range(2):
        return_submission(submission=submission, marker=instructor, feedback="ขอตัวเลข", levels={"0": 2})
    grade = Grade.objects.get()
    assert grade.returned and grade.score is None and grade.levels == {"0": 2}
    assert state(submission) == SubmissionState.RETURNED


def test_work_is_not_returned_without_a_word(submission, instructor):
    with pytest.raises(ValidationError) as refused:
        return_submission(submission=submission, marker=instructor, feedback="  ")
    assert "feedback" in refused.value.error_dict and state(submission) == SubmissionState.SUBMITTED


def test_a_second_marker_is_told_and_writes_nothing(submission, instructor, colleague):
    grade_submission(submission=submission, marker=colleague, levels={"0": 1, "1": 1})
    for act, given in ((grade_submission, {"levels": LEVELS}), (return_submission, {"feedback": "แก้"})):
        with pytest.raises(ValidationError) as refused:
            act(submission=submission, marker=instructor, **given)
        assert refused.value.code == "meanwhile" and colleague.name in refused.value.messages[0]
    assert Grade.objects.count() == 1


def test_marks_change_only_with_a_reason_and_the_old_ones_stay(submission, instructor, colleague):
    first = grade_submission(submission=submission, marker=instructor, levels=LEVELS)
    change = {"submission": submission, "marker": colleague, "levels": {"0": 4, "1": 4}, "seen": first.pk}
    with pytest.raises(ValidationError) as refused:
        grade_submission(**change)
    assert "reason" in refused.value.error_dict
    second = grade_submission(**change, reason="นับภาคผนวกด้วย")
    assert list(submission.grades.values_list("score", flat=True)) == [Decimal("87.50"), Decimal("100.00")]
    assert second.reason == "นับภาคผนวกด้วย" and second.marker == colleague
    entry = AuditEntry.objects.filter(verb="submission.graded").latest("pk")
    assert (entry.before["score"], entry.after["score"], entry.reason) == ("87.50", "100.00", "นับภาคผนวกด้วย")


def test_marks_can_become_a_return_and_back(submission, instructor):
    first = grade_submission(submission=submission, marker=instructor, levels=LEVELS)
    again = {"submission": submission, "marker": instructor, "reason": "อ่านใหม่"}
    second = return_submission(**again, feedback="ขอเพิ่ม", seen=first.pk)
    assert state(submission) == SubmissionState.RETURNED
    grade_submission(**again, levels=LEVELS, seen=second.pk)
    assert state(submission) == SubmissionState.GRADED and Grade.objects.count() == 3


def test_drafts_and_versions_that_have_a_successor_are_not_marked(enrolment, work, submission, instructor):
    returned = return_submission(submission=submission, marker=instructor, feedback="แก้")
    draft = save_draft(enrolment=enrolment, assignment=work, text="<p>สอง</p>")
    for version, seen in ((submission, returned.pk), (draft, None)):
        with pytest.raises(ValidationError):
            grade_submission(submission=version, marker=instructor, levels=LEVELS, reason="x", seen=seen)
    assert Grade.objects.count() == 1
    second = hand_in(enrolment, work, "<p>สอง</p>")
    assert grade_submission(submission=second, marker=instructor, levels=LEVELS).score == Decimal("87.50")


def test_work_is_not_returned_to_those_who_cannot_submit_again(enrolment, submission, instructor):
    Enrolment.objects.filter(pk=enrolment.pk).update(state=EnrolmentState.ENDED)
    with pytest.raises(ValidationError):
        return_submission(submission=submission, marker=instructor, feedback="แก้")
    assert grade_submission(submission=submission, marker=instructor, levels=LEVELS)


def test_the_last_marks_complete_the_enrolment(enrolment, instructor):
    do_everything(enrolment, leave=("capstone",))
    capstone = next(row for row in enrolment.cohort.rules["modules"][-1]["activities"] if row.get("capstone"))
    submission = hand_in(enrolment, capstone)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.ACTIVE
    low = grade_submission(submission=submission, marker=instructor, levels={"0": 1, "1": 1})
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.ACTIVE
    high = grade_submission(submission=submission, marker=instructor, levels=LEVELS, reason="อ่านใหม่", seen=low.pk)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.COMPLETED
    grade_submission(submission=submission, marker=instructor, levels={"0": 1, "1": 1}, reason="ผิดคน", seen=high.pk)
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.COMPLETED, "later changes of marks never take it back"


def test_the_learner_hears_of_marks_after_commit(
    submission, work, learner, instructor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = grade_submission(submission=submission, marker=instructor, levels=LEVELS)
        assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        grade_submission(
            submission=submission, marker=instructor, levels={"0": 4, "1": 4}, reason="อ่านใหม่", seen=first.pk
        )
    marked, changed = mail.outbox
    page = f"/learn/llp-1/{work['id']}/"
    assert marked.to == [learner.email] and work["title"] in marked.subject and page in marked.body
    assert page in marked.alternatives[0][0] and "87" not in marked.body, "scores stay behind the sign-in"
    assert changed.subject != marked.subject and "\n" not in changed.subject


def test_the_learner_hears_of_a_return(submission, work, learner, instructor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return_submission(submission=submission, marker=instructor, feedback="ขอตัวเลข")
    (message,) = mail.outbox
    assert message.to == [learner.email] and work["title"] in message.subject
    assert f"/learn/llp-1/{work['id']}/" in message.body


def test_the_moment_of_the_mark_is_kept(submission, instructor):
    grade = grade_submission(submission=submission, marker=instructor, levels=LEVELS)
    assert timezone.now() - grade.at < timedelta(minutes=1)
