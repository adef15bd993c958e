"""Documents of applications: for whom they are meant, from when on, and with a line in the log of who opened them."""

import logging

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cohorts.models import Application, ApplicationFile

ACCESS = "tacit.access"


@pytest.fixture
def document(open_cohort, applicant):
    application = Application.objects.create(
        cohort=open_cohort, applicant=applicant, state="submitted", number="LLP-2/1", submitted_at=timezone.now()
    )
    made = ApplicationFile(application=application, original_name="a.pdf", content_type="application/pdf", size=5)
    made.file.save("a.pdf", ContentFile(b"%PDF-"))
    return made


def url(document):
    return f"/apply/files/{document.pk}/"


def lines(caplog):
    return [record.getMessage() for record in caplog.records if record.name == ACCESS]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("role", ["reviewer", "officer"])
def test_what_is_not_handed_in_is_the_applicants_own(as_user, document, applicant, request, role, state):
    Application.objects.update(state=state)
    assert as_user(request.getfixturevalue(role)).get(url(document)).status_code == 404
    assert as_user(applicant).get(url(document)).status_code == 200


def test_no_cache_keeps_a_document(as_user, document, reviewer):
    answer = as_user(reviewer).get(url(document))
    assert "no-store" in answer["Cache-Control"] and answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_document_that_the_store_has_lost_is_not_there(as_user, document, reviewer):
    document.file.storage.delete(document.file.name)
    assert as_user(reviewer).get(url(document)).status_code == 404


def test_the_log_says_who_of_the_staff_opened_what_and_no_name(as_user, document, reviewer, applicant, caplog):
    caplog.set_level(logging.INFO, logger=ACCESS)
    number = document.application_id
    as_user(reviewer).get(url(document))
    as_user(reviewer).get(f"/manage/applications/{number}/")
    assert lines(caplog) == [
        f"user {reviewer.pk} opened document {document.pk}: application {number}",
        f"user {reviewer.pk} opened it: application {number}",
    ]


def test_ones_own_documents_and_refusals_leave_no_line(as_user, document, applicant, learner, caplog):
    caplog.set_level(logging.INFO, logger=ACCESS)
    as_user(applicant).get(url(document))
    as_user(learner).get(url(document))
    assert lines(caplog) == []
