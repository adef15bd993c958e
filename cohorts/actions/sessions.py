"""Sessions and roll-call. Attendance is appended, never changed; the latest row of a learner counts."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import AuditEntry

from ..choices import AttendanceStatus, CohortState
from ..models import Attendance, LiveSession
from ..queries.managing import latest_marks
from .cohorts import complete_those_ready, lock_cohort

FACTS = ("title", "title_en", "kind", "mode", "starts_at", "ends_at", "hours", "venue", "online_url", "module_id")


@transaction.atomic
def schedule_session(*, cohort, actor, session=None, **fields):
    """Add a session to a cohort, or change one whose roll-call is not closed. `fields` are those of LiveSession.

    ValidationError, by field where it can, for a closed session, an ended cohort or times that do not fit. Side
    effect: audit entry with what changed.
    """
    cohort = lock_cohort(cohort.pk)
    if cohort.state not in (CohortState.PLANNED, CohortState.RUNNING):
        raise ValidationError(_("This cohort is over. Its sessions can no longer be changed."))
    if session:
        session = _lock(session.pk)
    if session and session.closed_at:
        raise ValidationError(_("The roll-call of this session is closed, so its facts can no longer be changed."))
    before = _facts(session) if session else {}
    session = session or LiveSession(cohort=cohort)
    for name, value in fields.items():
        setattr(session, name, value)
    session.full_clean()
    session.save()
    after = _facts(session)
    changed = [name for name in FACTS if before.get(name) != after[name]]
    if changed:
        verb = "session.changed" if before else "session.scheduled"
        kept = {name: before[name] for name in changed if name in before}
        AuditEntry.append(
            actor=actor, verb=verb, target=session, before=kept, after={name: after[name] for name in changed}
        )
    return session


@transaction.atomic
def remove_session(*, session, actor):
    """Take a session that did not take place off the timetable.

    ValidationError once anybody was marked in it, and while a case is to be worked on in it.
    """
    lock_cohort(session.cohort_id)
    session = _lock(session.pk)
    if session.closed_at or session.attendance.exists():
        raise ValidationError(_("People were already marked in this session, so it stays on record."))
    classes = session.case_classes.all()
    if classes.filter(removed_at=None).exists():
        raise ValidationError(_("A case is used in this session. Its instructor moves it to another place first."))
    classes.delete()  # taken out before anything was said
    AuditEntry.append(actor=actor, verb="session.removed", target=session, before=_facts(session))
    session.delete()


@transaction.atomic
def record_attendance(*, session, marks, actor, reason=""):
    """Append what changed of `marks`, {enrolment id: status}. Returns how many rows were appended.

    Safe to repeat: a mark that already counts adds nothing. After the roll-call is closed a change needs a `reason`,
    goes into the audit trail, and may complete people. ValidationError for a missing reason or an unknown status.
    """
    session = _lock(session.pk)
    if unknown := set(marks.values()) - set(AttendanceStatus.values):
        raise ValidationError(_("“%(status)s” is not a mark of the roll-call.") % {"status": sorted(unknown)[0]})
    known = {enrolment.pk: enrolment for enrolment in session.cohort.enrolments.open_to_learning()}
    latest = latest_marks(session)
    changes = {pk: marks[pk] for pk in known if pk in marks and latest.get(pk) != marks[pk]}
    if changes and session.closed_at and not reason.strip():
        raise ValidationError({"reason": _("The roll-call is closed. Say why the marks change.")})
    now = timezone.now()
    Attendance.objects.bulk_create(
        Attendance(
            session=session, enrolment_id=pk, status=status, reason=reason.strip(), recorded_by=actor, recorded_at=now
        )
        for pk, status in changes.items()
    )
    if changes and session.closed_at:
        before = {pk: latest.get(pk) for pk in changes}
        AuditEntry.append(
            actor=actor, verb="attendance.changed", target=session, before=before, after=changes, reason=reason.strip()
        )
        complete_those_ready(cohort=session.cohort, actor=actor, enrolments=[known[pk] for pk in changes])
    return len(changes)


@transaction.atomic
def close_session(*, session, actor):
    """Close the roll-call: from now on the hours count. Safe to repeat. Returns the session.

    ValidationError while somebody is not marked, or before the day of the session. Side effects: audit entry, and
    everyone who has now met every rule is completed.
    """
    session = _lock(session.pk)
    if session.closed_at:
        return session
    if timezone.localdate(session.starts_at) > timezone.localdate():
        raise ValidationError(_("The roll-call can be closed from the day of the session on."))
    latest = latest_marks(session)
    people = session.cohort.enrolments.open_to_learning().values_list("pk", flat=True)
    if left := sum(pk not in latest for pk in people):
        message = ngettext("%(count)d person is not marked yet.", "%(count)d people are not marked yet.", left)
        raise ValidationError(message % {"count": left})
    session.closed_at, session.closed_by = timezone.now(), actor
    session.save(update_fields=["closed_at", "closed_by"])
    AuditEntry.append(actor=actor, verb="session.closed", target=session, after={"marked": len(latest)})
    complete_those_ready(cohort=session.cohort, actor=actor)
    return session


def _lock(pk):
    return (
        LiveSession.objects.select_for_update(of=("self",))
        .select_related("cohort__programme", "cohort__module")
        .get(pk=pk)
    )


def _facts(session):
    return {name: getattr(session, name) for name in FACTS}
