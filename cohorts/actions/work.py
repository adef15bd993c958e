"""Work a learner hands in: a draft that is kept, versions that are submitted, files under names of our own."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry
from home.cleaning import clean_html
from home.thai.text import normalise

from ..choices import SubmissionState
from ..models import Submission, SubmissionFile
from ..queries.work import CASE, key_of, versions_of
from .casework import lock_class
from .completion import review_completion
from .learning import lock_learning


@transaction.atomic
def save_draft(*, enrolment, assignment, text=None, files=(), remove=()):
    """Keep a draft of an assignment (a row of the rules) or of the task of a case (queries.work.case_row).

    The first save begins the next version.

    `text` is HTML, cleaned here (None leaves it alone); `files` are (upload, content type) already checked; `remove`
    are ids of its files. ValidationError when a version is waiting to be marked, or has been, and for a closed case.
    """
    enrolment = lock_learning(enrolment)
    _check_open(enrolment, assignment)
    draft = _draft(enrolment, assignment)
    if text is not None:
        draft.text = clean_html(text)
    draft.save()
    for file in draft.files.filter(pk__in=remove):
        _remove(file)
    for upload, content_type in files:
        SubmissionFile.objects.create(
            submission=draft,
            file=upload,
            original_name=normalise(upload.name),
            content_type=content_type,
            size=upload.size,
        )
    return draft


@transaction.atomic
def submit_work(*, enrolment, assignment):
    """Hand the draft in; safe to repeat. ValidationError when there is nothing in it. May complete the enrolment.

    Side effect: audit entry.
    """
    enrolment = lock_learning(enrolment)
    found = versions_of(enrolment, assignment).first()
    if found and found.state == SubmissionState.SUBMITTED:
        return found
    _check_open(enrolment, assignment)
    if not found or found.state != SubmissionState.DRAFT or not (found.text or found.files.exists()):
        raise ValidationError(_("There is nothing to submit yet. Write a text or attach a file."))
    found.state, found.submitted_at = SubmissionState.SUBMITTED, timezone.now()
    found.save()
    after = {"state": found.state, "number": found.number}
    AuditEntry.append(
        actor=enrolment.learner, verb="submission.submitted", target=found, before={"state": "draft"}, after=after
    )
    review_completion(enrolment=enrolment, actor=enrolment.learner)
    return found


def _check_open(enrolment, row):
    """ValidationError where a closed case takes no more work; PermissionDenied where there is no task.

    Work that was returned may still be handed in again: the instructor asked for it.
    """
    if row["type"] != CASE:
        return
    case_class = lock_class(row["id"])
    if case_class.removed_at or not case_class.task:
        raise PermissionDenied
    if case_class.closed_at and not versions_of(enrolment, row).filter(state=SubmissionState.RETURNED).exists():
        raise ValidationError(_("The instructor has closed this case. What you wrote is still here to be copied."))


def _draft(enrolment, row):
    """The draft under way, or the next version where the newest was returned; not yet saved when it is new."""
    newest = versions_of(enrolment, row).first()
    if newest and newest.state == SubmissionState.DRAFT:
        return newest
    if newest and newest.state != SubmissionState.RETURNED:
        raise ValidationError(_("This work has been submitted already and cannot be changed now."))
    number = newest.number + 1 if newest else 1
    return Submission(enrolment=enrolment, number=number, **key_of(row))


def _remove(file):
    stored = file.file
    file.delete()
    transaction.on_commit(lambda: stored.storage.delete(stored.name))
