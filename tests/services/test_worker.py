"""Long work through Redis and a worker in another process, as in production."""

import pytest
from django.utils import timezone

from home.actions import request_job, sweep
from home.choices import JobState
from home.models import Job

from .conftest import kill

pytestmark = pytest.mark.services


def done(job):
    return Job.objects.filter(pk=job.pk, state=JobState.DONE).first()


def test_a_worker_carries_out_what_was_asked_for(start_worker, until):
    start_worker()

    job = request_job(kind="test-greet", key="สมชาย")

    assert until(lambda: done(job)).message == "greeted สมชาย"


def test_work_of_a_killed_worker_is_taken_up_by_the_next(start_worker, until):
    worker = start_worker()
    job = request_job(kind="test-stall", key="1")
    until(lambda: Job.objects.filter(pk=job.pk, state=JobState.RUNNING).exists())

    kill(worker)
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now())
    start_worker()
    assert sweep() == 1

    assert until(lambda: done(job)).message == "attempt 2"
