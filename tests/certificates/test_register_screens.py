"""The register's screens: they work, refuse strangers, refuse GET for changes, and cost the same with many rows."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certificates.actions.batches import prepare_batch
from certificates.models import Batch, Certificate, Signatory
from certificates.queries.batches import RENDER
from config.demo import factories as make
from config.setup import set_up
from home.jobs import run_job
from home.models import Job

from .conftest import ISSUED

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def prepared(cohort, complete, registrar, signatory):
    complete(cohort, 2)
    return prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)


def page(response):
    return response.content.decode()


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


# --- who may ------------------------------------------------------------------------
def test_strangers_do_not_learn_that_the_screens_exist(
    certificate, as_user, client, learner, officer, instructor, editor
):
    batch = certificate.batch
    seen = [at("registrar"), at("batch", batch.pk), at("batch_progress", batch.pk), at("documents", batch.pk)]
    seen += [at("certificate", certificate.pk), at("pdf", certificate.pk)]
    changed = [at("prepare", "llp-1"), at("approve", batch.pk), at("refuse", batch.pk), at("retry", batch.pk)]
    changed += [at("revoke", certificate.pk)]

    for address in seen:
        assert client.get(address)["Location"].startswith(reverse("account_login"))
        for person in (learner, officer, instructor, editor):
            assert as_user(person).get(address).status_code == 404
    for address in changed:
        assert client.post(address)["Location"].startswith(reverse("account_login"))
        assert as_user(officer).post(address).status_code == 404
    assert Certificate.objects.get().state == "valid"


def test_changes_are_not_made_by_get(certificate, as_user, admin):
    browser = as_user(admin)
    for name in ("approve", "refuse", "retry"):
        assert browser.get(at(name, certificate.batch_id)).status_code == 405
    assert browser.get(at("prepare", "llp-1")).status_code == 405
    assert browser.get(at("revoke", certificate.pk)).status_code == 405


def test_each_role_does_its_own_part_only(prepared, certificate_of_another_cohort, as_user, registrar, approver):
    assert as_user(approver).post(at("prepare", "llp-1"), {"issued_on": "18/09/2569"}).status_code == 403
    assert as_user(registrar).post(at("approve", prepared.pk)).status_code == 403
    assert as_user(registrar).post(at("refuse", prepared.pk), {"note": "ก"}).status_code == 403
    revoke = at("revoke", certificate_of_another_cohort.pk)
    assert as_user(approver).post(revoke, {"reason": "ก"}).status_code == 403
    assert Batch.objects.get(pk=prepared.pk).state == "prepared"


@pytest.fixture
def certificate_of_another_cohort(programme, complete, issue):
    other = make.cohort(programme, "llp-7", number=7, today=date(2026, 5, 1))
    complete(other)
    issue(other)
    return Certificate.objects.get()


@pytest.mark.parametrize("name", ["batch", "certificate", "pdf", "documents"])
def test_what_is_not_there_is_404(as_user, registrar, name):
    assert as_user(registrar).get(at(name, 4711)).status_code == 404


# --- preparing and deciding ---------------------------------------------------------
def test_a_registrar_prepares_a_batch_from_the_desk(cohort, complete, as_user, registrar):
    complete(cohort, 2)
    browser = as_user(registrar)
    assert "2 people wait for a certificate." in page(browser.get(at("registrar")))

    answer = browser.post(at("prepare", "llp-1"), {"issued_on": "๑๘/๐๙/๒๕๖๙"})

    batch = Batch.objects.get()
    assert answer["Location"] == at("batch", batch.pk) and batch.issued_on == ISSUED
    shown = page(browser.get(answer["Location"]))
    assert "ผู้เรียน001" in shown and "A different person approves" in shown
    assert at("approve", batch.pk) not in shown


def test_a_wrong_date_is_said_beside_the_field_and_kept(cohort, complete, as_user, registrar):
    complete(cohort)
    browser = as_user(registrar)

    for typed, said in (("31/02/2569", "no such day"), ("", "required"), ("01/01/2569", "before the first day")):
        shown = page(browser.post(at("prepare", "llp-1"), {"issued_on": typed}))
        assert said in shown and "field--bad" in shown
        assert f'value="{typed}"' in shown or not typed
    assert not Batch.objects.exists()


def test_preparing_when_nobody_waits_says_so(cohort, as_user, registrar):
    answer = as_user(registrar).post(at("prepare", "llp-1"), {"issued_on": "18/09/2569"}, follow=True)

    assert "Nobody in this cohort waits" in page(answer)


def test_an_approver_approves_and_watches(prepared, as_user, approver, django_capture_on_commit_callbacks):
    browser = as_user(approver)
    assert at("approve", prepared.pk) in page(browser.get(at("batch", prepared.pk)))

    browser.post(at("approve", prepared.pk))
    watching = page(browser.get(at("batch", prepared.pk)))
    assert "0 of 2 made" in watching and f'hx-get="{at("batch_progress", prepared.pk)}"' in watching
    with django_capture_on_commit_callbacks(execute=True):
        run_job(Job.objects.get(kind=RENDER).pk)
    living = page(browser.get(at("batch_progress", prepared.pk)))

    assert "2 of 2 made" in living and "hx-get" not in living and "<h1" not in living
    archive = b"".join(browser.get(at("documents", prepared.pk)).streaming_content)
    with ZipFile(BytesIO(archive)) as zipped:
        assert len(zipped.namelist()) == 2 and zipped.read(zipped.namelist()[0]).startswith(b"%PDF")


def test_the_person_who_prepared_is_told_why_they_cannot_approve(prepared, as_user, registrar):
    make.give_role(registrar, "approver")
    browser = as_user(registrar)
    assert at("approve", prepared.pk) not in page(browser.get(at("batch", prepared.pk)))

    answer = browser.post(at("approve", prepared.pk), follow=True)

    assert "Another approver has to do so" in page(answer)
    assert not Certificate.objects.exists()


def test_an_approver_sends_a_batch_back(prepared, as_user, approver):
    browser = as_user(approver)
    assert "field--bad" in page(browser.post(at("refuse", prepared.pk), {"note": " "}))

    answer = browser.post(at("refuse", prepared.pk), {"note": "คำนำหน้า <b>ไม่ตรง</b>"}, follow=True)

    assert "คำนำหน้า &lt;b&gt;ไม่ตรง&lt;/b&gt;" in page(answer) and "sent back" in page(answer)


def test_a_failed_check_stands_in_the_way(prepared, as_user, approver):
    person = prepared.entries.first().enrolment.learner
    person.prefix = ""
    person.save()
    browser = as_user(approver)

    shown = page(browser.get(at("batch", prepared.pk)))
    assert "The name in Thai is not complete." in shown and "1 person cannot get a certificate yet" in shown
    assert "The name in Thai is not complete." in page(browser.post(at("approve", prepared.pk), follow=True))
    assert not Certificate.objects.exists()


def test_an_unfinished_batch_has_no_archive(prepared, as_user, registrar):
    assert as_user(registrar).get(at("documents", prepared.pk)).status_code == 404


# --- the register -------------------------------------------------------------------
@pytest.mark.parametrize("text", ["รช.ผถ 1-001/2569", "รช.ผถ ๑-๐๐๑/๒๕๖๙", "นายตัวอย่าง", "หนึ่ง", "๑-๐๐๑"])
def test_the_register_is_searched_by_name_and_number(certificate, as_user, approver, text):
    shown = page(as_user(approver).get(at("registrar"), {"q": text}))

    assert "1 certificate found" in shown and at("certificate", certificate.pk) in shown


def test_a_search_without_an_answer_says_so(certificate, as_user, registrar):
    shown = page(as_user(registrar).get(at("registrar"), {"q": "<i>ไม่มี"}))

    assert "0 certificates found" in shown and "<i>ไม่มี" not in shown


def test_a_registrar_revokes_with_a_ground(certificate, as_user, registrar, client):
    browser = as_user(registrar)
    assert certificate.sha256 in page(browser.get(at("certificate", certificate.pk)))
    assert "field--bad" in page(browser.post(at("revoke", certificate.pk), {"reason": ""}))

    answer = browser.post(at("revoke", certificate.pk), {"reason": "ออกให้ผิดคน"}, follow=True)

    assert "ออกให้ผิดคน" in page(answer) and at("revoke", certificate.pk) not in page(answer)
    assert "revoked" in page(client.get(at("verify", certificate.code)))


def test_a_registrar_fetches_the_document(certificate, as_user, registrar):
    answer = as_user(registrar).get(at("pdf", certificate.pk))

    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"].startswith("attachment")


# --- constant cost ------------------------------------------------------------------
def queries(capture, browser, address):
    """Numbers of queries of a second look, when the session and content types are known."""
    browser.get(address)
    with capture() as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


@pytest.fixture
def capture():
    return lambda: CaptureQueriesContext(connection)


@pytest.mark.parametrize("stage", ["prepared", "approved"])
def test_a_batch_of_thirty_costs_as_much_as_a_batch_of_one(cohort, complete, issue, registrar, as_user, capture, stage):
    costs = []
    for people in (1, 30):
        complete(cohort, people)
        if stage == "approved":
            batch = issue(cohort)
        else:
            batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)
        costs.append(queries(capture, as_user(registrar), at("batch", batch.pk)))
    assert costs[0] == costs[1] <= 12


def test_the_desk_with_ten_cohorts_costs_as_much_as_with_one(programme, complete, issue, registrar, as_user, capture):
    costs = []
    for first, last in ((1, 2), (2, 11)):
        for number in range(first, last):
            cohort = make.cohort(programme, f"llp-{number}", number=number, today=date(2026, 5, 1))
            complete(cohort)
            issue(cohort)
            complete(cohort)
            prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)
            complete(cohort)
        costs.append(queries(capture, as_user(registrar), at("registrar") + "?q=รช"))
    assert costs[0] == costs[1] <= 22


# --- signatories --------------------------------------------------------------------
def test_a_registrar_keeps_the_signatories_in_the_admin(as_user, registrar, site):
    set_up()
    browser = as_user(registrar)
    address = reverse("wagtailsnippets_certificates_signatory:add")
    values = {"name": "นางตัวอย่าง ผู้ลงนาม", "post": "หัวหน้าวิทยสถาน", "order": 1, "valid_from": "01/10/2569"}

    assert browser.post(address, values | {"valid_to": "30/09/2569"}).status_code == 200
    assert not Signatory.objects.exists()
    browser.post(address, values)

    assert Signatory.objects.get().valid_from == date(2026, 10, 1)
