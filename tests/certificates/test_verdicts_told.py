"""Page, JSON and status list say the same of a certificate in each of its states, and at once."""

import json
import re
from datetime import timedelta

import jsonschema
import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from certificates.actions.register import revoke_certificate
from certificates.badges import issuing, status
from certificates.models import Certificate, Credential

from . import states
from .badges.conftest import ACHIEVEMENT, FACTS

pytestmark = pytest.mark.django_db
NAME, NUMBER = "นายตัวอย่าง หนึ่ง", "รช.ผถ 1-001/2569"


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path


def page(client, certificate, language="en"):
    """The page on a certificate: (status, the heading, its text)."""
    answer = client.get(f"{'/en' if language == 'en' else ''}/verify/{certificate.code}/")
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    return answer.status_code, re.search("<h1>(.*?)</h1>", main)[1], main


def told(client, code):
    """The JSON, held to the schema that is served beside it."""
    answer = client.get(f"/api/v1/certificates/{code}")
    schema = client.get("/api/v1/certificates/schema.json").json()
    jsonschema.validate(answer.json(), schema, format_checker=jsonschema.FormatChecker())
    assert answer["Access-Control-Allow-Origin"] == "*" and "no-store" in answer["Cache-Control"]
    return answer, answer.json()


def is_in_list(client, place=states.PLACE):
    """Whether the status list calls this place revoked."""
    listed = client.get("/badges/status/1.json").json()
    return status.is_set(status.decode(listed["credentialSubject"]["encodedList"]), place)


def judged(client):
    """The verdict on a badge whose place is in the list that is served."""
    moment = timezone.now()
    badge = issuing.signed_credential(
        FACTS, achievement=ACHIEVEMENT, list_number=1, place=states.PLACE, issued_at=moment - timedelta(days=9)
    )
    listed = client.get("/badges/status/1.json").json()
    return issuing.judge(badge, lists={listed["id"]: listed}, now=moment)


TABLE = [
    (states.valid, "This certificate is valid", "ใช้ได้", "valid", False),
    (states.revoked, "This certificate was revoked", "เพิกถอน", "revoked", True),
    (states.expired, "This certificate has expired", "หมดอายุ", "expired", False),
    (states.corrected, "This certificate was corrected: see the new one", "แก้ไข", "corrected", True),
    (states.substituted, "A substitute stands in the place of this certificate", "ใบแทน", "substituted", True),
    (states.forgotten, "This certificate is valid", "", "valid", False),
]


@pytest.mark.parametrize("state, english, thai, verdict, listed", TABLE, ids=[row[0].__name__ for row in TABLE])
def test_all_three_say_the_same(client, certificate, state, english, thai, verdict, listed):
    states.badged(certificate)
    state(certificate)

    status_code, heading, main = page(client, certificate)
    answer, said = told(client, certificate.code)

    assert (status_code, heading) == (200, english)
    assert re.search(thai, page(client, certificate, "th")[1])
    assert answer.status_code == 200 and said["verdict"] == verdict and said["message"]["en"] == english
    assert is_in_list(client) == listed
    assert ("verdict--ok" in main) == (verdict == "valid")
    assert said["certificate"]["number"] == NUMBER and said["certificate"]["issued_on"] == "2026-09-18"


@pytest.mark.parametrize(
    "state, word", [(states.corrected, "the corrected form of"), (states.substituted, "substitute for the lost")]
)
def test_the_old_one_leads_to_the_new_one_which_says_what_it_is(client, certificate, state, word):
    newer = state(certificate)

    assert f'href="/en/verify/{newer.code}/"' in page(client, certificate)[2]
    assert "See the new one, รช.ผถ 1-900/2569" in page(client, certificate)[2]
    assert word in page(client, newer)[2] and NUMBER in page(client, newer)[2]
    replaced_by = told(client, certificate.code)[1]["replaced_by"]
    assert replaced_by["number"] == "รช.ผถ 1-900/2569" and replaced_by["for"] == newer.replaces_for
    assert client.get(replaced_by["address"]).json()["replaces"]["number"] == NUMBER


def test_after_revocation_all_three_stop_confirming_at_once(client, certificate, registrar):
    states.badged(certificate)
    tag = client.get("/badges/status/1.json")["ETag"]
    assert client.get("/badges/status/1.json", headers={"If-None-Match": tag}).status_code == 304
    assert "no-cache" in client.get("/badges/status/1.json")["Cache-Control"]

    revoke_certificate(certificate=certificate, actor=registrar, reason="ออกให้ผิดคน")

    assert "verdict--ok" not in page(client, certificate)[2] and "ออกให้ผิดคน" in page(client, certificate)[2]
    said = told(client, certificate.code)[1]
    assert said["verdict"] == "revoked" and said["revoked"]["ground"] == "ออกให้ผิดคน"
    assert client.get("/badges/status/1.json", headers={"If-None-Match": tag}).status_code == 200
    assert is_in_list(client) and not is_in_list(client, states.PLACE + 1)


