"""The verdict on a credential that somebody brings."""

import json
import random
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest

from certificates.badges import keys, status
from certificates.badges.issuer import Issuer
from certificates.badges.verification import Verdict

from .conftest import ISSUED, LIST, PLACE

HOUR = timedelta(hours=1)


def changed(document, path, value):
    found = part = deepcopy(document)
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return found


def test_a_true_badge_is_valid(badge, judged):
    assert judged(badge()) == Verdict.VALID


def test_it_is_still_valid_as_json_from_elsewhere(badge, judged):
    found = badge(name_th='นาย "เล่น" ใจดี')

    assert judged(json.loads(json.dumps(found, indent=2, sort_keys=True))) == Verdict.VALID


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("credentialSubject", "identifier", 0, "identityHash"), "นายอื่น ณ ตัวอย่าง"),
        (("credentialSubject", "identifier", 0, "hashed"), True),
        (("credentialSubject", "licenseNumber"), "รช.ผถ 1-002/2569"),
        (("credentialSubject", "achievement", "creditsAvailable"), 480),
        (("credentialSubject", "achievement", "criteria", "narrative"), "ไม่มีเงื่อนไข"),
        (("credentialSubject", "achievement", "https://schema.org/name", "@value"), "Another programme"),
        (("credentialSubject", "motto"), "ไม่มีใครลงนาม"),
        (("credentialSubject", "narrative"), "เพิ่มทีหลัง"),
        (("credentialStatus", "statusListIndex"), str(PLACE + 1)),
        (("validFrom",), "2020-01-01T00:00:00Z"),
        (("validUntil",), "2099-01-01T00:00:00Z"),
        (("name",), {"th": "ชื่ออื่น", "en": "Another name"}),
        (("awardedDate",), "2026-09-19T00:00:00+07:00"),
        (("proof", 0, "created"), "2026-09-18T03:00:01Z"),
        (("proof", 0, "proofValue"), "z1111"),
        (("proof", 0, "expires"), "2099-01-01T00:00:00Z"),
        (("proof", 0, "cryptosuite"), "eddsa-jcs-2022"),
        (("proof",), []),
    ],
    ids=str,
)
def test_a_changed_badge_is_found_out(badge, judged, path, value):
    assert judged(changed(badge(), path, value)) == Verdict.CHANGED


@pytest.mark.parametrize(
    "path", [("validUntil",), ("credentialStatus",), ("credentialSubject", "licenseNumber"), ("proof",)]
)
def test_a_badge_with_something_left_out_is_found_out(badge, judged, path):
    found = deepcopy(badge(expires_at=ISSUED + timedelta(days=2)))
    part = found
    for name in path[:-1]:
        part = part[name]
    del part[path[-1]]

    assert judged(found) == Verdict.CHANGED


def test_two_proofs_are_not_one(badge, judged):
    found = badge()

    assert judged({**found, "proof": found["proof"] * 2}) == Verdict.CHANGED


def test_a_badge_of_another_academy_is_not_ours(badge, judged):
    other = Issuer(site="https://elsewhere.example.org", profile="https://elsewhere.example.org/badges/issuer.json")

    assert judged(badge(issuer=other)) == Verdict.WRONG_ISSUER


def test_a_key_that_is_not_ours_makes_no_badge_of_ours(badge, judged, private_folder):
    forged = badge()
    for path in (private_folder / "badge-keys").glob("*"):
        path.unlink()
    keys.make_key()

    assert judged(forged) == Verdict.WRONG_ISSUER


def test_an_old_key_still_verifies_and_a_new_one_signs(badge, judged, listed):
    old = badge()
    new_key = keys.make_key()
    new = badge()

    assert new["proof"][0]["verificationMethod"].endswith(new_key)
    assert old["proof"][0]["verificationMethod"] != new["proof"][0]["verificationMethod"]
    assert (judged(old), judged(new)) == (Verdict.VALID, Verdict.VALID)


def test_after_revocation_it_is_revoked_and_others_are_not(badge, judged):
    assert judged(badge(), revoked={PLACE}) == Verdict.REVOKED
    assert judged(badge(place=PLACE + 1), revoked={PLACE}) == Verdict.VALID


