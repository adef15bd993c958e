"""A batch on the screen while it goes wrong or waits: paused, failed in words, tried again, in the place of another."""

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.actions.batches import approve_batch
from certificates.actions.documents import pause_batch, render_certificate
from certificates.choices import Purpose
from certificates.models import Batch, Certificate, NameConfirmation, NameRequest, ProgrammeAward
from certificates.queries.batches import RENDER
from cohorts.choices import EnrolmentState
from cohorts.models import Attendance
from config.demo import factories as make
from home.models import Job

pytestmark = pytest.mark.usefixtures("english")

AWAY = "SigningUnavailable: ClientConnectorError: sign.example"
FULL = "OSError: [Errno 28] No space left on device"


def page(response):
    return response.content.decode()


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


@pytest.fixture
def approved(prepared, approver):
    """An approved batch of three whose documents nobody has made."""
    return approve_batch(batch=prepared, approver=approver)


def fail(batch, *errors):
    """The first documents of the batch, failed so."""
    found = list(batch.certificates.order_by("seq"))
    for certificate, error in zip(found, errors, strict=False):
        Certificate.objects.filter(pk=certificate.pk).update(error=error)
    return found


def confirm(enrolment):
    person = enrolment.learner
    NameConfirmation.objects.create(enrolment=enrolment, name_th=person.name_th, name_en=person.name_en)


# --- the desk -----------------------------------------------------------------------
def test_the_desk_counts_names_that_are_not_settled(cohort, complete, as_user, registrar):
    first, second, third, _fourth = complete(cohort, 4)
    confirm(first)
    NameRequest.objects.create(enrolment=second, first_name="ใหม่", last_name="กว่า", reason="สะกดผิด")
    confirm(third)
    third.learner.last_name = "แก้แล้ว"
    third.learner.save()

    shown = page(as_user(registrar).get(at("registrar")))

    assert "2 have not confirmed their names" in shown and "1 asked for another name" in shown
    assert "1 request for another name waits" in shown and at("names") in shown
    assert at("ledger") in shown


def test_only_those_who_confirmed_are_put_forward(cohort, complete, as_user, registrar):
    first, second = complete(cohort, 2)
    browser, sent = as_user(registrar), {"issued_on": "18/09/2569", "purpose": "programme", "only_confirmed": "on"}

    refused = page(browser.post(at("prepare", "llp-1"), sent))
    assert "put forward with a confirmed name" in refused and 'value="18/09/2569"' in refused
    confirm(second)
    browser.post(at("prepare", "llp-1"), sent)

    assert [entry.enrolment for entry in Batch.objects.get().entries.all()] == [second]
    assert "1 has not confirmed the name" in page(browser.get(at("registrar")))


def test_attendance_is_put_forward_for_itself(cohort, learner, as_user, registrar, signatory):
    ProgrammeAward.objects.create(programme=cohort.programme, purpose=Purpose.ATTENDANCE, kind="statement")
    enrolment = make.enrolment(cohort, learner, state=EnrolmentState.ENDED)
    session = make.session(cohort, closed_at=timezone.now())
    Attendance.objects.create(session=session, enrolment=enrolment, status="present")
    browser = as_user(registrar)
    assert 'name="purpose" value="attendance"' in page(browser.get(at("registrar")))

    answer = browser.post(at("prepare", "llp-1"), {"issued_on": "18/09/2569", "purpose": "attendance"}, follow=True)

    assert Batch.objects.get().purpose == "attendance" and "Hours attended" in page(answer)
    assert browser.post(at("prepare", "llp-1"), {"purpose": "module"}).status_code == 404


# --- pausing ------------------------------------------------------------------------
def test_a_batch_is_paused_and_goes_on_where_it_stopped(
    approved, as_user, approver, django_capture_on_commit_callbacks
):
    browser = as_user(approver)
    assert at("pause", approved.pk) in page(browser.get(at("batch", approved.pk)))

    paused = page(browser.post(at("pause", approved.pk), follow=True))
    assert "No further document is made until somebody goes on" in paused
    assert at("resume", approved.pk) in paused and at("retry", approved.pk) not in paused
    with django_capture_on_commit_callbacks(execute=True):
        resumed = page(browser.post(at("resume", approved.pk), follow=True))

    assert at("resume", approved.pk) not in resumed
    assert "3 of 3 made" in page(browser.get(at("batch", approved.pk)))