def test_the_status_list_is_ours_and_holds_now(client, certificate):
    states.badged(certificate)
    listed = client.get("/badges/status/1.json")

    assert listed["Content-Type"] == "application/vc+ld+json" and listed["Access-Control-Allow-Origin"] == "*"
    assert listed.json()["id"].endswith("/badges/status/1.json")
    assert judged(client) == "valid"
    states.revoked(certificate)
    assert judged(client) == "revoked"
    assert client.get("/badges/status/2.json").status_code == 404
    assert client.get(f"/badges/status/{'9' * 30}.json").status_code == 404


def test_a_badge_is_given_byte_for_byte_as_it_was_signed(client, certificate):
    Credential.objects.filter(certificate=certificate).delete()
    assert client.get(f"/badges/credentials/{certificate.code}.json").status_code == 404
    signed = '{"b": 1,   "a":"ก"}\n'
    states.badged(certificate, signed=signed)

    answer = client.get(f"/badges/credentials/{certificate.code}.json")

    assert answer.content == signed.encode() and answer["Content-Type"] == "application/vc+ld+json"
    assert answer["Access-Control-Allow-Origin"] == "*" and not answer.cookies
    assert client.get("/badges/credentials/0000AAAA0000.json").status_code == 404


def test_whoever_was_forgotten_is_named_nowhere(client, certificate):
    states.badged(certificate, signed=json.dumps({"name": NAME}, ensure_ascii=False))
    # The name left where it should not be: even then nothing tells it.
    Certificate.objects.filter(pk=certificate.pk).update(forgotten_at=certificate.issued_at)

    badge = client.get(f"/badges/credentials/{certificate.code}.json")

    assert badge.status_code == 410 and not badge.content
    assert "Taken out of the register" in page(client, certificate)[2]
    assert told(client, certificate.code)[1]["certificate"]["name"] is None
    for text in (page(client, certificate)[2], client.get(f"/api/v1/certificates/{certificate.code}").content.decode()):
        assert NAME not in text and "Nueng" not in text


@pytest.mark.parametrize("code", ["0000000000ZZ", "abc", "<script>alert(1)<", "A" * 10_000, "%00", "ศูนย์"])
def test_an_unknown_code_as_json(client, certificate, code):
    answer, said = told(client, code)

    assert answer.status_code == 404 and said["verdict"] == "not_known" and said["certificate"] is None
    assert NAME not in answer.content.decode() and "alert" not in answer.content.decode()


def test_a_register_that_is_away_could_not_be_checked(client, certificate):
    states.badged(certificate)

    def down(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    with connection.execute_wrapper(down):
        answer, said = told(client, certificate.code)
        badge = client.get(f"/badges/credentials/{certificate.code}.json")
        listed = client.get("/badges/status/1.json")

    assert answer.status_code == 503 and answer["Retry-After"] and said["verdict"] == "could_not_check"
    assert badge.status_code == listed.status_code == 503


@pytest.mark.parametrize("state, questions", [(states.valid, 1), (states.revoked, 1), (states.corrected, 2)])
def test_one_question_to_the_register_and_one_for_a_neighbour(
    client, certificate, state, questions, django_assert_num_queries
):
    states.badged(certificate)
    found = state(certificate) or certificate

    for code in (certificate.code, found.code):
        with django_assert_num_queries(questions):
            client.get(f"/verify/{code}/")
        with django_assert_num_queries(questions):
            client.get(f"/api/v1/certificates/{code}")


def test_only_reading(client, certificate):
    for path in (f"/api/v1/certificates/{certificate.code}", "/badges/status/1.json"):
        assert client.post(path).status_code == 405


def test_the_frame_is_kept_for_all_codes_and_holds_nothing_of_the_one(client, cohort, complete, issue, settings):
    complete(cohort, 2)
    issue(cohort)
    one, other = Certificate.objects.order_by("seq")
    drawn = client.get(f"/verify/{other.code}/").content.decode()
    settings.PUBLIC_PAGE_SECONDS = 60

    for code in (one.code, other.code):
        client.get(f"/verify/{code}/")
    kept = client.get(f"/verify/{other.code}/").content.decode()

    assert one.code not in kept and one.name not in kept
    assert f"/en/verify/{other.code}/" in kept
    assert strip_moments(kept) == strip_moments(drawn)


def strip_moments(page):
    """The page without the moment of checking."""
    return re.sub(r"\d+:\d+", "", page)
