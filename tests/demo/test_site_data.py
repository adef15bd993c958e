"""The data of the demonstration site are complete in both languages, true to their sources and consistent."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from accounts.choices import LOCAL_AUTHORITIES, PRIVACY_NOTICE_VERSION, OrganisationKind, Position, Region
from casebank.choices import Access, ItemLicence, PartnerKind, QuestionState

DATA = Path(__file__).resolve().parents[2] / "config" / "demo" / "data"
FILES = ["institutes", "cases", "knowledge", "places", "prefixes", "pages", "people", "bank"]
INSTITUTES = {"CCMI", "LEDI", "PASMEI", "CDI", "LGCBI"}
KNOWLEDGE = (
    "policy_briefs",
    "research_questions",
    "tools",
    "datasets",
    "concept_notes",
    "partner_types",
    "partner_institutes",
)
BLOCK_TYPES = {"heading", "paragraph", "list", "callout"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
THAI = re.compile(r"[\u0e00-\u0e7f]")


def load(name):
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data():
    return {name: load(name) for name in FILES}


def walk(node, path=""):
    """Every mapping in the tree with the path that leads to it."""
    if isinstance(node, dict):
        yield path, node
        for key, value in node.items():
            yield from walk(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, f"{path}[{index}]")


def strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def pairs(mapping):
    """(key, Thai, English) of every text that the mapping holds in two languages."""
    for key in mapping:
        if key == "th" or key.endswith("_th"):
            yield key, mapping[key], mapping.get(key[:-2] + "en")
        elif (key == "en" or key.endswith("_en")) and key[:-2] + "th" not in mapping:
            yield key, None, mapping[key]


def codes(rows, key="code"):
    values = [row[key] for row in rows]
    assert len(values) == len(set(values)), [value for value, count in Counter(values).items() if count > 1]
    return set(values)


@pytest.mark.parametrize("name", FILES)
def test_every_text_stands_in_thai_and_english(name):
    missing = []
    for path, mapping in walk(load(name)):
        for key, thai, english in pairs(mapping):
            if key == "sort_th":  # a number: the place in Thai dictionary order
                continue
            lists = isinstance(thai, list) and isinstance(english, list)
            if not thai or not english or (lists and len(thai) != len(english)) or isinstance(thai, list) != lists:
                missing.append(f"{path}.{key}")
            elif lists and not all(text.strip() for text in thai + english):
                missing.append(f"{path}.{key}")
    assert missing == []


@pytest.mark.parametrize("name", FILES)
def test_no_thai_is_left_in_an_english_text(name):
    left = []
    for path, mapping in walk(load(name)):
        for key, _thai, english in pairs(mapping):
            for text in strings(english):
                # A title that is itself Thai may be quoted.
                if THAI.search(re.sub(r"“[^”]*”|\([^)]*\)", "", text)):
                    left.append((path, key, text))
    assert left == []


@pytest.mark.parametrize("name", FILES)
def test_thai_is_written_by_the_house_rules(name):
    for text in strings(load(name)):
        assert text == text.strip()
        assert "!" not in text
        if THAI.search(text):
            assert not re.search(r"(ครับ|ค่ะ|\S(?<!\s)ๆ|ๆ[ก-ฮเแโใไ]|เช็ค|อัพโหลด|วิดีโอ|เว็ปไซต์|ํา)", text), text


@pytest.mark.parametrize("name", FILES)
def test_no_real_person_is_named(name):
    """A doctor's or professor's title before a name would be one: nobody invented here has such a title in a text."""
    for text in strings(load(name)):
        assert not re.search(r"(ดร\.|ศ\.พิเศษ|\bDr\.)\s*[\u0e01-\u0e2eA-Z]", text), text


def test_people_are_plainly_invented(data):
    people = data["people"]["accounts"] + data["people"]["learners"]
    for person in people:
        assert (person["first_name_th"], person["first_name_en"]) == ("ตัวอย่าง", "Tuayang")
        assert person["email"].endswith("@example.org")
    for signatory in data["people"]["signatories"]:
        assert (signatory["first_name_th"], signatory["first_name_en"]) == ("สมมติ", "Sommut")
    codes(people, "email")
    codes(people, "last_name_th")
    codes(people, "last_name_en")


def test_every_role_has_an_account(data):
    roles = ["applicant", "learner", "researcher", "instructor", "reviewer"]
    roles += ["editor", "officer", "registrar", "approver", "admin"]
    accounts = data["people"]["accounts"]
    assert [row["role"] for row in accounts] == roles
    assert [row["email"] for row in accounts] == [f"{role}@example.org" for role in roles]


def test_people_have_known_prefixes_posts_and_organisations(data):
    prefixes = {(row["th"], row["en"]) for row in data["prefixes"]["name_prefixes"]}
    organisations = {row["code"]: row for row in data["places"]["organisations"]}
    people = data["people"]["accounts"] + data["people"]["learners"]
    assert len(data["people"]["learners"]) == 24
    for person in people + data["people"]["signatories"]:
        assert (person["prefix_th"], person["prefix_en"]) in prefixes
    for person in people:
        assert person["position"] in Position.values
        assert person["organisation"] in organisations
    # Names of every rank and kind are worth seeing on the demonstration's certificates.
    assert {"ว่าที่ร้อยตรี", "ผู้ช่วยศาสตราจารย์", "พันโท"} <= {person["prefix_th"] for person in people}


def test_provinces_are_the_seventy_seven(data):
    provinces = data["places"]["provinces"]
    assert len(provinces) == len(codes(provinces)) == len(codes(provinces, "iso")) == 77
    assert sorted(row["sort_th"] for row in provinces) == list(range(1, 78))
    assert all(row["iso"] == f"TH-{row['code']}" for row in provinces)
    assert Counter(row["region"] for row in provinces) == {
        row["code"]: row["province_count"] for row in data["places"]["regions"]
    }
    assert codes(data["places"]["regions"]) == set(Region.values)


def test_the_account_app_knows_the_same_provinces(data):
    """Sign-up reads its own list; two lists that differ would lose a province of the demonstration."""
    own = yaml.safe_load((DATA.parents[2] / "accounts" / "data" / "provinces.yaml").read_text(encoding="utf-8"))
    own = own["provinces"] if isinstance(own, dict) else own
    facts = ("code", "name_th", "name_en", "region")
    assert {tuple(row[fact] for fact in facts) for row in own} == {
        tuple(row[fact] for fact in facts) for row in data["places"]["provinces"]
    }


def test_organisations_are_invented_and_fill_the_picker(data):
    organisations = data["places"]["organisations"]
    provinces = codes(data["places"]["provinces"])
    codes(organisations)
    codes(organisations, "name_th")
    assert all(row["kind"] in OrganisationKind.values and row["province"] in provinces for row in organisations)
    assert [row["code"] for row in organisations if not row["illustrative"]] == ["TACIT"]
    assert all("สมมติ" in row["name_th"] for row in organisations if row["illustrative"])
    authorities = [row for row in organisations if row["kind"] in LOCAL_AUTHORITIES]
    assert {row["kind"] for row in authorities} == {"PAO", "CITY", "TOWN", "SUBDISTRICT_MUN", "SAO"}
    assert sum(1 for count in Counter(row["province"] for row in authorities).values() if count >= 2) >= 5


def test_a_case_in_a_province_says_that_it_is_invented(data):
    """Some lie on the map, so that it can be seen; none with a figure that is not invented, none at an authority of
    the picker, whose people would seem to have made it."""
    provinces = {row["code"]: row for row in data["places"]["provinces"]}
    names = {row["name_th"] for row in data["places"]["organisations"]}
    cases = {row["code"]: row for row in [*data["cases"]["cases"], *data["bank"]["retracted"]]}
    assert not names & {row["area_th"] for row in cases.values()}
    for code, chosen in data["bank"]["provinces"].items():
        case = cases[code]
        assert case["illustrative"] and "สมมติ" in case["area_th"]
        assert {row["source"] for row in case["results"]} == {"illustrative"}
        assert {provinces[each]["region"] for each in chosen} == {case["region"]}


def test_pictures_and_files_are_there_and_called_illustrations(data):
    bank, cases = data["bank"], codes(data["cases"]["cases"])
    for row in bank["pictures"]:
        assert row["code"] in cases and (DATA / "pictures" / row["file"]).is_file()
        assert "ภาพวาดประกอบ" in row["credit_th"] and row["credit_en"].startswith("illustration")
    for row in bank["files"]:
        assert row["code"] in cases and (DATA / "files" / row["file"]).is_file()
    assert {bool(row.get("for_instructors")) for row in bank["files"]} == {True, False}


def test_places_speak_the_words_of_the_account_app(data):
    places = data["places"]
    assert codes(places["authority_types"]) == set(LOCAL_AUTHORITIES)
    assert codes(places["positions"]) == set(Position.values)
    assert {row["group"] for row in places["positions"]} == codes(places["position_groups"])
    assert sum(row["count"] for row in places["authority_types"]) == places["authority_counts"]["total"] == 7852


def test_prefixes_state_whether_they_join_the_name(data):
    prefixes = data["prefixes"]["name_prefixes"]
    codes(prefixes)
    assert [row["th"] for row in prefixes if row["joins_name"] and row["kind"] == "civil"] == ["นาย", "นาง", "นางสาว"]
    assert not any(row["joins_name"] for row in prefixes if row["kind"] in ("rank", "academic"))
    assert {row["kind"] for row in prefixes} == codes(data["prefixes"]["kinds"])


def test_the_academy_has_eight_missions_and_five_institutes(data):
    missions = data["institutes"]["academy"]["missions"]
    assert [mission["number"] for mission in missions] == list(range(1, 9))
    assert all(len(mission["text_th"]) > 80 and mission["text_en"].count(". ") >= 1 for mission in missions)
    institutes = data["institutes"]["institutes"]
    assert codes(institutes) == INSTITUTES
    assert [row["number"] for row in institutes] == [1, 2, 3, 4, 5]


def test_every_number_names_its_source(data):
    sources = codes(data["institutes"]["sources"])
    numbers = {row["code"]: row["numbers"] for row in data["institutes"]["institutes"]}
    for row in (number for rows in numbers.values() for number in rows):
        assert row["source"] in sources
        assert row["note_th"] and row["note_en"]
    assert all(number["source"] == "public" for number in numbers["PASMEI"])
    revenue = next(number for number in numbers["LGCBI"] if number["value"] == "17,900–26,700")
    assert revenue["source"] == "seed"
    assert "ไม่ระบุปีหรือช่วงเวลา" in revenue["note_th"]
    assert "no year or period" in revenue["note_en"]
    assert "ต่อปี" not in revenue["label_th"] and "year" not in revenue["label_en"]
    share = next(number for number in numbers["LEDI"] if number.get("before"))
    assert (share["before"], share["after"], share["source"]) == ("7%", "17%", "seed")


def test_only_figures_of_the_founding_document_are_called_so(data):
    """Everything else in a demonstration case is invented and says so."""
    seed = [
        (case["code"], row["before"], row["after"], bool(row.get("note_th")))
        for case in data["cases"]["cases"]
        for row in case["results"]
        if row["source"] == "seed"
    ]
    assert seed == [("CASE-LEDI-01", 7, 17, True), ("CASE-LEDI-01", None, 14, True)]
    others = {row["source"] for case in data["cases"]["cases"] for row in case["results"]} - {"seed"}
    assert others == {"illustrative"}
    assert all(case["illustrative"] for case in data["cases"]["cases"])


def test_cases_use_codes_that_have_labels(data):
    cases = data["cases"]
    assert len(codes(cases["cases"])) == 10
    labels = {
        kind: codes(cases[kind]) for kind in ("methods", "themes", "evidence_levels", "regions", "authority_types")
    }
    assert sorted(row["rank"] for row in cases["evidence_levels"]) == [1, 2, 3, 4, 5]
    for case in cases["cases"]:
        assert case["institute"] in INSTITUTES
        assert set(case["methods"]) <= labels["methods"] and set(case["themes"]) <= labels["themes"]
        assert case["evidence_level"] in labels["evidence_levels"]
        assert case["region"] in labels["regions"] and case["authority_type"] in labels["authority_types"]
        assert set(case["sdgs"]) <= set(range(1, 18))
        assert case["teaching_note_access"] == "instructors"
        for field in cases["template"]:
            if field["required"] and field["field"] not in ("results", "evidence_level"):
                assert case[f"{field['field']}_th"]
    places = data["places"]
    assert cases["authority_types"] == [{k: row[k] for k in ("code", "th", "en")} for row in places["authority_types"]]
    assert [row["th"] for row in cases["regions"]] == [row["name_th"] for row in places["regions"]]


def test_cases_are_used_in_modules_that_exist(data):
    modules = {
        module["code"]
        for name in ("llp", "icl", "ard")
        for course in load(f"programmes/{name}")["courses"]
        for module in course["modules"]
    }
    for case in data["cases"]["cases"]:
        assert case["used_in_modules"], case["code"]
        assert set(case["used_in_modules"]) <= modules, case["code"]


def test_knowledge_items_cite_what_exists(data):
    cases = codes(data["cases"]["cases"])
    knowledge = data["knowledge"]
    counts = {
        "policy_briefs": 4,
        "research_questions": 8,
        "tools": 13,
        "datasets": 6,
        "concept_notes": 3,
        "partner_types": 8,
        "partner_institutes": 5,
    }
    assert {kind: len(codes(knowledge[kind])) for kind in counts} == counts
    for kind in ("policy_briefs", "research_questions", "tools", "concept_notes", "partner_institutes"):
        assert {row["institute"] for row in knowledge[kind]} <= INSTITUTES
    for kind in ("policy_briefs", "concept_notes"):
        assert all(row["cites"] and set(row["cites"]) <= cases for row in knowledge[kind])
    questions = knowledge["research_questions"]
    assert all({row["from_case"], *row.get("answered_by", ())} <= cases for row in questions)
    assert all(set(row["cases"]) <= cases for row in knowledge["tools"])
    assert all(1 <= row["mission"] <= 8 and row["summary_th"] for kind in counts for row in knowledge[kind])


def test_each_kind_of_knowledge_has_what_its_readers_are_promised(data):
    """The rules that editors meet (casebank/models/item_rules.py), in the data of the demonstration."""
    knowledge = data["knowledge"]
    assert all(row["ask_th"] and row["question_th"] for row in knowledge["policy_briefs"])
    states = {row["code"]: row["status"] for row in knowledge["research_questions"]}
    assert set(states.values()) == set(QuestionState.values)  # each state can be seen
    for row in knowledge["research_questions"]:
        assert ("taken_by_th" in row and "taken_on" in row) == (row["status"] != "open"), row["code"]
        assert bool(row.get("answered_by")) == (row["status"] == "answered"), row["code"]
    for row in knowledge["datasets"]:
        assert row["owner_th"] and row["coverage_th"] and row["access"] in Access.values
        assert row["licence"] in ItemLicence.values
        assert "rows" not in row or row["access"] == "open", row["code"]
    checked = {row["code"]: len(row.get("conditions", ())) for row in knowledge["tools"]}
    assert checked["TL-LE3"] == 3 and checked["TL-GAPF"] == 5
    assert all(checked[code] for code in ("TL-CPS", "TL-CDINF", "TL-CSIF", "TL-SSE"))  # the four city tools


def test_partners_work_with_partners_that_exist(data):
    partners = [*data["knowledge"]["partner_types"], *data["knowledge"]["partner_institutes"]]
    names = codes(partners)
    assert {row["partner_kind"] for row in partners} == set(PartnerKind.values)
    linked = {row["code"] for row in partners if row["works_with"]}
    for row in partners:
        assert row["code"] not in row["works_with"] and set(row["works_with"]) <= names
        linked |= set(row["works_with"])
    assert linked == names  # nobody stands alone


def test_addresses_are_latin_and_unique(data):
    groups = [data["cases"]["cases"], data["institutes"]["institutes"], data["institutes"]["academy"]["missions"]]
    groups += [data["knowledge"][kind] for kind in KNOWLEDGE]
    groups += [
        data["pages"]["news"],
        [data["pages"][name] for name in ("about", "contact", "privacy", "accessibility")],
    ]
    for rows in groups:
        assert all(SLUG.fullmatch(slug) for slug in codes(rows, "slug"))


def test_pages_are_made_of_known_blocks(data):
    pages = data["pages"]
    bodies = [pages[name]["blocks"] for name in ("about", "contact", "privacy", "accessibility")]
    bodies += [news["blocks"] for news in pages["news"]]
    bodies += [institute["about"] for institute in data["institutes"]["institutes"]]
    bodies += [note["blocks"] for note in data["knowledge"]["concept_notes"]]
    for blocks in bodies:
        for block in blocks:
            assert block["type"] in BLOCK_TYPES
            assert isinstance(block["th"], list) == (block["type"] == "list")


def test_the_home_page_leads_somewhere(data):
    home = data["pages"]["home"]
    assert "".join(home["title_pieces_th"]) == home["title_th"]
    assert " ".join(home["title_pieces_en"]) == home["title_en"]
    assert [door["inst"] for door in home["doors"]] == ["lgcbi", "pasmei", "ccmi", "cdi"]
    targets = {door["target"] for door in home["doors"]} | {action["target"] for action in home["actions"]}
    assert targets == {"cohorts", "cases", "work", "programme:LLP", "programme:ARD"}
    assert home["feature_case"] in codes(data["cases"]["cases"])
    assert {news["programme"] for news in data["pages"]["news"]} <= {"LLP", "ICL", "ARD", None}


def test_contact_and_controller_are_not_invented(data):
    """The demonstration gives no address or telephone number that could be somebody's."""
    pages = data["pages"]
    assert pages["contact"]["email"] == "support@example.org"
    addresses = {match for text in strings(pages) for match in re.findall(r"[\w.+-]+@[\w.-]+\w", text)}
    assert addresses == {"support@example.org"}
    assert not any(re.search(r"\b0\d[\d -]{7,}", text) for text in strings(pages))
    controller = [text for text in strings(pages["privacy"]["blocks"]) if text.startswith("Data controller:")]
    assert controller == ["Data controller: (to be filled by the academy)"]


def test_the_privacy_notice_is_the_one_that_consents_refer_to(data):
    assert data["pages"]["privacy"]["version"] == PRIVACY_NOTICE_VERSION
