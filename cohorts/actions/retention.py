"""What is kept for a time only; docs/privacy.md says why, RETENTION_DAYS for how long."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import AuditEntry

from ..models import Application


def expired_applications(now=None):
    """Applications that led to no place, and which nobody touched or decided on for the whole period."""
    before = (now or timezone.now()) - timedelta(days=settings.RETENTION_DAYS["unsuccessful_application"])
    return Application.objects.unsuccessful().filter(updated_at__lt=before).exclude(decided_at__gte=before)


def forget_applications(now=None):
    """Remove them with their documents and scores; how many. One transaction each, so that a stop loses nothing.

    The audit trail keeps that it was done, under the number of the application; mails and the counts of the cohort do
    not need the rows.
    """
    return sum(_forget(pk, now) for pk in expired_applications(now).values_list("pk", flat=True))


@transaction.atomic
def _forget(pk, now):
    application = expired_applications(now).select_for_update(of=("self",)).filter(pk=pk).first()
    if application is None:  # taken up again, or forgotten by another process, meanwhile
        return 0
    files = [document.file for document in application.files.all()]
    facts = {"cohort": application.cohort.code, "state": application.state, "documents": len(files)}
    days = settings.RETENTION_DAYS["unsuccessful_application"]
    AuditEntry.append(
        actor=None, verb="application.forgotten", target=application, before=facts, reason=f"RETENTION_DAYS {days}"
    )
    application.delete()
    for file in files:
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))
    return 1
