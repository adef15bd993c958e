"""A learner's own certificates: the list, the document, and the card on the learner's home."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from certificates.actions.register import revoke_certificate
from certificates.models import Certificate
from cohorts.choices import EnrolmentState
from config.demo import factories as make

from .pdf_reading import poppler_text

pytestmark = pytest.mark.usefixtures("english")


def page(response):
    return response.content.decode()


def card(user, *enrolments):
    request = RequestFactory().get("/learn/")
    request.user = user
    tags = "{% load certificate_tags %}{% for one in enrolments %}{% certificate_card one %}{% endfor %}"
    return Template(tags).render(Context({"request": request, "enrolments": enrolments}))


def test_a_learner_downloads_the_document(certificate, learner, as_user):
    browser = as_user(learner)
    listed = page(browser.get(reverse("certificates:mine")))
    address = reverse("certificates:my_pdf", args=[certificate.pk])
    assert address in listed and "รช.ผถ 1-001/2569" in listed

    answer = browser.get(address)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    text = poppler_text(b"".join(answer.streaming_content))
    assert "นายตัวอย่าง หนึ่ง" in text and "รช.ผถ ๑-๐๐๑/๒๕๖๙" in text


def test_nobody_else_gets_it(certificate, other_learner, officer, as_user, client):
    address = reverse("certificates:my_pdf", args=[certificate.pk])

    assert as_user(other_learner).get(address).status_code == 404
    assert as_user(officer).get(address).status_code == 404
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    assert "รช.ผถ" not in page(as_user(other_learner).get(reverse("certificates:mine")))


def test_no_certificate_yet(learner, as_user, client):
    assert "No certificate yet" in page(as_user(learner).get(reverse("certificates:mine")))
    assert client.get(reverse("certificates:mine"))["Location"].startswith(reverse("account_login"))


def test_a_certificate_whose_document_is_not_made_yet(cohort, learner, issue, as_user):
    make.enrolment(cohort, learner, state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    issue(cohort)
    found = Certificate.objects.get()
    browser = as_user(learner)

    assert "Being made" in page(browser.get(reverse("certificates:mine")))
    assert browser.get(reverse("certificates:my_pdf", args=[found.pk])).status_code == 404


def test_a_revoked_document_is_not_handed_out_again(certificate, learner, registrar, as_user):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ออกให้ผิดคน")
    browser = as_user(learner)

    assert browser.get(reverse("certificates:my_pdf", args=[certificate.pk])).status_code == 404
    shown = page(browser.get(reverse("certificates:mine")))
    assert "Revoked" in shown and "Download" not in shown


def test_the_card_follows_the_enrolment(enrolment, learner, registrar, issue, django_capture_on_commit_callbacks):
    assert card(learner, enrolment).strip() == ""
    enrolment.state, enrolment.completed_at = EnrolmentState.COMPLETED, timezone.now()
    enrolment.save()
    assert "on its way" in card(learner, enrolment)

    with django_capture_on_commit_callbacks(execute=True):
        issue(enrolment.cohort)

    found = Certificate.objects.get()
    assert reverse("certificates:my_pdf", args=[found.pk]) in card(learner, enrolment)
    revoke_certificate(certificate=found, actor=registrar, reason="ชื่อผิด")
    assert "Revoked" in card(learner, enrolment)


def test_many_cards_cost_one_query(programme, learner, django_assert_num_queries):
    done = {"state": EnrolmentState.COMPLETED, "completed_at": timezone.now()}
    enrolments = [make.enrolment(make.cohort(programme, f"llp-{n}", number=n), learner, **done) for n in (1, 2, 3)]

    with django_assert_num_queries(1):
        assert card(learner, *enrolments).count("on its way") == 3


def test_the_copy_of_one_s_data_has_the_certificate_and_where_its_file_is(certificate, learner, as_user):
    found = as_user(learner).get("/me/privacy/data/").json()["certificates"][0]
    assert found["number"] == certificate.number and found["as_printed"] == certificate.facts
    assert as_user(learner).get(found["file"]["address"]).status_code == 200


def test_the_copy_of_one_s_data_says_why_a_certificate_was_revoked(certificate, learner, registrar, as_user):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ออกซ้ำ")
    found = as_user(learner).get("/me/privacy/data/").json()["certificates"][0]
    assert (found["state"], found["ground_of_revocation"], found["file"]) == ("revoked", "ออกซ้ำ", None)
