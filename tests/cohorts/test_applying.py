"""Applying: what is open, drafts, submission with a number, the deadline, withdrawal, and self-paced enrolment."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import AuditEntry, User
from cohorts.actions.admission import enrol_self_paced, save_draft, submit_application
from cohorts.models import Application, ApplicationFile, Cohort, Enrolment
from config.demo import factories as make
from courses.models import ModulePage

TEXTS = {"area_question": "น้ำท่วมตลาดทุกปี", "expectation": "จะใช้กับแผนพัฒนาตำบล"}


def pdf(name="หนังสืออนุญาต.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 letter", "application/pdf")


def draft(cohort, person, **fields):
    return save_draft(cohort=cohort, applicant=person, **(TEXTS | fields))


def close(cohort, days_ago=1):
    Cohort.objects.filter(pk=cohort.pk).update(applications_close=timezone.localdate() - timedelta(days=days_ago))


# --- the list -------------------------------------------------------------------
def test_everyone_sees_what_is_open(client, open_cohort, self_paced):
    page = client.get("/apply/").content.decode()
    assert "หลักสูตรผู้นำท้องถิ่น" in strip_tags(page) and "/apply/llp-2/" in page
    assert "/apply/ard-02-open/" in page


def test_the_list_shows_my_application_and_its_state(as_user, open_cohort, applicant):
    submit_application(application=draft(open_cohort, applicant))
    page = as_user(applicant).get("/apply/").content.decode()
    assert "LLP-2/0001" in page


def test_the_list_costs_the_same_with_many_cohorts(
    as_user, programme, open_cohort, applicant, django_assert_num_queries
):
    browser = as_user(applicant)
    browser.get("/apply/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/apply/")
    for number in (3, 4, 5):
        make.cohort(
            programme,
            f"llp-{number}",
            number=number,
            state="planned",
            applications_close=open_cohort.applications_close,
        )
    with django_assert_num_queries(len(one)):
        browser.get("/apply/")


# --- the form -------------------------------------------------------------------
def test_anonymous_people_are_sent_to_sign_in(client, open_cohort):
    assert client.get("/apply/llp-2/").headers["Location"].startswith("/accounts/login/")


def test_without_a_profile_one_is_sent_there_and_comes_back(as_user, open_cohort, applicant):
    User.objects.filter(pk=applicant.pk).update(position="")
    response = as_user(applicant).get("/apply/llp-2/")
    assert response.headers["Location"] == "/me/?next=%2Fapply%2Fllp-2%2F"


def test_reading_the_form_writes_nothing(as_user, open_cohort, applicant):
    page = as_user(applicant).get("/apply/llp-2/")
    assert page.status_code == 200 and "เทศบาลตำบลสมมติ ก" in page.content.decode()
    assert not Application.objects.exists()


def test_a_draft_is_saved_with_several_files_and_shown_again(as_user, open_cohort, applicant):
    browser = as_user(applicant)
    browser.post("/apply/llp-2/", {**TEXTS, "act": "save", "documents": [pdf("a.pdf"), pdf("b.pdf")]})
    page = browser.get("/apply/llp-2/").content.decode()
    assert "น้ำท่วมตลาดทุกปี" in page and "a.pdf" in page and "b.pdf" in page
    assert Application.objects.get().state == "draft" and not mail.outbox


def test_a_document_can_be_removed_while_the_typed_text_is_kept(
    as_user, open_cohort, applicant, django_capture_on_commit_callbacks
):
    document = draft(open_cohort, applicant, files=[(pdf(), "application/pdf")]).files.get()
    stored, name = document.file.storage, document.file.name
    assert stored.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        as_user(applicant).post("/apply/llp-2/", {**TEXTS, "area_question": "เขียนใหม่", "act": f"remove-{document.pk}"})
    application = Application.objects.get()
    assert not application.files.exists() and application.area_question == "เขียนใหม่"
    assert not stored.exists(name)


def test_a_wrong_file_is_named_and_the_good_ones_and_texts_are_kept(as_user, open_cohort, applicant):
    wrong = SimpleUploadedFile("virus.exe", b"MZ", "application/pdf")
    response = as_user(applicant).post(
        "/apply/llp-2/", {**TEXTS, "act": "submit", "documents": [pdf("good.pdf"), wrong]}
    )
    page = response.content.decode()
    assert response.status_code == 422 and "virus.exe" in page and "good.pdf" in page and "น้ำท่วมตลาดทุกปี" in page
    assert Application.objects.get().state == "draft"
    assert [document.original_name for document in ApplicationFile.objects.all()] == ["good.pdf"]


def test_a_text_that_is_too_long_is_shown_again_and_the_old_draft_stays(as_user, open_cohort, applicant):
    draft(open_cohort, applicant)
    response = as_user(applicant).post(
        "/apply/llp-2/", {"area_question": "ก" * 4001, "expectation": "ใหม่", "act": "save"}
    )
    assert response.status_code == 422 and "ก" * 4001 in response.content.decode()
    application = Application.objects.get()
    assert application.area_question == TEXTS["area_question"] and application.expectation == "ใหม่"


def test_an_empty_application_is_kept_as_draft_and_says_what_is_missing(as_user, open_cohort, applicant):
    response = as_user(applicant).post("/apply/llp-2/", {"area_question": "มีแล้ว", "act": "submit"})
    assert response.status_code == 422 and "field--bad" in response.content.decode()
    assert Application.objects.get().area_question == "มีแล้ว"


# --- submission -----------------------------------------------------------------
def test_submitting_gives_a_number_copies_the_post_and_mails(
    as_user, open_cohort, applicant, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_user(applicant).post("/apply/llp-2/", {**TEXTS, "act": "submit", "documents": [pdf()]})
    application = Application.objects.get()
    assert (application.state, application.number) == ("submitted", "LLP-2/0001")
    assert (application.position_text, application.organisation_text) == ("ปลัดเทศบาลตำบล", "เทศบาลตำบลสมมติ ก")
    assert "LLP-2/0001" in mail.outbox[0].subject and "LLP-2/0001" in mail.outbox[0].body
    assert AuditEntry.objects.filter(verb="application.submitted", target_id=str(application.pk)).exists()
    User.objects.filter(pk=applicant.pk).update(position_text="นายก")
    assert "ปลัดเทศบาลตำบล" in as_user(applicant).get("/apply/llp-2/").content.decode()


def test_numbers_follow_each_other_and_submitting_twice_keeps_the_number(open_cohort, applicant, researcher):
    first = submit_application(application=draft(open_cohort, applicant))
    second = submit_application(application=draft(open_cohort, researcher))
    assert (first.number, second.number) == ("LLP-2/0001", "LLP-2/0002")
    assert submit_application(application=first).number == "LLP-2/0001"


def test_numbers_go_on_after_9999(open_cohort, applicant, researcher):
    first = submit_application(application=draft(open_cohort, applicant))
    Application.objects.filter(pk=first.pk).update(number="LLP-2/9999")
    other = make.person("third@example.org")
    assert submit_application(application=draft(open_cohort, researcher)).number == "LLP-2/10000"
    assert submit_application(application=draft(open_cohort, other)).number == "LLP-2/10001"


def test_a_submitted_application_can_no_longer_be_changed(as_user, open_cohort, applicant):
    submit_application(application=draft(open_cohort, applicant))
    response = as_user(applicant).post("/apply/llp-2/", {"area_question": "แก้", "expectation": "แก้", "act": "save"})
    assert response.status_code == 422
    assert Application.objects.get().area_question == TEXTS["area_question"]


# --- the deadline ---------------------------------------------------------------
def test_the_last_day_counts_whole_in_thai_time(open_cohort, applicant, monkeypatch):
    Cohort.objects.filter(pk=open_cohort.pk).update(applications_open="2027-01-01", applications_close="2027-01-15")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 15, 16, 59, tzinfo=UTC))  # 23.59 in Bangkok
    application = draft(open_cohort, applicant)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 15, 17, 0, tzinfo=UTC))  # midnight
    with pytest.raises(ValidationError):
        submit_application(application=application)
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 15, 16, 59, tzinfo=UTC))
    assert submit_application(application=application).state == "submitted"


def test_after_the_deadline_the_draft_is_kept_and_said_to_be_too_late(as_user, open_cohort, applicant):
    draft(open_cohort, applicant)
    close(open_cohort)
    response = as_user(applicant).post("/apply/llp-2/", {**TEXTS, "area_question": "พิมพ์ค้างไว้", "act": "submit"})
    assert response.status_code == 422 and "พิมพ์ค้างไว้" in response.content.decode()
    application = Application.objects.get()
    assert (application.state, application.area_question) == ("draft", "พิมพ์ค้างไว้")
    page = as_user(applicant).get("/apply/llp-2/").content.decode()
    assert "พิมพ์ค้างไว้" in page and 'value="submit"' not in page


def test_after_the_deadline_nobody_begins_a_draft(as_user, open_cohort, applicant):
    close(open_cohort)
    assert as_user(applicant).post("/apply/llp-2/", {**TEXTS, "act": "save"}).status_code == 422
    assert not Application.objects.exists()


# --- withdrawal -----------------------------------------------------------------
def test_a_withdrawn_application_can_be_handed_in_again_with_its_number(as_user, open_cohort, applicant):
    submit_application(application=draft(open_cohort, applicant))
    browser = as_user(applicant)
    browser.post("/apply/llp-2/withdraw/")
    assert Application.objects.get().state == "withdrawn"
    browser.post("/apply/llp-2/", {**TEXTS, "act": "submit"})
    application = Application.objects.get()
    assert (application.state, application.number) == ("submitted", "LLP-2/0001")


def test_withdrawing_is_refused_to_others_and_to_get(as_user, open_cohort, applicant, researcher):
    submit_application(application=draft(open_cohort, applicant))
    assert as_user(applicant).get("/apply/llp-2/withdraw/").status_code == 405
    assert as_user(researcher).post("/apply/llp-2/withdraw/").status_code == 404
    assert Application.objects.get().state == "submitted"


# --- documents ------------------------------------------------------------------
def test_documents_are_read_by_those_who_may(
    client, as_user, open_cohort, applicant, reviewer, officer, learner, instructor
):
    application = draft(open_cohort, applicant, files=[(pdf(), "application/pdf")])
    submit_application(application=application)
    url = f"/apply/files/{application.files.get().pk}/"
    for person in (applicant, reviewer, officer):
        response = as_user(person).get(url)
        assert b"".join(response.streaming_content) == b"%PDF-1.7 letter"
        assert response.headers["Content-Disposition"].startswith("attachment")
    for person in (learner, instructor):
        assert as_user(person).get(url).status_code == 404
    assert client.get(url).status_code == 302


# --- at one's own pace ----------------------------------------------------------
def test_enrolling_in_a_module_is_immediate(as_user, self_paced, researcher, django_capture_on_commit_callbacks):
    browser = as_user(researcher)
    assert "/apply/ard-02-open/enrol/" in browser.get("/apply/ard-02-open/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = browser.post("/apply/ard-02-open/enrol/")
    assert response.headers["Location"] == "/learn/"
    enrolment = Enrolment.objects.get()
    assert (enrolment.learner, enrolment.position_text) == (researcher, "นักวิจัย")
    assert mail.outbox[0].to == [researcher.email]
    browser.post("/apply/ard-02-open/enrol/")
    assert Enrolment.objects.count() == 1


def test_the_first_learner_starts_a_rolling_cohort(site, researcher):
    programme = make.programme("ARD")
    planned = make.self_paced_cohort(
        programme, ModulePage.objects.get(code="ARD-02"), state="planned", applications_open=timezone.localdate()
    )
    enrol_self_paced(cohort=planned, learner=researcher)
    planned.refresh_from_db()
    assert planned.state == "running" and planned.rules["modules"][0]["code"] == "ARD-02"


def test_enrolment_respects_the_seats(self_paced, researcher, applicant):
    Cohort.objects.filter(pk=self_paced.pk).update(seats=1)
    enrol_self_paced(cohort=self_paced, learner=researcher)
    with pytest.raises(ValidationError):
        enrol_self_paced(cohort=self_paced, learner=applicant)


def test_enrolment_refuses_get_strangers_and_cohorts_with_a_committee(
    client, as_user, self_paced, open_cohort, applicant
):
    assert as_user(applicant).get("/apply/ard-02-open/enrol/").status_code == 405
    assert client.post("/apply/ard-02-open/enrol/").headers["Location"].startswith("/accounts/login/")
    as_user(applicant).post("/apply/llp-2/enrol/")
    assert not Enrolment.objects.exists()
