"""Ten thousand guesses: whoever guesses is stopped, a whole class behind one address is not."""

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db
AT_ONCE = 5


@pytest.fixture(autouse=True)
def few(settings):
    settings.VERIFY_RATES = {"misses": f"{AT_ONCE}/10m", "files": f"{AT_ONCE}/10m"}


class Away(LocMemCache):
    """A cache that does not answer."""

    def add(self, *args, **kwargs):
        raise ConnectionError("away")

    get = incr = add


def guess_code(client, **headers):
    return client.get("/en/verify/0000AAAA0000/", headers=headers)


def guess_number(client, **headers):
    return client.post("/en/verify/", {"number": "รช.ผถ 1-001/2569", "surname": "เดา"}, headers=headers)


def guess_json(client, **headers):
    return client.get("/api/v1/certificates/0000AAAA0000", headers=headers)


def guess_badge(client, **headers):
    return client.get("/badges/credentials/0000AAAA0000.json", headers=headers)


@pytest.mark.parametrize("guess", [guess_code, guess_number, guess_json, guess_badge])
def test_guesses_end(client, certificate, guess):
    answers = [guess(client).status_code for _ in range(AT_ONCE + 3)]

    assert answers[: AT_ONCE + 1] == [404] * (AT_ONCE + 1) and answers[-2:] == [429, 429]
    assert int(guess(client)["Retry-After"]) > 0


def test_who_guesses_one_way_is_stopped_in_all(client, certificate):
    for guess in (guess_code, guess_number, guess_json, guess_badge, guess_code, guess_json):
        guess(client)

    page = client.get(f"/en/verify/{certificate.code}/")
    said = client.get(f"/api/v1/certificates/{certificate.code}")

    assert page.status_code == said.status_code == 429
    assert "says nothing about any certificate" in page.content.decode() and "นายตัวอย่าง" not in page.content.decode()
    assert said.json()["verdict"] == "could_not_check" and said.json()["certificate"] is None
    # What is no secret stays open: wallets of others behind the same address ask for it.
    assert client.get("/badges/status/1.json").status_code == 200


def test_the_waiting_is_said_in_thai(client, certificate):
    for _ in range(AT_ONCE + 1):
        guess_code(client)
    assert "มากเกินไป" in client.get("/verify/0000AAAA0000/").content.decode()


def test_a_class_that_verifies_what_is_there_is_not_stopped(client, certificate):
    for _ in range(AT_ONCE * 4):
        assert client.get(f"/verify/{certificate.code}/").status_code == 200
        assert client.post("/verify/", {"number": certificate.number, "surname": "หนึ่ง"}).status_code == 302


def test_addresses_are_counted_each_by_itself(client, certificate, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(AT_ONCE + 1):
        guess_code(client, x_forwarded_for="198.51.100.1, 203.0.113.5")

    assert guess_code(client, x_forwarded_for="203.0.113.5").status_code == 429
    assert guess_code(client, x_forwarded_for="203.0.113.6").status_code == 404
    # What a visitor puts in front of it is not believed.
    assert guess_code(client, x_forwarded_for="192.0.2.9, 203.0.113.5").status_code == 429


def test_a_network_of_the_sixth_version_counts_as_one(client, certificate, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for place in range(AT_ONCE + 1):
        guess_code(client, x_forwarded_for=f"2001:db8:1:2::{place}")

    assert guess_code(client, x_forwarded_for="2001:db8:1:2::ffff").status_code == 429
    assert guess_code(client, x_forwarded_for="2001:db8:1:3::1").status_code == 404


def test_a_cache_that_is_away_stops_nobody(client, certificate, monkeypatch):
    monkeypatch.setattr(caches._connections, "default", Away("away", {}), raising=False)

    for _ in range(AT_ONCE * 2):
        assert guess_code(client).status_code == 404
    assert client.get(f"/verify/{certificate.code}/").status_code == 200


def test_files_are_counted(client, certificate):
    def bring():
        return client.post("/en/verify/file/", {"file": SimpleUploadedFile("a.pdf", b"no pdf")})

    answers = [bring().status_code for _ in range(AT_ONCE + 2)]

    assert answers == [200] * AT_ONCE + [429] * 2
    assert int(bring()["Retry-After"]) > 0
    assert client.get(f"/verify/{certificate.code}/").status_code == 200
