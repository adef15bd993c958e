"""What was given up is seen by those whose work set it off, tried again by them, and forgotten in time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from cohorts.actions.followup import ask_for_follow_ups
from cohorts.models import Application, CaseOffer, CaseOfferAuthor, Grade
from cohorts.tasks import MAIL
from config.demo import factories as make
from home.actions import forget_jobs, retry_jobs
from home.models import Job
from tests.cohorts.learning import hand_in, row_of

pytestmark = pytest.mark.django_db
LIST = "/en/manage/failed/"


def failed(key, kind=MAIL, message="SMTPServerDisconnected: away", **facts):
    values = {"state": "failed", "attempt": 5, "finished_at": timezone.now(), "message": message} | facts
    return Job.objects.create(kind=kind, key=key, **values)


def words(browser, path=LIST):
    response = browser.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def enrolled(enrolment):
    return failed(f"enrolled:{enrolment.pk}:x")


def test_the_list_says_which_mail_to_whom_and_why(enrolled, officer, learner, as_user):
    text = words(as_user(officer))
    assert "Mail: welcome to a module" in text and learner.name_en in text
    assert "llp-1" in text and "SMTPServerDisconnected: away" in text


def test_officers_and_registrars_are_led_to_it(enrolled, officer, registrar, as_user):
    for person, path in ((officer, "/en/manage/"), (registrar, "/en/registrar/")):
        text = words(as_user(person), path)
        assert "1 mail or document failed" in text and f'href="{LIST}"' in text
        assert words(as_user(person))
    Job.objects.all().delete()
    assert LIST not in words(as_user(officer), "/en/manage/") + words(as_user(registrar), "/en/registrar/")


def test_trying_again_sends_the_mail_and_stands_in_the_trail(
    enrolled, officer, learner, as_user, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_user(officer).post(LIST, {"job": enrolled.pk}, follow=True)
    assert "1 job is tried again." in response.content.decode()
    assert [message.to for message in mail.outbox] == [[learner.email]]
    enrolled.refresh_from_db()
    assert enrolled.state == "done"
    entry = AuditEntry.objects.get(verb="job.retried")
    assert (entry.actor, entry.target_id, entry.before) == (
        officer,
        str(enrolled.pk),
        {"state": "failed", "attempts": 5},
    )
    assert learner.email not in f"{entry.before}{entry.after}{entry.target_label}"


def test_a_second_click_changes_nothing(enrolled, officer, as_user, django_capture_on_commit_callbacks):
    browser = as_user(officer)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(LIST, {"job": enrolled.pk})
        again = browser.post(LIST, {"job": enrolled.pk}, follow=True)
    assert "tried again already" in again.content.decode()
    assert len(mail.outbox) == 1 and AuditEntry.objects.filter(verb="job.retried").count() == 1


def test_all_of_a_page_are_tried_again_and_what_is_no_number_does_no_harm(enrolment, officer, as_user):
    jobs = [failed(f"enrolled:{enrolment.pk}:{number}") for number in range(3)]
    waiting = failed(f"completion:{enrolment.pk}:x", state="waiting", attempt=1, finished_at=None)
    sent = [job.pk for job in jobs] + [waiting.pk, "x", "9" * 40]
    response = as_user(officer).post(LIST, {"job": sent}, follow=True)
    assert "3 jobs are tried again." in response.content.decode()
    waiting.refresh_from_db()
    assert waiting.attempt == 1


def test_every_message_has_words_and_more_rows_cost_no_more_queries(enrolment, officer, learner, open_cohort, as_user):
    work = hand_in(enrolment, row_of(enrolment, "assignment"))
    grade = Grade.objects.create(submission=work, score=80, levels={})
    offer = CaseOffer.objects.create(submission=work, title="ตลาดเก่า", institute="ledi", offered_by=learner)
    author = CaseOfferAuthor.objects.create(offer=offer, user=learner)
    application = Application.objects.create(cohort=open_cohort, applicant=learner)
    asked = {
        **dict.fromkeys(("application_received", "decision"), application.pk),
        **dict.fromkeys(("enrolled", "completion", "follow_up"), enrolment.pk),
        **dict.fromkeys(("work_marked", "work_returned"), grade.pk),
        **dict.fromkeys(("offer_asked", "offer_declined", "offer_passed_on"), author.pk),
    }
    from cohorts.jobs import MESSAGES

    assert set(asked) == set(MESSAGES)
    browser = as_user(officer)

    def cost(number):
        for message, pk in asked.items():
            failed(f"{message}:{pk}:{number}")
        with CaptureQueriesContext(connection) as counted:
            assert words(browser).count(learner.name_en) >= len(asked) * number
        return len(counted)

    cost(1)
    assert cost(2) == cost(3)


def test_a_record_that_is_gone_and_an_unknown_kind_are_told_all_the_same(officer, as_user):
    failed("decision:99999:x")
    failed("7", kind="certificates.mail")
    failed("7", kind="certificates.render")
    failed("a", kind="somebody.else")
    text = words(as_user(officer))
    assert "the decision on an application" in text and "Documents of a batch" in text and "somebody.else" in text


def test_what_was_finished_long_ago_is_forgotten(enrolment):
    long_ago = timezone.now() - timedelta(days=91)
    gone = failed("enrolled:1:a", state="done", finished_at=long_ago)
    kept = [
        failed("enrolled:1:b", state="done", finished_at=timezone.now() - timedelta(days=89)),
        failed("enrolled:1:c", finished_at=long_ago),
        failed("enrolled:1:d", state="waiting", finished_at=None),
        failed("follow_up:1:once", state="done", finished_at=long_ago),
    ]
    assert forget_jobs() == 1
    assert set(Job.objects.all()) == set(kept) and gone not in Job.objects.all()
    assert forget_jobs(timezone.now() + timedelta(days=366)) == 2


def test_a_mail_sent_once_in_all_time_is_not_sent_again_because_its_row_is_old(
    programme, learner, django_capture_on_commit_callbacks
):
    today = timezone.localdate()
    ended = make.cohort(programme, "llp-3", number=3, today=today - timedelta(days=400))
    make.enrolment(ended, learner, state="completed", completed_at=timezone.now() - timedelta(days=250))
    ended.__class__.objects.filter(pk=ended.pk).update(ends_on=today - timedelta(days=200))
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_for_follow_ups() == 1
    Job.objects.update(finished_at=timezone.now() - timedelta(days=100))
    forget_jobs()
    assert ask_for_follow_ups() == 0


def test_the_clock_knows_it(settings):
    from home import jobs

    assert settings.CELERY_BEAT_SCHEDULE["forget-finished-jobs"]["task"] == jobs.forget_finished_jobs.name


def test_nothing_is_tried_again_by_looking(enrolled, officer, as_user):
    words(as_user(officer))
    enrolled.refresh_from_db()
    assert enrolled.state == "failed" and retry_jobs(jobs=[], actor=officer) == 0
