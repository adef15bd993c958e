"""Mails of a cohort's life: asked for with the act itself, sent once, and never the reason why an act fails."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from cohorts import tasks
from cohorts.actions.admission import enrol_self_paced
from cohorts.emails import send_enrolled
from cohorts.jobs import MESSAGES
from cohorts.models import Enrolment
from config.celery import app
from home.choices import JobState
from home.jobs import run_job, sweep_jobs
from home.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def queue_is_down():
    """Whatever is sent to a worker fails, as with a broker that does not answer."""
    task = app.tasks.pop("home.jobs.run_job")
    yield lambda: app.tasks.update({"home.jobs.run_job": task})
    app.tasks["home.jobs.run_job"] = task


def an_hour_later():
    Job.objects.update(lease_until=timezone.now() - timedelta(hours=1))
    sweep_jobs()


def test_with_the_queue_down_the_act_stands_and_the_mail_comes_later(
    as_user, self_paced, researcher, queue_is_down, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = as_user(researcher).post(f"/apply/{self_paced.code}/enrol/")
    assert answer.status_code == 302 and Enrolment.objects.filter(learner=researcher).exists()
    assert not mail.outbox

    queue_is_down()
    an_hour_later()

    assert [message.to for message in mail.outbox] == [["researcher@example.org"]]


def test_what_is_rolled_back_sends_nothing(self_paced, researcher, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        enrol_self_paced(cohort=self_paced, learner=researcher)
        raise RuntimeError
    an_hour_later()

    assert not Job.objects.exists() and not mail.outbox


def test_with_the_mail_server_away_it_is_tried_again_and_sent_once(enrolment, settings):
    job = tasks.mail("enrolled", enrolment.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.WAITING and "ConnectionRefused" in job.message

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    an_hour_later()
    an_hour_later()
    run_job(job.pk)

    assert len(mail.outbox) == 1


def test_the_same_thing_said_twice_is_two_mails(enrolment):
    """A person who is admitted, refused and admitted again hears of each."""
    for _n in range(2):
        run_job(tasks.mail("enrolled", enrolment.pk).pk)
    assert len(mail.outbox) == 2


def test_each_message_has_its_function():
    assert MESSAGES["enrolled"] is send_enrolled
    assert set(MESSAGES) == {
        "application_received", "completion", "decision", "enrolled", "follow_up", "offer_asked", "offer_declined",
        "offer_passed_on", "work_marked", "work_returned",
    }  # fmt: skip
