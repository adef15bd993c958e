"""Long work as job rows: asked for, taken up under a lease, done or failed; swept when a worker died.

What was given up is begun anew when staff ask for it, and rows that nobody needs any more are forgotten.

And the questions that search had no answer to: noted, and forgotten in time.
"""

from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import AuditEntry

from .choices import JobState
from .models import Job, Miss

LEASE = timedelta(minutes=10)
# Work that reports its progress does so again soon, or its worker is dead and another goes on.
NEXT_REPORT = timedelta(minutes=2)
MAX_ATTEMPTS = 5
# How long a failed job rests before each further attempt: a mail server may be away for a night's maintenance.
RESTS = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 360))
GAVE_UP = "The worker was lost at every attempt."


def request_job(*, kind, key, total=None, owner=None, again=False):
    """The job of this kind and key; asked for again it is the same row. Sends its id to a worker after commit.

    What failed begins anew. What is done stays done, unless `total` says that there is now more or less to do, or
    `again` that the reason for which it ended is gone.
    """
    with transaction.atomic():
        defaults = {"total": total or 0, "owner": owner, "lease_until": timezone.now() + LEASE}
        job, _created = Job.objects.select_for_update().get_or_create(kind=kind, key=str(key), defaults=defaults)
        changed = total is not None and total != job.total
        job.total = total if changed else job.total
        if job.state == JobState.FAILED or (job.state == JobState.DONE and (changed or again)):
            _reopen(job)
        elif changed:
            job.save(update_fields=["total"])
        if job.state != JobState.DONE:
            _send_after_commit(job.pk)
    return job


def take_up(*, job_id):
    """The job under a new lease, or None when another worker holds it or nothing is left to do.

    A job that takes its worker down with it cannot report that it failed; so the attempts are counted here too.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=job_id).first()
        now = timezone.now()
        if not job or job.state in (JobState.DONE, JobState.FAILED):
            return None
        if job.state == JobState.RUNNING and job.lease_until and job.lease_until > now:
            return None
        if job.attempt >= MAX_ATTEMPTS:
            job.state, job.message, job.finished_at = JobState.FAILED, job.message or GAVE_UP, now
            job.save()
            return None
        job.state, job.lease_until, job.attempt = JobState.RUNNING, now + LEASE, job.attempt + 1
        job.save()
    return job


def report(*, job, done):
    """Progress, and a lease until the next report; whether the job is still this worker's."""
    return bool(_held(job).update(done=done, lease_until=timezone.now() + NEXT_REPORT))


def finish(*, job, message=""):
    """Call the job done. Where more was asked for meanwhile it goes round once more."""
    now = timezone.now()
    done = {"state": JobState.DONE, "message": message, "finished_at": now, "lease_until": None}
    if not _held(job).filter(total=job.total).update(**done):
        if _held(job).update(state=JobState.WAITING, attempt=0, lease_until=now + LEASE):
            _send_after_commit(job.pk)


def fail(*, job, message):
    """Give the job back for another try after a rest, or, after the last one, leave it failed with its reason."""
    now = timezone.now()
    if job.attempt >= MAX_ATTEMPTS:
        _held(job).update(state=JobState.FAILED, message=message, lease_until=None, finished_at=now)
    else:
        rest = RESTS[job.attempt - 1]
        _held(job).update(state=JobState.WAITING, message=message, lease_until=now + rest, finished_at=None)


def sweep():
    """Send again what was stranded; the number sent. It gets a new lease, so that a long queue is not sent twice."""
    now = timezone.now()
    stranded = list(Job.objects.stranded(now).values_list("pk", flat=True))
    claimed = {"state": JobState.WAITING, "lease_until": now + LEASE}
    sent = [pk for pk in stranded if Job.objects.stranded(now).filter(pk=pk).update(**claimed)]
    for pk in sent:
        _send(pk)
    return len(sent)


@transaction.atomic
def retry_jobs(*, jobs, actor):
    """Begin anew what was given up; the number of jobs begun. Safe to repeat: what is not failed stays as it is.

    `jobs` are ids. Side effects: an audit entry for each, without the message, which may hold an address; their ids go
    to a worker after commit.
    """
    found = list(Job.objects.select_for_update().filter(pk__in=jobs, state=JobState.FAILED).order_by("pk"))
    for job in found:
        before = {"state": job.state, "attempts": job.attempt}
        _reopen(job)
        AuditEntry.append(actor=actor, verb="job.retried", target=job, before=before, after={"state": job.state})
        _send_after_commit(job.pk)
    return len(found)


def forget_jobs(now=None):
    """Remove the rows of jobs that were finished long ago; the number removed."""
    now, days = now or timezone.now(), settings.RETENTION_DAYS
    done, failed = (now - timedelta(days=days[name]) for name in ("job_done", "job_failed"))
    return Job.objects.forgettable(done_before=done, failed_before=failed).delete()[0]


def _held(job):
    """The row while the attempt is still the one this worker began; a worker that came back late changes nothing."""
    return Job.objects.filter(pk=job.pk, attempt=job.attempt).exclude(state__in=[JobState.DONE, JobState.FAILED])


def _reopen(job):
    job.state, job.done, job.attempt, job.message, job.finished_at = JobState.WAITING, 0, 0, "", None
    job.lease_until = timezone.now() + LEASE
    job.save()


def _send_after_commit(job_id):
    # Robust: the row is the truth. Where the queue is down, the sweeper sends it later, and nobody sees an error.
    transaction.on_commit(lambda: _send(job_id), robust=True)


def _send(job_id):
    # By name: the task stands above the actions, since it calls them.
    current_app.tasks["home.jobs.run_job"].delay(job_id)


# --- questions without an answer ------------------------------------------------------------
@transaction.atomic
def note_miss(*, query):
    """Count a question that found nothing; beside it stands when it was last asked, and never by whom."""
    miss, created = Miss.objects.get_or_create(query=query)
    if not created:
        Miss.objects.filter(pk=miss.pk).update(count=F("count") + 1, last_at=timezone.now())


def forget_misses(now=None):
    """Remove questions that nobody asked again for long; the number removed."""
    before = (now or timezone.now()) - timedelta(days=settings.RETENTION_DAYS["search_miss"])
    return Miss.objects.older_than(before).delete()[0]
