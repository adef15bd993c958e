"""The verdict on a line of the register, without a database."""

from datetime import UTC, date, datetime

import pytest

from certificates.models import Certificate
from certificates.verdicts import verdict_of

TODAY = date(2026, 11, 23)
THEN = datetime(2026, 11, 1, 5, tzinfo=UTC)


def line(**fields):
    facts = {"programme_title_th": "หลักสูตร", "programme_title_en": "Programme", "name_en": "Mr. A", "cohort_number": 1}
    known = {"number": "รช.ผถ 1-001/2569", "code": "7K3M9Q2XW4TB", "name": "นาย ก", "issued_on": date(2026, 9, 18)}
    return Certificate(**known | {"facts": facts} | fields)


@pytest.mark.parametrize(
    "fields, finding",
    [
        ({}, "valid"),
        ({"valid_until": TODAY}, "valid"),
        ({"valid_until": date(2026, 11, 22)}, "expired"),
        ({"state": "revoked", "revoked_at": THEN}, "revoked"),
        ({"state": "revoked", "revoked_at": THEN, "valid_until": date(2026, 11, 1)}, "revoked"),
        ({"state": "replaced", "replaced_at": THEN}, "corrected"),
        ({"state": "replaced", "replaced_at": THEN, "valid_until": date(2026, 11, 1)}, "corrected"),
        ({"forgotten_at": THEN}, "valid"),
        ({"forgotten_at": THEN, "state": "revoked", "revoked_at": THEN}, "revoked"),
    ],
)
def test_one_verdict_for_each_state(fields, finding):
    found = verdict_of(line(**fields), TODAY)

    assert found.finding == finding
    assert found.holds == (finding == "valid")


def test_a_line_that_is_not_there():
    found = verdict_of(None, TODAY)
    assert found.finding == "not_known" and found.facts is None and not found.holds


@pytest.mark.parametrize("ground, finding", [("corrected", "corrected"), ("lost", "substituted")])
def test_the_older_leads_to_the_newer_and_back(ground, finding):
    older = line(pk=1, state="replaced", replaced_at=THEN)
    newer = line(pk=2, number="รช.ผถ 1-002/2569", replaces=older, replaces_for=ground)
    older.replaced_by = newer

    assert verdict_of(older, TODAY).finding == finding
    assert verdict_of(older, TODAY).newer.number == "รช.ผถ 1-002/2569"
    said = verdict_of(newer, TODAY)
    assert said.holds and said.older.number == "รช.ผถ 1-001/2569" and said.is_substitute == (ground == "lost")


def test_the_english_title_is_that_of_what_was_completed():
    facts = {"programme_title_th": "หลักสูตร", "programme_title_en": "Module", "module_title": "หน่วย"}

    whole, module = verdict_of(line(), TODAY).facts, verdict_of(line(facts=facts), TODAY).facts

    assert (whole.programme, whole.module) == (("หลักสูตร", "Programme"), ("", ""))
    assert (module.programme, module.module) == (("หลักสูตร", ""), ("หน่วย", "Module"))


def test_whoever_was_forgotten_is_named_nowhere():
    fields = {"state": "revoked", "revoked_at": THEN, "revocation_reason": "นาย ก ขอเอง", "forgotten_at": THEN}
    said = verdict_of(line(**fields), TODAY)

    assert said.taken_out and said.since == THEN
    assert "นาย ก" not in str(said) and "Mr. A" not in str(said)
