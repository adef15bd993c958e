"""What a holder has: the state in plain words, the picture to share, and the records of what was learnt."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from certificates.actions.register import revoke_certificate
from certificates.models import Certificate, Credential
from certificates.queries.held import held_by
from certificates.queries.records import record_of
from certificates.templatetags.certificate_tags import linkedin_url
from cohorts.models import Attendance
from config.demo import factories as make

from .pdf_reading import poppler_text

pytestmark = pytest.mark.usefixtures("english")


def page(response):
    return response.content.decode()


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


def mine(browser):
    return page(browser.get(at("mine")))


# --- states -------------------------------------------------------------------------
def test_a_valid_one_offers_everything(certificate, learner, as_user):
    Credential.objects.all().delete()
    browser = as_user(learner)
    shown = mine(browser)
    for name, key in (("my_pdf", certificate.pk), ("my_picture", certificate.pk), ("verify", certificate.code)):
        assert at(name, key) in shown
    assert at("my_transcript", "llp-1") in shown and at("my_hours", "llp-1") in shown
    assert "linkedin.com/profile/add" in shown and "/badges/credentials/" not in shown

    Credential.objects.create(certificate=certificate, signed="{}")
    assert f"/badges/credentials/{certificate.code}.json" in mine(browser)


def test_an_expired_one_says_so_and_is_not_shared(certificate, learner, as_user):
    Certificate.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    browser = as_user(learner)
    shown = mine(browser)
    assert "Expired on" in shown and at("my_pdf", certificate.pk) in shown
    assert at("my_picture", certificate.pk) not in shown and "linkedin" not in shown
    assert browser.get(at("my_picture", certificate.pk)).status_code == 404


def test_a_revoked_one_gives_date_and_ground_and_no_document(certificate, learner, registrar, as_user):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ออกซ้ำโดยคลาดเคลื่อน")
    browser = as_user(learner)
    shown = mine(browser)
    assert "Revoked on" in shown and "ออกซ้ำโดยคลาดเคลื่อน" in shown and at("my_pdf", certificate.pk) not in shown
    assert browser.get(at("my_picture", certificate.pk)).status_code == 404


def test_a_replaced_one_leads_to_the_new(certificate, learner, as_user):
    Certificate.objects.update(state="replaced", replaced_at=timezone.now())
    fields = {
        name: getattr(certificate, name) for name in ("enrolment", "series", "year_be", "name", "surname", "facts")
    }
    told = {"number": "รช.ผถ 1-002/2569", "code": "NEWNEWNEWNEW", "issued_on": certificate.issued_on, "seq": 2}
    new = Certificate.objects.create(
        **fields, **told, replaces=certificate, replaces_for="corrected", rendered_at=timezone.now()
    )
    browser = as_user(learner)
    shown = mine(browser)
    assert f'href="#certificate-{new.pk}"' in shown and "took its place" in shown
    assert "in the place of" in shown and at("my_pdf", certificate.pk) not in shown and at("my_pdf", new.pk) in shown
    assert browser.get(at("my_pdf", certificate.pk)).status_code == 404


def test_many_cost_one_query(certificate, learner, django_assert_num_queries):
    with django_assert_num_queries(1):
        for one in held_by(learner):
            assert one.enrolment.cohort.code and one.replaces is None


def test_linkedin_s_form_is_filled_in(certificate):
    certificate.valid_until = certificate.issued_on.replace(year=2029, month=3)
    told = parse_qs(urlsplit(linkedin_url(certificate)).query)
    assert told["startTask"] == ["CERTIFICATION_NAME"] and told["certId"] == [certificate.number]
    assert told["certUrl"] == [certificate.facts["verify_url"]]
    assert (told["issueYear"], told["issueMonth"]) == (["2026"], ["9"])
    assert (told["expirationYear"], told["expirationMonth"]) == (["2029"], ["3"])


# --- the picture --------------------------------------------------------------------
def test_the_picture_is_the_holder_s_alone(certificate, learner, other_learner, registrar, as_user, client):
    answer = as_user(learner).get(at("my_picture", certificate.pk))
    picture = Image.open(BytesIO(answer.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    for stranger in (other_learner, registrar):
        assert as_user(stranger).get(at("my_picture", certificate.pk)).status_code == 404
    assert client.get(at("my_picture", certificate.pk)).status_code == 302


def test_the_picture_holds_the_code_that_leads_to_verification(certificate, learner, as_user):
    zxingcpp = pytest.importorskip("zxingcpp")
    answer = as_user(learner).get(at("my_picture", certificate.pk))
    read = zxingcpp.read_barcodes(Image.open(BytesIO(answer.content)))
    assert [one.text for one in read] == [certificate.facts["verify_url"]]


# --- transcript and hours -----------------------------------------------------------
@pytest.fixture
def attended(certificate):
    """Two sessions held, of 6 hours each; the holder came to the first."""
    enrolment, closed = certificate.enrolment, {"closed_at": timezone.now()}
    came, missed = (make.session(enrolment.cohort, title=title, **closed) for title in ("ครั้งที่มา", "ครั้งที่ขาด"))
    for session, status in ((came, "present"), (missed, "absent")):
        Attendance.objects.create(session=session, enrolment=enrolment, status=status)
    return came, missed


def text_of(answer):
    assert answer["Content-Type"] == "application/pdf" and "no-store" in answer["Cache-Control"]
    return poppler_text(answer.content)


def test_the_transcript_says_what_was_learnt_and_what_it_is_not(certificate, learner, as_user):
    answer = as_user(learner).get(at("my_transcript", "llp-1"))
    text = text_of(answer)
    assert "เอกสารนี้ไม่ใช่วุฒิบัตร" in text and "This is not the certificate" in text
    assert "นายตัวอย่าง หนึ่ง" in text and certificate.facts["verify_url"] in text
    for module in certificate.enrolment.cohort.rules["modules"]:
        assert module["title"] in text
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root and pdf.Root.Lang == "th"


def test_the_statement_counts_the_hours_held_and_attended(attended, certificate, learner, as_user):
    came, missed = attended
    record = record_of(certificate.enrolment)
    assert (record.held, record.attended) == (came.hours + missed.hours, came.hours)
    text = text_of(as_user(learner).get(at("my_hours", "llp-1")))
    assert "ครั้งที่มา" in text and "ครั้งที่ขาด" in text and "ไม่ใช่วุฒิบัตร" in text and "ขาด" in text


def test_without_a_certificate_there_is_no_address_of_verification(enrolment, learner, as_user):
    text = text_of(as_user(learner).get(at("my_transcript", "llp-1")))
    assert "/verify/" not in text and "กำลังเรียน" in text and "ยังไม่ครบ" in text


def test_registrars_draw_them_too_and_nobody_else(certificate, registrar, officer, other_learner, as_user):
    pk = certificate.enrolment_id
    for name in ("transcript", "hours"):
        assert "นายตัวอย่าง หนึ่ง" in text_of(as_user(registrar).get(at(name, pk)))
        assert as_user(officer).get(at(name, pk)).status_code == 404
        assert as_user(registrar).get(at(name, 4711)).status_code == 404
    for name in ("my_transcript", "my_hours"):
        assert as_user(officer).get(at(name, "llp-1")).status_code == 404


def test_a_record_costs_the_same_however_many_sessions(attended, certificate, django_assert_max_num_queries):
    for _ in range(3):
        make.session(certificate.enrolment.cohort)
    with django_assert_max_num_queries(11):
        record = record_of(certificate.enrolment)
        assert len(record.sessions) == 5 and record.title_en is not None
