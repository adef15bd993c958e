"""Strangers ask the register: valid, revoked, not known, or it could not be asked."""

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from accounts.models import AuditEntry
from certificates.actions.register import revoke_certificate
from certificates.models import Certificate

pytestmark = pytest.mark.django_db


def ask(client, number, surname=""):
    return client.post("/en/verify/", {"number": number, "surname": surname})


def page(response):
    return response.content.decode()


def test_a_valid_certificate_is_confirmed_to_anybody(client, certificate):
    answer = client.get(f"/verify/{certificate.code}/")

    assert answer.status_code == 200
    for shown in ("รช.ผถ ๑-๐๐๑/๒๕๖๙", "นายตัวอย่าง หนึ่ง", "หลักสูตรผู้นำท้องถิ่น", "18 กันยายน 2569", "verdict--ok"):
        assert shown in page(answer)
    assert answer["X-Robots-Tag"] == "noindex" and 'content="noindex"' in page(answer)
    assert "no-store" in answer["Cache-Control"]


def test_it_shows_the_listed_facts_and_nothing_else_about_the_holder(client, certificate):
    text = page(client.get(f"/en/verify/{certificate.code}/"))

    for shown in (
        "รช.ผถ 1-001/2569",
        "18 September 2026",
        "Cohort 1",
        "This certificate is valid",
        "checked",
    ):
        assert shown in text
    for hidden in ("learner@example.org", "ปลัดเทศบาลตำบล", "เทศบาลตำบลสมมติ ก", "registrar@example.org", "12 hours"):
        assert hidden not in text


@pytest.mark.parametrize("change", [str.lower, lambda code: f"{code[:4]}-{code[4:8]}-{code[8:]}"])
def test_the_address_forgives_how_the_code_is_written(client, certificate, change):
    assert "verdict--ok" in page(client.get(f"/verify/{change(certificate.code)}/"))


def test_a_look_that_changes_nothing(client, certificate, django_assert_num_queries):
    before = Certificate.objects.values().get()
    entries = AuditEntry.objects.count()

    with django_assert_num_queries(1):
        client.get(f"/verify/{certificate.code}/")

    assert Certificate.objects.values().get() == before
    assert AuditEntry.objects.count() == entries


def test_a_revoked_certificate_is_said_to_be_revoked_at_once(client, certificate, registrar):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ออกให้ผิดคน")

    answer = client.get(f"/en/verify/{certificate.code}/")

    assert answer.status_code == 200
    assert "This certificate was revoked" in page(answer) and "verdict--ok" not in page(answer)
    assert "Ground: ออกให้ผิดคน" in page(answer) and "registrar" not in page(answer).split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    "code", ["0000000000ZZ", "abc", "รช.ผถ", "<script>alert(1)<", "' OR 1=1 --", "%00%00", "A" * 3000]
)
def test_an_unknown_code_is_not_verified(client, certificate, code):
    answer = client.get("/en/verify/" + code.replace("/", "") + "/")

    assert answer.status_code == 404
    assert "Not verified" in page(answer) and "verdict--ok" not in page(answer)
    assert "นายตัวอย่าง" not in page(answer) and "<script>alert" not in page(answer)


@pytest.mark.parametrize("number", ["รช.ผถ 1-001/2569", "รช.ผถ ๑-๐๐๑/๒๕๖๙", " เลขที่ รช. ผถ ๑ - ๑ / ๒๕๖๙"])
@pytest.mark.parametrize("surname", ["หนึ่ง", " หนึ่ง ", "nueng"])
def test_number_and_surname_lead_to_the_certificate(client, certificate, number, surname):
    answer = ask(client, number, surname)

    assert answer.status_code == 302 and answer["Location"] == f"/en/verify/{certificate.code}/"


def test_a_code_typed_in_the_form_needs_no_surname(client, certificate):
    assert ask(client, certificate.code.lower())["Location"] == f"/en/verify/{certificate.code}/"


def test_a_wrong_surname_and_a_wrong_number_get_the_same_answer(client, certificate):
    wrong = [
        ask(client, "รช.ผถ 1-001/2569", "สอง"),
        ask(client, "รช.ผถ 1-002/2569", "หนึ่ง"),
        ask(client, "9" * 90, "หนึ่ง"),
    ]

    for answer in wrong:
        assert answer.status_code == 404 and "Not verified" in page(answer)
        assert certificate.code not in page(answer)
    assert 'value="รช.ผถ 1-001/2569"' in page(wrong[0]) and 'value="สอง"' in page(wrong[0])


def test_a_number_without_a_surname_asks_for_it_beside_the_field(client, certificate):
    answer = ask(client, "รช.ผถ 1-001/2569")

    assert answer.status_code == 200 and "Write the surname" in page(answer)
    assert 'value="รช.ผถ 1-001/2569"' in page(answer)


def test_the_empty_form(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/verify/")
    assert answer.status_code == 200


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_register_that_does_not_answer_is_not_a_verdict(certificate, client, as_user, learner, signed_in):
    client = as_user(learner) if signed_in else client

    def down(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(down):
        answer = client.get(f"/en/verify/{certificate.code}/")
        typed = ask(client, "รช.ผถ 1-001/2569", "หนึ่ง")
        mistyped = client.get("/en/verify/0000/"), ask(client, "ไม่ใช่เลขที่", "หนึ่ง")

    for one in (answer, typed, *mistyped):
        assert one.status_code == 503
        assert "Could not be checked" in page(one) and "verdict--warn" in page(one)
        assert "Not verified" not in page(one) and "verdict--danger" not in page(one)


def test_revoking_needs_a_ground(certificate, registrar):
    with pytest.raises(ValidationError):
        revoke_certificate(certificate=certificate, actor=registrar, reason="  ")
    assert Certificate.objects.get().state == "valid"


def test_revoking_twice_keeps_the_first_ground(certificate, registrar):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ชื่อผิด")
    revoke_certificate(certificate=certificate, actor=registrar, reason="อีกเหตุหนึ่ง")

    assert Certificate.objects.get().revocation_reason == "ชื่อผิด"
    assert AuditEntry.objects.filter(verb="certificate.revoked").count() == 1
