"""Questions that found nothing are noted: by the page that says so, without a person, and not for ever."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from home.actions import forget_misses
from home.models import Miss
from home.search import misses


@pytest.fixture
def tell(client, front):
    """tell("words"): a browser asks, and hands in what the page of an empty answer gives it."""

    def tell(question):
        html = client.get("/search/", {"q": question}).content.decode()
        found = re.search(r'data-miss="([^"]+)" data-miss-to="([^"]+)"', html)
        if not found:
            return None
        return client.post(found[2], found[1], content_type="text/plain;charset=UTF-8").status_code

    return tell


def noted():
    return dict(Miss.objects.values_list("query", "count"))


def test_an_empty_answer_is_counted_in_one_spelling(tell, front):
    assert tell("ทะเลทราย") == tell("  ทะเล\u200bทราย ") == 204
    assert tell("DESERT ๑๒") == 204
    assert noted() == {"ทะเลทราย": 2, "desert 12": 1}


def test_looking_alone_writes_nothing(client, front):
    client.get("/search/", {"q": "ทะเลทราย"})
    assert noted() == {}


def test_an_answer_with_results_gives_nothing_to_hand_in(tell, write):
    write("เมือง")
    assert tell("เมือง") is None and noted() == {}


@pytest.mark.parametrize("personal", ["somchai@example.org", "1-2345-67890-12-3", "081 234 5678", "๑๒๓๔๕๖๗๘๙"])
def test_what_names_a_person_is_not_noted(tell, personal):
    tell(personal)
    assert noted() == {}


def test_only_what_this_site_saw_is_taken(client, front):
    for forged in ("ทะเลทราย", "", "x" * 10_000, misses.ticket("ทะเล")[:-2], "\x00"):
        assert client.post("/search/miss/", forged, content_type="text/plain").status_code == 204
    assert client.post("/search/miss/", misses.ticket("ก" * 150), content_type="text/plain").status_code == 204
    assert noted() == {}


def test_one_address_cannot_fill_the_list(tell):
    for number in range(misses.MOST + 5):
        tell(f"ทะเลทราย {number}")
    assert len(noted()) == misses.MOST
    cache.clear()
    tell("ทะเลทราย อีก")
    assert len(noted()) == misses.MOST + 1


def test_what_nobody_asks_again_is_forgotten_after_half_a_year(db):
    now = timezone.now()
    Miss.objects.create(query="เก่า", last_at=now - timedelta(days=181))
    Miss.objects.create(query="ใหม่", last_at=now - timedelta(days=179))
    assert forget_misses() == 1
    assert noted() == {"ใหม่": 1}


def test_no_row_names_a_person():
    assert {field.name for field in Miss._meta.get_fields()} == {"id", "query", "count", "last_at"}
