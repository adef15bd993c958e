"""From an application to a place: draft, submission, review, decision, and enrolment at one's own pace."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry

from .. import tasks
from ..choices import ApplicationState, CohortState, EnrolmentState
from ..models import Application, ApplicationFile, ApplicationReview, Enrolment
from ..queries.admission import next_number, open_seats, open_waitlist_seats
from .cohorts import lock_cohort, start_cohort

MOST_FILES = 12
EDITABLE = (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
DECISIONS = (ApplicationState.ACCEPTED, ApplicationState.WAITLISTED, ApplicationState.REJECTED)
REVIEWABLE = (ApplicationState.SUBMITTED, ApplicationState.WAITLISTED)


@transaction.atomic
def save_draft(*, cohort, applicant, area_question="", expectation="", files=()):
    """Keep what the applicant wrote, and add `files`, pairs of (upload, content type). Returns the application.

    A draft may be begun while the cohort takes applications, and goes on being kept after the deadline so that nothing
    typed is lost. A withdrawn application becomes a draft again. ValidationError otherwise.
    """
    cohort = lock_cohort(cohort.pk)
    application = Application.objects.filter(cohort=cohort, applicant=applicant).first()
    reopening = application is None or application.state == ApplicationState.WITHDRAWN
    if cohort.is_self_paced or (reopening and not cohort.takes_applications()):
        raise ValidationError(_("This cohort does not take applications now."))
    application = application or Application(cohort=cohort, applicant=applicant)
    if application.state not in EDITABLE:
        raise ValidationError(_("The application has been submitted and can no longer be changed."))
    application.state = ApplicationState.DRAFT
    application.area_question, application.expectation = area_question, expectation
    application.full_clean(exclude=["cohort", "applicant"], validate_unique=False, validate_constraints=False)
    application.save()
    if application.files.count() + len(files) > MOST_FILES:
        raise ValidationError({"documents": _("At most %(most)d files can be attached.") % {"most": MOST_FILES}})
    for upload, content_type in files:
        ApplicationFile.objects.create(
            application=application,
            file=upload,
            original_name=upload.name[-255:],
            content_type=content_type,
            size=upload.size,
        )
    return application


@transaction.atomic
def remove_document(*, document, actor):
    """Take a document off a draft, the stored file with it. ValidationError once the application is submitted."""
    application = Application.objects.select_for_update().get(pk=document.application_id)
    if application.state not in EDITABLE:
        raise ValidationError(_("The application has been submitted and can no longer be changed."))
    stored, name = document.file.storage, document.file.name
    document.delete()
    transaction.on_commit(lambda: stored.delete(name))
    return application


@transaction.atomic
def submit_application(*, application):
    """Hand the draft in: copies post and organisation of today, allots the acknowledgement number, mails it.

    Safe to repeat: a submitted application is returned unchanged. The number is given under a lock and kept for good,
    also when the application is withdrawn and handed in again. ValidationError after the deadline, without a complete
    profile, or by field for what is missing.
    """
    cohort = lock_cohort(application.cohort_id)
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant__organisation")
        .get(pk=application.pk)
    )
    if application.state not in EDITABLE:
        return application
    if not cohort.takes_applications():
        raise ValidationError(_("Applications are closed. Your draft is kept, but it can no longer be submitted."))
    if not application.applicant.has_profile:
        raise ValidationError(_("Complete your profile first."))
    _require_answers(application)
    application.state = ApplicationState.SUBMITTED
    application.submitted_at = timezone.now()
    application.number = application.number or next_number(cohort)
    application.position_text = application.applicant.post[:150]
    application.organisation_text = organisation_line(application.applicant)
    application.save()
    _audit(application, application.applicant, "application.submitted", ApplicationState.DRAFT)
    tasks.mail("application_received", application.pk)
    return application


@transaction.atomic
def withdraw_application(*, application, actor):
    """The applicant takes the application back; what was written stays. Safe to repeat.

    Allowed until there is a place to give up. ValidationError after a decision that admitted or refused.
    """
    application = Application.objects.select_for_update().get(pk=application.pk)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    if application.state not in (ApplicationState.DRAFT, ApplicationState.SUBMITTED, ApplicationState.WAITLISTED):
        raise ValidationError(_("This application has been decided. Contact the programme officer to change anything."))
    before, application.state = application.state, ApplicationState.WITHDRAWN
    application.save(update_fields=["state", "updated_at"])
    _audit(application, actor, "application.withdrawn", before)
    return application


@transaction.atomic
def score_application(*, application, reviewer, scores, note=""):
    """Keep a committee member's scores, {"0": 36, …} by place of the criterion; one review for each, changed in place.

    ValidationError for one's own application, after the decision, or by criterion for a score above its weight.
    """
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("cohort__programme").get(pk=application.pk)
    )
    if application.applicant_id == reviewer.pk:
        raise ValidationError(_("Nobody scores their own application."))
    if application.state not in REVIEWABLE:
        raise ValidationError(_("This application has been decided, so its scores no longer change."))
    weights = [block.value["weight"] for block in application.cohort.programme.selection]
    wrong = {
        f"score_{i}": _("Give a score from 0 to %(most)d.") % {"most": weight}
        for i, weight in enumerate(weights)
        if not _fits(scores.get(str(i)), weight)
    }
    if wrong:
        raise ValidationError(wrong)
    kept = {str(i): scores[str(i)] for i in range(len(weights))}
    old = ApplicationReview.objects.filter(application=application, reviewer=reviewer).first()
    review, _created = ApplicationReview.objects.update_or_create(
        application=application, reviewer=reviewer, defaults={"scores": kept, "total": sum(kept.values()), "note": note}
    )
    before = {"scores": old.scores, "total": old.total} if old else {}
    AuditEntry.append(
        actor=reviewer,
        verb="application.scored",
        target=application,
        before=before,
        after={"scores": kept, "total": review.total},
    )
    return review


@transaction.atomic
def decide_application(*, application, state, actor, reason=""):
    """The one gateway to admitted, on the waiting list and not admitted.

    Safe to repeat: the same decision again changes nothing. Seats are counted under a lock on the cohort. Side effects:
    audit entry, mail to the applicant; admission makes the enrolment with the copied post and organisation; taking an
    admission back ends that enrolment. ValidationError where no seat is left, without a reason for changing an earlier
    decision, or once the cohort is over.
    """
    cohort = lock_cohort(application.cohort_id)
    application = Application.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=application.pk)
    if application.state == state:
        return application
    # Locked as well: whoever completes at this moment keeps the completion.
    enrolment = Enrolment.objects.select_for_update().filter(application=application).first()
    _check_decision(cohort, application, enrolment, state, reason)
    before = application.state
    if before == ApplicationState.ACCEPTED:
        enrolment.state = EnrolmentState.ENDED
        enrolment.save(update_fields=["state"])
    application.state, application.decision_reason = state, reason.strip()
    application.decided_at, application.decided_by = timezone.now(), actor
    application.save(update_fields=["state", "decision_reason", "decided_at", "decided_by", "updated_at"])
    if state == ApplicationState.ACCEPTED:
        _admit(application)
    _audit(application, actor, f"application.{state}", before, reason=reason.strip())
    tasks.mail("decision", application.pk)
    return application


@transaction.atomic
def enrol_self_paced(*, cohort, learner):
    """Enrol at once in a cohort of rolling admission. Returns the enrolment; safe to repeat.

    The first learner starts the cohort, which freezes its rules. Side effects: audit entry, mail. ValidationError
    where the cohort needs an application, is closed or full, or the profile is not complete.
    """
    cohort = lock_cohort(cohort.pk)
    enrolment = Enrolment.objects.filter(cohort=cohort, learner=learner).first()
    if enrolment and enrolment.state != EnrolmentState.ENDED:
        return enrolment
    if not cohort.is_self_paced or not cohort.takes_applications():
        raise ValidationError(_("This module does not take new learners now."))
    if not learner.has_profile:
        raise ValidationError(_("Complete your profile first."))
    if open_seats(cohort) == 0:
        raise ValidationError(_("All seats are taken."))
    if cohort.state == CohortState.PLANNED:
        start_cohort(cohort=cohort, actor=learner)
    enrolment = enrolment or Enrolment(cohort=cohort, learner=learner)
    enrolment.state = EnrolmentState.ACTIVE
    enrolment.position_text, enrolment.organisation_text = learner.post[:150], organisation_line(learner)
    enrolment.save()
    AuditEntry.append(actor=learner, verb="enrolment.made", target=enrolment, after={"state": enrolment.state})
    tasks.mail("enrolled", enrolment.pk)
    return enrolment


def organisation_line(person):
    """The organisation as an application and a certificate keep it: its Thai name."""
    return person.organisation.name_th[:250] if person.organisation else ""


def _require_answers(application):
    missing = {
        name: _("Write a few sentences before you submit.")
        for name in ("area_question", "expectation")
        if not getattr(application, name).strip()
    }
    if missing:
        raise ValidationError(missing)


def _fits(score, weight):
    return isinstance(score, int) and not isinstance(score, bool) and 0 <= score <= weight


def _check_decision(cohort, application, enrolment, state, reason):
    if state not in DECISIONS:
        raise ValidationError(_("Choose to admit, to put on the waiting list, or not to admit."))
    if application.state not in (ApplicationState.SUBMITTED, *DECISIONS):
        raise ValidationError(_("This application has not been submitted."))
    if cohort.state in (CohortState.FINISHED, CohortState.CANCELLED):
        raise ValidationError(_("This cohort is over."))
    changing = application.state in (ApplicationState.ACCEPTED, ApplicationState.REJECTED)
    if changing and not reason.strip():
        raise ValidationError(_("Say why the decision changes."))
    if state == ApplicationState.ACCEPTED and open_seats(cohort) == 0:
        raise ValidationError(_("All seats are taken."))
    if state == ApplicationState.WAITLISTED and open_waitlist_seats(cohort) == 0:
        raise ValidationError(_("The waiting list is full."))
    if enrolment and enrolment.state == EnrolmentState.COMPLETED:
        raise ValidationError(_("This person has completed the cohort, so the admission stands."))


def _admit(application):
    Enrolment.objects.update_or_create(
        cohort_id=application.cohort_id,
        learner=application.applicant,
        defaults={
            "application": application,
            "state": EnrolmentState.ACTIVE,
            "position_text": application.position_text,
            "organisation_text": application.organisation_text,
        },
    )


def _audit(application, actor, verb, before, reason=""):
    AuditEntry.append(
        actor=actor,
        verb=verb,
        target=application,
        before={"state": before},
        after={"state": application.state},
        reason=reason,
    )
