"""The list of what was revoked."""

import gzip
from base64 import urlsafe_b64encode

import pytest

from certificates.badges import status

# An empty list, as the specification prints it in its first example.
EMPTY = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"


def packed(data):
    return "u" + urlsafe_b64encode(gzip.compress(data)).decode().rstrip("=")


@pytest.mark.parametrize("revoked", [set(), {0}, {7, 8}, {status.SIZE - 1}, set(range(0, status.SIZE, 3))])
def test_a_list_says_who_was_revoked_and_nobody_else(revoked):
    bits = status.decode(status.encode(revoked))

    assert {place for place in range(status.SIZE) if status.is_set(bits, place)} == revoked


def test_the_first_place_is_the_leftmost_bit():
    assert status.decode(status.encode({0}))[0] == 0b10000000


def test_the_list_of_the_specification_is_read():
    assert status.decode(EMPTY) == bytes(status.SIZE // 8)


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        EMPTY[1:],
        "uAAAA",
        packed(bytes(status.SIZE // 8 - 1)),
        packed(bytes(100_000_000)),
        status.encode(set())[:-20],
    ],
    ids=["nothing", "none", "no prefix", "not packed", "too short", "a bomb", "cut off"],
)
def test_what_is_no_list_is_refused(text):
    with pytest.raises(ValueError):
        status.decode(text)


@pytest.mark.parametrize("place", [-1, status.SIZE])
def test_a_place_outside_the_list_is_refused(place):
    with pytest.raises(ValueError):
        status.encode({place})
    with pytest.raises(ValueError):
        status.entry_json(status.StatusEntry("https://academy.example.org/badges/status/1.json", place))
