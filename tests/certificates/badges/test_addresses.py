"""What anybody may ask about our badges: the keys, the issuer, the achievements."""

import pytest
from django.urls import reverse

from certificates.badges import keys
from certificates.badges.issuer import Issuer
from certificates.badges.issuing import judge, signed_credential, signed_status_list
from config.demo import factories as make

from .conftest import ACHIEVEMENT, FACTS, ISSUED
from .test_readers import faults


@pytest.fixture(autouse=True)
def at_home(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://academy.example.org"


@pytest.mark.parametrize(
    ("site", "did"),
    [
        ("https://academy.example.org", "did:web:academy.example.org"),
        ("http://localhost:8001", "did:web:localhost%3A8001"),
    ],
)
def test_the_site_is_its_own_identifier(site, did):
    assert Issuer(site, f"{site}/badges/issuer.json").did == did


def test_a_site_below_another_has_no_identifier():
    with pytest.raises(ValueError):
        str(Issuer("https://example.org/academy", "").did)


@pytest.mark.parametrize("name", ["did_document", "badge_issuer"])
def test_all_keys_are_published_for_everybody(client, name):
    published = [keys.make_key(), keys.make_key()]

    answer = client.get(reverse(name))

    told = answer.json()
    assert [key["publicKeyMultibase"] for key in told["verificationMethod"]] == published
    assert [key["id"] for key in told["verificationMethod"]] == told["assertionMethod"]
    assert {key["controller"] for key in told["verificationMethod"]} == {"did:web:academy.example.org"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


def test_the_identity_document_stands_where_did_web_looks(client):
    told = client.get("/.well-known/did.json").json()

    assert told["id"] == "did:web:academy.example.org"
    assert "https://academy.example.org/badges/issuer.json" in told["alsoKnownAs"]


def test_the_profile_names_the_academy_in_both_languages(client):
    told = client.get("/badges/issuer.json").json()

    assert "รัชภูมิ" in told["name"]
    assert told["https://schema.org/name"]["@language"] == "en"
    assert faults(told, "ob_v3p0_profile_schema.json") == []


def test_asking_makes_no_key(client, private_folder):
    assert client.get("/.well-known/did.json").json()["verificationMethod"] == []
    assert client.get("/badges/issuer.json").json()["verificationMethod"] == []
    assert not (private_folder / "badge-keys").exists()


@pytest.fixture
def english(programme):
    fields = {"title": "Local Leaders", "summary": "For leaders", "outcomes": make.stream("decides with data")}
    make.translate(programme.get_parent().specific, title="Programmes")
    return make.translate(programme, **fields)


def achievement(client, page):
    return client.get(f"/badges/achievements/{page.translation_key}.json")


def test_a_programme_says_what_is_asked_and_what_one_can_do_then(client, programme, english):
    told = achievement(client, programme).json()

    assert (told["name"], told["https://schema.org/name"]["@value"]) == (programme.title, "Local Leaders")
    assert told["achievementType"] == "LearningProgram"
    assert told["creditsAvailable"] == 12
    thai, foreign = told["criteria"]["narrative"].split("\n\n")
    assert "80" in thai and "หน่วยที่ 1 (6 ชั่วโมง)" in thai
    assert "- attended at least 80% of class time" in foreign and "(6 hours)" in foreign
    (competency,) = told["alignment"]
    assert competency["targetName"] == "ใช้ข้อมูลตัดสินใจได้"
    assert competency["https://schema.org/targetName"]["@value"] == "decides with data"
    assert told["criteria"]["id"] == f"https://academy.example.org/programmes/{programme.slug}/"


def test_a_module_says_it_for_itself(client, programme):
    module = programme.programme_courses.get().course.get_children().first().specific

    told = achievement(client, module).json()

    assert (told["name"], told["achievementType"], told["creditsAvailable"]) == (module.title, "Course", 6)
    assert "https://schema.org/name" not in told
    assert "80" not in told["criteria"]["narrative"]


def test_an_achievement_may_be_read_by_any_site_and_has_no_draft(client, programme):
    assert achievement(client, programme).headers["Access-Control-Allow-Origin"] == "*"
    programme.unpublish()

    assert achievement(client, programme).status_code == 404
    assert client.get("/badges/achievements/0b6c9a52-7f0e-4b8e-9a55-6a1d5f3c2b10.json").status_code == 404


def test_its_cost_does_not_grow_with_the_programme(client, programme, django_assert_max_num_queries):
    achievement(client, programme)
    with django_assert_max_num_queries(40) as few:
        achievement(client, programme)
    larger = make.programme("BIG", modules=5)
    with django_assert_max_num_queries(len(few)):
        achievement(client, larger)


def test_a_badge_in_one_step_is_ours_until_it_is_revoked():
    found = signed_credential(FACTS, achievement=ACHIEVEMENT, list_number=1, place=5, issued_at=ISSUED)

    verdicts = []
    for revoked in ((), {5}):
        made = signed_status_list(1, revoked=revoked, now=ISSUED)
        verdicts.append(judge(found, lists={made["id"]: made}, now=ISSUED))
    assert verdicts == ["valid", "revoked"]
    assert found["id"] == f"https://academy.example.org/badges/credentials/{FACTS.code}.json"
    assert faults(found, "ob_v3p0_achievementcredential_schema.json") == []
