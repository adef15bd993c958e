"""Badges read by software of others: the schema of 1EdTech, and the verifiers of Digital Bazaar without a network."""

import json
import subprocess
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft201909Validator

from certificates.badges import contexts, keys, status
from certificates.badges.issuer import did_document, profile

from .conftest import ACHIEVEMENT, SITE

HERE = Path(__file__).parent
NODE = settings.BASE_DIR / "var" / "node"


def faults(document, schema):
    rules = json.loads((HERE / "schemas" / schema).read_text(encoding="utf-8"))
    found = Draft201909Validator(rules, format_checker=Draft201909Validator.FORMAT_CHECKER).iter_errors(document)
    return [f"{error.json_path}: {error.message[:120]}" for error in found]


def test_a_badge_keeps_to_the_schema_of_open_badges(badge):
    found = badge(expires_at=datetime(2031, 9, 18, tzinfo=UTC))

    assert faults(found, "ob_v3p0_achievementcredential_schema.json") == []


def test_the_schema_finds_what_is_missing(badge):
    found = badge()
    del found["credentialSubject"]["achievement"]["criteria"]

    assert faults(found, "ob_v3p0_achievementcredential_schema.json")


def test_the_profile_keeps_to_its_schema(issuer):
    assert faults(profile(issuer, [keys.make_key()]), "ob_v3p0_profile_schema.json") == []


@pytest.fixture
def node(tmp_path, issuer, listed):
    """node({name: (credential, now)}, revoked): what the verifiers of Digital Bazaar say of each, in one process."""

    def ask(questions, *, revoked=()):
        # They look at the clock of the machine when they judge a list.
        documents = {address: contexts.context(address) for address in contexts.FILES}
        documents |= listed(revoked, now=datetime.now(UTC)) | {issuer.did: did_document(issuer, keys.public_keys())}
        cases = {name: {"credential": found, "now": now.isoformat()} for name, (found, now) in questions.items()}
        (tmp_path / "questions.json").write_text(json.dumps({"documents": documents, "cases": cases}))
        assert (NODE / "node_modules").is_dir(), "The packages of Node.js are missing: run make test."
        answer = subprocess.run(
            ["node", "--input-type=module", "-", str(tmp_path / "questions.json")],
            input=(HERE / "node" / "verify.mjs").read_text(),
            cwd=NODE,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)

    return ask


def test_others_accept_what_is_true_and_refuse_what_is_not(badge, node):
    now = datetime.now(UTC)
    begun = {"issued_at": now - timedelta(days=30)}
    good, short = badge(**begun), badge(expires_at=now - timedelta(days=1), **begun)
    renamed = deepcopy(good)
    renamed["credentialSubject"]["identifier"][0]["identityHash"] = "นางสาวอื่น ณ ตัวอย่าง"
    english = deepcopy(good)
    english["https://schema.org/name"]["@value"] = "Doctor of Everything"
    of_a_module = replace(ACHIEVEMENT, hours=4.5, name_en="", competencies=(), image=f"{SITE}/badge.png")
    statement = badge(achievement=of_a_module, name_en="", cohort_label="", starts=None, ends=None, place=7, **begun)
    keys.make_key()
    later = badge(code="B" * 12, name_th='นาย“ตัวอย่าง” "เล่น" ใจดี \\ 😀', place=8, **begun)
    revoked = badge(place=9, **begun)

    answer = node(
        {
            "good": (good, now),
            "renamed": (renamed, now),
            "english": (english, now),
            "expired": (short, now),
            "before it expired": (short, now - timedelta(days=2)),
            "statement": (statement, now),
            "by a later key": (later, now),
            "revoked": (revoked, now),
        },
        revoked={9},
    )

    accepted = {name for name, found in answer.items() if found["verified"] and not any(found["status"])}
    assert accepted == {"good", "before it expired", "statement", "by a later key"}, answer
    assert "Invalid signature." in answer["renamed"]["why"]
    assert "Invalid signature." in answer["english"]["why"]
    assert "validUntil" in answer["expired"]["why"][0]
    assert answer["revoked"]["status"] == [True]


def test_others_refuse_a_key_that_is_not_published(badge, node, private_folder):
    found = badge(issued_at=datetime.now(UTC))
    for path in (private_folder / "badge-keys").glob("*"):
        path.unlink()
    keys.make_key()

    answer = node({"found": (found, datetime.now(UTC))})

    assert not answer["found"]["verified"]
    assert any(keys.public_keys()[0] not in why and "There is no" in why for why in answer["found"]["why"])


def test_the_place_in_the_list_is_that_of_the_badge(badge, node):
    now = datetime.now(UTC)

    places = {place: (badge(place=place, issued_at=now), now) for place in (0, 7, 8, status.SIZE - 1)}

    answer = node({str(place): asked for place, asked in places.items()}, revoked={0, 8, status.SIZE - 1})

    assert {place for place, found in answer.items() if found["status"] == [True]} == {"0", "8", str(status.SIZE - 1)}
    assert answer["7"]["status"] == [False]
