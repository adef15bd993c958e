"""Marking: work is marked or returned for revision. Marks are appended; the latest counts, the earlier ones stay."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from courses.scoring import rubric_mark

from .. import tasks
from ..choices import EnrolmentState, SubmissionState
from ..models import Enrolment, Grade, Submission
from ..queries.work import row_of, versions_of
from .completion import review_completion


@transaction.atomic
def grade_submission(*, submission, marker, levels, feedback="", reason="", seen=None):
    """Mark a submission by its frozen rubric: `levels` is the score chosen for each criterion, {"0": 4, …}.

    Returns the Grade. Work marked or returned before may be marked again with a `reason`. `seen` is the id of the mark
    the marker looked at (None: there was none): if another one has come since, nothing is written. Safe to repeat: the
    same marks sent twice are one. ValidationError for a missing criterion, a missing reason, a newer version, and work
    that someone else has marked meanwhile (code "meanwhile"). Side effects: audit entry, a mail to the learner after
    commit; may complete the enrolment.
    """
    submission, latest = _lock(submission)
    try:
        score = rubric_mark(row_of(submission)["rubric"], levels)
    except ValueError:
        raise ValidationError(_("Choose a level for every criterion.")) from None
    given = {"levels": levels, "score": score, "feedback": feedback, "returned": False, "reason": reason}
    if _is_the_same(latest, marker, given):
        return latest
    _check(submission, latest, seen, reason)
    grade = _append(submission, latest, marker, given, SubmissionState.GRADED)
    review_completion(enrolment=submission.enrolment, actor=marker)
    tasks.mail("work_marked", grade.pk)
    return grade


@transaction.atomic
def return_submission(*, submission, marker, feedback, levels=None, reason="", seen=None):
    """Return a submission for revision with `feedback`; the learner goes on with the next version. Returns the Grade.

    `levels` may hold what was chosen so far. The rest is as in `grade_submission`; ValidationError also without
    feedback, and when the learner can no longer hand in.
    """
    submission, latest = _lock(submission)
    given = {"levels": levels or {}, "score": None, "feedback": feedback, "returned": True, "reason": reason}
    if _is_the_same(latest, marker, given):
        return latest
    _check(submission, latest, seen, reason)
    if not feedback.strip():
        raise ValidationError({"feedback": _("Say what should be revised. The learner reads this.")})
    if submission.enrolment.state != EnrolmentState.ACTIVE:
        raise ValidationError(_("The learner is no longer learning in this cohort, so the work cannot be returned."))
    grade = _append(submission, latest, marker, given, SubmissionState.RETURNED)
    tasks.mail("work_returned", grade.pk)
    return grade


def _lock(submission):
    """(submission, its latest Grade or None), locked in the same order as learners' actions lock them."""
    enrolments = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner")
    enrolment = enrolments.get(pk=submission.enrolment_id)
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    submission.enrolment = enrolment
    return submission, submission.grades.select_related("marker").last()


def _is_the_same(latest, marker, given):
    return bool(
        latest and latest.marker_id == marker.pk and all(getattr(latest, key) == value for key, value in given.items())
    )


def _check(submission, latest, seen, reason):
    """ValidationError unless this version may be marked now."""
    if submission.state == SubmissionState.DRAFT:
        raise ValidationError(_("This work has not been submitted yet."))
    if versions_of(submission.enrolment, row_of(submission)).filter(number__gt=submission.number).exists():
        raise ValidationError(_("The learner has begun a newer version, so this one can no longer be marked."))
    if latest and latest.pk != seen:
        name = latest.marker.name if latest.marker else ""
        message = _(
            "%(name)s has marked this work while you were writing. Nothing of yours is lost: read those marks, then "
            "send yours with a reason if they should replace them."
        )
        raise ValidationError(message % {"name": name}, code="meanwhile")
    if latest and not reason.strip():
        raise ValidationError({"reason": _("Say why the marks change.")})


def _append(submission, latest, marker, given, state):
    before = {"state": submission.state} | ({"grade": latest.pk, "score": latest.score} if latest else {})
    grade = Grade.objects.create(submission=submission, marker=marker, at=timezone.now(), **given)
    submission.state = state
    submission.save(update_fields=["state"])
    AuditEntry.append(
        actor=marker,
        verb=f"submission.{state}",
        target=submission,
        before=before,
        after={"state": state, "grade": grade.pk, "score": grade.score},
        reason=given["reason"],
    )
    return grade
