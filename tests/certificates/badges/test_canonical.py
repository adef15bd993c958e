"""What a signature covers: the same text that pyld makes, only sooner, and nothing that would be shown unsigned."""

from copy import deepcopy
from dataclasses import replace

import pytest
from pyld import jsonld

from certificates.badges.achievements import Competency
from certificates.badges.canonical import MARK, NotCanonical, canonical, canonical_form
from certificates.badges.contexts import UnknownContext, load

from .conftest import ACHIEVEMENT, FACTS


def by_pyld(document):
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load}
    return jsonld.normalize(document, options)


def unsigned(document):
    return {name: value for name, value in document.items() if name != "proof"}


NAMES = (
    "นายตัวอย่าง หนึ่ง",
    "หม่อมราชวงศ์กัมพลาภรณ์พิพัฒน์ พงศ์พิพัฒน์วรานนท์ ณ อยุธยา",
    "พระครูพฺรหฺมจริยาภินนฺโท",
    'นาย "ชื่อเล่น" \\ ใจดี',
    "Ms. O'Néill-de la Cruz",
    "นาย _:b0 ตัวอย่าง",
    "_:b1",
    "<https://example.org/_:b2>",
    "😀 ยิ้ม",
    "หลักสูตรผู้นำท้องถิ่น",
    "th",
    "นาย\u200bตัวอย่าง\u00a0หนึ่ง",
    "นายตัวอย่าง\u2028หนึ่ง\tสอง",
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_kind_give_what_pyld_gives(badge, name):
    found = unsigned(badge(name_th=name, name_en="Mr. One"))

    assert canonical(found) == canonical_form(found) == by_pyld(found)
    assert canonical_form(found) == by_pyld(found)  # the form is known now


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"hours": 4.5},
        {"hours": 6.0},
        {"competencies": ()},
        {"competencies": tuple(Competency(f"ทำได้ข้อที่ {n}", f"Number {n}") for n in range(12))},
        {"name_en": "", "criteria_en": ""},
        {"image": "https://academy.example.org/badge.png"},
        {"page": ACHIEVEMENT.address},
    ],
    ids=str,
)
def test_achievements_of_every_kind_give_what_pyld_gives(badge, change):
    found = unsigned(badge(achievement=replace(ACHIEVEMENT, **change)))

    assert canonical_form(found) == canonical(found) == by_pyld(found)


def test_a_form_that_is_known_takes_nothing_over_from_the_certificate_before(badge):
    for number in range(1, 30):
        found = badge(
            name_th=f"นายคนที่ {number}",
            number=f"รช.ผถ 1-{number:03d}/2569",
            code=f"CODE{number}",
            verify_url=f"https://academy.example.org/verify/CODE{number}/",
            place=number * 11,
        )
        assert canonical_form(unsigned(found)) == by_pyld(unsigned(found))


def test_status_lists_and_proofs_give_what_pyld_gives(badge, listed):
    for document in (*listed({1, 2}).values(), *listed({3}).values(), badge()):
        (proof,) = document["proof"]
        options = {"@context": document["@context"], **proof}
        del options["proofValue"]
        assert canonical_form(options) == canonical(options) == by_pyld(options)
        assert canonical_form(unsigned(document)) == by_pyld(unsigned(document))


def test_what_no_context_knows_cannot_be_signed(badge):
    for place in ((), ("credentialSubject",), ("credentialSubject", "achievement"), ("issuer",)):
        found = part = deepcopy(unsigned(badge()))
        for name in place:
            part = part[name]
        part["motto"] = "ไม่มีใครลงนาม"
        for told in (canonical, canonical_form):
            with pytest.raises(NotCanonical):
                told(found)


def test_names_as_the_schema_would_have_them_cannot_be_signed(badge):
    """{"th": …, "en": …} keeps to the schema of Open Badges and means nothing in its context."""
    found = unsigned(badge()) | {"name": {"th": FACTS.name_th, "en": FACTS.name_en}}

    with pytest.raises(NotCanonical):
        canonical_form(found)


@pytest.mark.parametrize("address", ["llp", "/programmes/llp/", ""])
def test_an_address_must_be_whole(badge, address):
    found = deepcopy(unsigned(badge()))
    found["evidence"][0]["id"] = address

    with pytest.raises(NotCanonical):
        canonical_form(found)


def test_nodes_that_look_alike_are_refused_rather_than_tried_in_every_order(badge):
    found = deepcopy(unsigned(badge()))
    found["credentialSubject"]["identifier"] *= 2

    with pytest.raises(NotCanonical):
        canonical(found)


def test_a_mark_cannot_be_smuggled_in(badge):
    found = unsigned(badge()) | {"name": f"{MARK}0/"}

    with pytest.raises(NotCanonical):
        canonical_form(found)
    assert canonical(found) == by_pyld(found)


def test_words_are_never_fetched(badge):
    with pytest.raises(UnknownContext):
        canonical(unsigned(badge()) | {"@context": ["https://example.org/words.json"]})