def test_a_badge_expires_at_its_moment(badge, judged):
    found = badge(expires_at=ISSUED + 2 * HOUR)

    assert judged(found, now=ISSUED + HOUR) == Verdict.VALID
    assert judged(found, now=ISSUED + 2 * HOUR) == Verdict.EXPIRED
    assert judged(found, now=ISSUED + 3 * HOUR, revoked={PLACE}) == Verdict.REVOKED
    assert judged(found, now=ISSUED + 3 * HOUR, lists={}) == Verdict.EXPIRED


def test_without_a_list_that_can_be_believed_nothing_is_confirmed(badge, judged, listed):
    found, lists = badge(), listed()
    turned = status.encode({1})
    for doubtful in (
        {},
        {LIST: changed(lists[LIST], ("credentialSubject", "encodedList"), turned)},
        {LIST: changed(lists[LIST], ("issuer",), "did:web:elsewhere.example.org")},
        {LIST: changed(lists[LIST], ("proof",), [])},
        {LIST: found},
        {LIST: None},
        listed(now=ISSUED - timedelta(days=3)),
        listed(now=ISSUED + timedelta(days=3)),
    ):
        assert judged(found, lists=doubtful) == Verdict.COULD_NOT_CHECK


def test_a_clock_that_is_behind_confirms_nothing(badge, judged, listed):
    early = ISSUED - HOUR

    assert judged(badge(), now=early, lists=listed(now=early)) == Verdict.COULD_NOT_CHECK


@pytest.mark.parametrize(
    "found",
    [
        None,
        "badge",
        [],
        {},
        {"@context": "https://www.w3.org/ns/credentials/v2"},
        {"@context": [], "issuer": "did:web:academy.example.org", "credentialSubject": {"name": None}},
        {"@context": [], "issuer": "did:web:academy.example.org", "deep": json.loads("[" * 50 + "]" * 50)},
        {"@context": [], "issuer": "did:web:academy.example.org", "many": [{}] * 2000},
        {"@context": [], "issuer": "did:web:academy.example.org", "long": ["ก" * 60_000, "ข" * 60_000, "ค"]},
        {"@context": [], "issuer": "did:web:academy.example.org", "endless": float("inf")},
    ],
    ids=lambda found: str(found)[:30],
)
def test_what_is_no_badge_is_not_checked(judged, found):
    assert judged(found) == Verdict.COULD_NOT_CHECK


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("@context",), ["https://www.w3.org/ns/credentials/v2", "https://example.org/words.json"]),
        (("@context", 2), {"motto": None}),
        (("@included",), [{"id": "https://example.org/"}]),
        (("credentialSubject", "@context"), {"motto": None}),
        (("credentialSubject", "motto"), None),
    ],
    ids=str,
)
def test_words_of_somebodys_own_hide_nothing(badge, judged, path, value):
    found = deepcopy(badge())
    if path[0] == "@context" and len(path) == 2:
        found["@context"] = [*found["@context"][:2], value, found["@context"][2]]
        found["credentialSubject"]["motto"] = "ไม่มีใครลงนาม"
    else:
        found = changed(found, path, value)

    assert judged(found) in (Verdict.COULD_NOT_CHECK, Verdict.CHANGED)


def test_no_small_change_brings_anything_new_into_a_valid_badge(badge, judged, listed):
    """A hundred and fifty changes of one place each, drawn with a fixed seed.

    What is said twice (that the issuer is a Profile) may be left out once: a signature covers what is said.
    """
    draw, good, lists = random.Random(20260918), badge(), listed()
    places = list(paths(good))
    for _ in range(150):
        path = draw.choice(places)
        value = draw.choice(["x", "", 7, -1.5, True, [], {}, ["x"], {"id": "https://example.org/"}, {"@value": "x"}])
        found = changed(good, path, value)
        if judged(found, lists=lists) == Verdict.VALID:
            assert leaves(found) <= leaves(good), (path, value)


def leaves(part):
    if isinstance(part, (dict, list)):
        return set().union(*map(leaves, part.values() if isinstance(part, dict) else part))
    return {(type(part), part)}


def paths(part, path=()):
    if isinstance(part, dict):
        for name, value in part.items():
            yield (*path, name)
            yield from paths(value, (*path, name))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield (*path, number)
            yield from paths(value, (*path, number))


def test_the_same_facts_key_and_moment_give_the_same_badge(badge):
    assert badge() == badge()
    assert badge(issued_at=datetime(2026, 9, 18, 10, 0, tzinfo=UTC)) != badge()
