"""Long work as rows: taken up by one worker under a lease, tried again, swept up, given up, and done once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from config.celery import app
from home.actions import GAVE_UP, MAX_ATTEMPTS, finish, report, request_job, sweep, take_up
from home.actions import fail as give_back
from home.choices import JobState
from home.jobs import run_job, sweep_jobs
from home.models import Job
from home.runners import RUNNERS, runner

pytestmark = pytest.mark.django_db
KIND = "test-count"


@pytest.fixture
def ran(monkeypatch):
    """Keys of the jobs carried out, in order; a job whose key is "bad" fails at its first two attempts."""
    keys = []

    def count(job):
        keys.append(job.key)
        if job.key == "bad" and job.attempt < 3 or job.key == "hopeless":
            raise RuntimeError("no paper")
        report(job=job, done=job.total)
        return f"{job.total} done"

    monkeypatch.setitem(RUNNERS, KIND, count)
    return keys


def fresh(job):
    return Job.objects.get(pk=job.pk)


def let_the_lease_run_out(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_what_is_asked_for_is_carried_out_after_commit(ran, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = request_job(kind=KIND, key=7, total=3, owner=officer)
        assert job.state == JobState.WAITING and not ran
    job = fresh(job)
    assert (job.state, job.done, job.total, job.message, job.owner) == (JobState.DONE, 3, 3, "3 done", officer)
    assert ran == ["7"] and job.finished_at and job.attempt == 1


def test_asked_for_twice_it_is_one_row_and_done_once(ran, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = (request_job(kind=KIND, key="a", total=1) for _n in range(2))
    with django_capture_on_commit_callbacks(execute=True):
        third = request_job(kind=KIND, key="a", total=1)
    run_job(first.pk)
    assert first.pk == second.pk == third.pk and Job.objects.count() == 1 and ran == ["a"]


def test_a_finished_job_asked_for_without_a_total_stays_done(ran, django_capture_on_commit_callbacks):
    for total in (3, None):
        with django_capture_on_commit_callbacks(execute=True):
            job = request_job(kind=KIND, key="a", total=total)
    assert ran == ["a"] and (fresh(job).state, fresh(job).total) == (JobState.DONE, 3)


def test_a_finished_job_with_more_to_do_begins_anew(ran, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        request_job(kind=KIND, key="a", total=3)
    job = request_job(kind=KIND, key="a", total=4)
    assert (job.state, job.done, job.attempt, job.message, job.finished_at) == (JobState.WAITING, 0, 0, "", None)
    run_job(job.pk)
    assert fresh(job).done == 4 and ran == ["a", "a"]


def test_a_waiting_job_learns_of_the_new_total(ran):
    request_job(kind=KIND, key="a", total=3)
    job = request_job(kind=KIND, key="a", total=5)
    run_job(job.pk)
    assert (fresh(job).done, fresh(job).total) == (5, 5)


def test_more_asked_for_while_the_work_is_under_way_is_done_too(ran, django_capture_on_commit_callbacks):
    job = request_job(kind=KIND, key="a", total=1)
    held = take_up(job_id=job.pk)
    request_job(kind=KIND, key="a", total=2)
    with django_capture_on_commit_callbacks(execute=True):
        finish(job=held)
    assert (fresh(job).state, fresh(job).done, ran) == (JobState.DONE, 2, ["a"])


def test_one_worker_holds_a_job_until_its_lease_runs_out():
    job = request_job(kind=KIND, key="a")
    first = take_up(job_id=job.pk)
    assert first.state == JobState.RUNNING and take_up(job_id=job.pk) is None
    let_the_lease_run_out(job)
    assert take_up(job_id=job.pk).attempt == 2


def test_progress_keeps_the_lease():
    job = request_job(kind=KIND, key="a", total=9)
    held = take_up(job_id=job.pk)
    let_the_lease_run_out(job)
    assert report(job=held, done=4)
    assert fresh(job).done == 4 and take_up(job_id=job.pk) is None and sweep() == 0


def test_who_reported_and_is_heard_of_no_more_is_followed_within_two_minutes():
    job = request_job(kind=KIND, key="a", total=9)
    report(job=take_up(job_id=job.pk), done=4)
    now = timezone.now()
    assert not Job.objects.stranded(now + timedelta(seconds=100)).exists()
    assert Job.objects.stranded(now + timedelta(seconds=121)).exists()


def test_a_worker_that_comes_back_late_changes_nothing():
    job = request_job(kind=KIND, key="a", total=9)
    late = take_up(job_id=job.pk)
    let_the_lease_run_out(job)
    second = take_up(job_id=job.pk)
    report(job=second, done=7)
    assert not report(job=late, done=1)
    give_back(job=late, message="lost")
    finish(job=late, message="mine")
    assert (fresh(job).state, fresh(job).done, fresh(job).message) == (JobState.RUNNING, 7, "")
    finish(job=second, message="done")
    give_back(job=second, message="too late")
    assert (fresh(job).state, fresh(job).message) == (JobState.DONE, "done")


def test_a_failure_is_tried_again_by_the_sweeper(ran):
    job = request_job(kind=KIND, key="bad", total=1)
    run_job(job.pk)
    assert (fresh(job).state, fresh(job).message) == (JobState.WAITING, "RuntimeError: no paper")
    for _n in range(2):
        let_the_lease_run_out(job)
        sweep_jobs()
    assert fresh(job).state == JobState.DONE and fresh(job).message == "1 done" and fresh(job).attempt == 3


def test_after_the_last_attempt_it_stays_failed_with_its_reason(ran):
    job = request_job(kind=KIND, key="hopeless")
    run_job(job.pk)
    for _n in range(MAX_ATTEMPTS + 2):
        let_the_lease_run_out(job)
        sweep()
    assert len(ran) == MAX_ATTEMPTS and fresh(job).finished_at
    assert (fresh(job).state, fresh(job).message) == (JobState.FAILED, "RuntimeError: no paper")


def test_a_failed_job_asked_for_again_begins_anew(ran, django_capture_on_commit_callbacks):
    job = request_job(kind=KIND, key="hopeless", total=2)
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, attempt=MAX_ATTEMPTS, done=1, message="no paper")
    with django_capture_on_commit_callbacks(execute=True):
        job = request_job(kind=KIND, key="hopeless", total=2)
        assert (job.state, job.done, job.attempt, job.message) == (JobState.WAITING, 0, 0, "")
    assert ran == ["hopeless"]


def test_work_that_kills_its_worker_is_given_up():
    job = request_job(kind=KIND, key="a")
    for _n in range(MAX_ATTEMPTS):
        assert take_up(job_id=job.pk)
        let_the_lease_run_out(job)
    assert take_up(job_id=job.pk) is None
    assert (fresh(job).state, fresh(job).message) == (JobState.FAILED, GAVE_UP)
    assert sweep() == 0


def test_the_sweeper_sends_what_was_never_taken_up_and_leaves_the_rest(ran):
    lost, waiting, running = (request_job(kind=KIND, key=key) for key in ("lost", "waiting", "running"))
    take_up(job_id=running.pk)
    let_the_lease_run_out(lost)
    assert sweep() == 1 and ran == ["lost"]
    assert fresh(waiting).state == JobState.WAITING and fresh(running).state == JobState.RUNNING


def test_what_waits_in_a_long_queue_is_not_sent_again_and_again(monkeypatch):
    sent = []
    monkeypatch.setattr(app.tasks["home.jobs.run_job"], "delay", sent.append)
    job = request_job(kind=KIND, key="a")
    let_the_lease_run_out(job)
    assert sweep() == 1 and sweep() == 0 and sent == [job.pk]


def test_a_queue_that_is_down_does_not_reach_the_person(monkeypatch, django_capture_on_commit_callbacks):
    """The row is kept, and the sweeper sends it when the queue is back."""
    task = app.tasks.pop("home.jobs.run_job")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            job = request_job(kind=KIND, key="a")
    finally:
        app.tasks["home.jobs.run_job"] = task
    assert fresh(job).state == JobState.WAITING


def test_an_unknown_kind_and_a_row_that_is_gone_do_no_harm():
    job = request_job(kind="nobody-does-this", key="a")
    run_job(job.pk)
    assert fresh(job).state == JobState.WAITING and "nobody-does-this" in fresh(job).message
    run_job(10**9)


def test_a_runner_is_registered_by_its_kind(monkeypatch):
    @runner("test-registered")
    def greet(job):
        return "hello"

    try:
        job = request_job(kind="test-registered", key="a")
        run_job(job.pk)
    finally:
        del RUNNERS["test-registered"]
    assert fresh(job).message == "hello"