def test_what_is_issued_cannot_be_paused(certificate, as_user, registrar):
    answer = as_user(registrar).post(at("pause", certificate.batch_id), follow=True)

    assert "No document of this batch is missing." in page(answer)


# --- failures -----------------------------------------------------------------------
def test_each_failure_is_said_by_kind_with_the_technical_line(approved, as_user, registrar):
    fail(approved, AWAY, AWAY, FULL)

    shown = page(as_user(registrar).get(at("batch", approved.pk)))

    assert "The signing service does not answer" in shown and "(2 documents)" in shown
    assert "There is no room left for files" in shown and "Tell an administrator, who makes room." in shown
    assert shown.count("Technical line") == 3 and FULL in shown
    assert "hx-get" not in shown


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("SigningRefused: the passphrase is wrong", "The signing service refused"),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "Files cannot be written"),
        ("FileNotFoundError: [Errno 2] No such file or directory: 'designs/a.png'", "A picture of the design"),
        ("ValueError: the picture designs/a.png of a design has been changed", "A picture of the design"),
        ("KeyError: 'hours'", "Something else went wrong"),
    ],
)
def test_the_line_of_the_register_says_what_went_wrong(approved, as_user, registrar, error, said):
    first, *_others = fail(approved, error)

    assert said in page(as_user(registrar).get(at("certificate", first.pk)))


def test_one_failed_document_is_made_again_and_the_other_waits(approved, as_user, registrar):
    first, second, _third = fail(approved, AWAY, FULL)
    browser = as_user(registrar)

    browser.post(at("retry", approved.pk), {"certificate": first.number})

    errors = dict(Certificate.objects.values_list("number", "error"))
    assert errors[first.number] == "" and errors[second.number] == FULL
    assert browser.post(at("retry", approved.pk), {"certificate": "รช.ผถ 9-999/2569"}).status_code == 404


def test_a_batch_whose_worker_was_lost_says_so_and_goes_on(approved, as_user, registrar):
    Job.objects.filter(kind=RENDER).update(state="failed", message="The worker was lost at every attempt.")
    browser = as_user(registrar)

    shown = page(browser.get(at("batch", approved.pk)))
    assert "The work stopped before all documents were made" in shown and "hx-get" not in shown
    browser.post(at("retry", approved.pk))

    assert Job.objects.get(kind=RENDER).state == "waiting"


def test_what_was_revoked_before_it_had_a_document_holds_nothing_up(approved, as_user, registrar):
    first, second, third = approved.certificates.order_by("seq")
    as_user(registrar).post(at("revoke", first.pk), {"reason": "ออกให้ผิดคน"})
    for one in (second, third):
        render_certificate(certificate_id=one.pk)

    assert "2 of 2 made" in page(as_user(registrar).get(at("batch", approved.pk)))


# --- what is signed, what is not ----------------------------------------------------
def test_a_file_without_a_signature_is_not_called_signed(certificate, as_user, registrar):
    browser = as_user(registrar)
    assert not certificate.signature_level
    assert "The file carries no electronic signature." in page(browser.get(at("certificate", certificate.pk)))
    assert "Not signed" in page(browser.get(at("batch", certificate.batch_id)))

    Certificate.objects.update(signature_level="B-LT")

    assert "with a time stamp (PAdES B-LT)" in page(browser.get(at("certificate", certificate.pk)))
    assert "Not signed" not in page(browser.get(at("batch", certificate.batch_id)))


def test_paused_batches_stand_on_the_desk_as_such(approved, as_user, approver):
    pause_batch(batch=approved, actor=approver)

    assert "Paused" in page(as_user(approver).get(at("registrar")))
