"""The demonstration curricula are complete in both languages and consistent with themselves."""

from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).resolve().parents[2] / "config" / "demo" / "data" / "programmes"
TOTAL_HOURS = {"llp": 96, "icl": 99, "ard": 90}
BLOCK_TYPES = {"paragraph", "heading", "list", "example", "callout"}


def load(name):
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=sorted(TOTAL_HOURS))
def programme(request):
    return load(request.param)


@pytest.fixture(scope="module")
def labels():
    return {group: {row["code"] for row in rows} for group, rows in load("labels").items()}


def modules_of(programme):
    return [module for course in programme["courses"] for module in course["modules"]]


def questions_of(programme):
    return [question for module in modules_of(programme) for question in module["quiz"]["questions"]]


def mappings_in(node):
    """Every mapping in the tree, whatever its depth."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from mappings_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from mappings_in(value)


def translation_pairs(node):
    """(Thai, English) of every text, with None for a missing half."""
    for mapping in mappings_in(node):
        stems = {key[:-3] for key in mapping if key.endswith(("_th", "_en"))}
        for stem in stems:
            yield mapping.get(f"{stem}_th"), mapping.get(f"{stem}_en")
        if "th" in mapping or "en" in mapping:
            yield mapping.get("th"), mapping.get("en")


def texts_of(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", [*sorted(TOTAL_HOURS), "labels"])
def test_every_text_exists_in_thai_and_in_english(name):
    for thai, english in translation_pairs(load(name)):
        assert thai and english, (thai, english)
        assert type(thai) is type(english), (thai, english)
        assert len(texts_of(thai)) == len(texts_of(english)), (thai, english)
        for text in [*texts_of(thai), *texts_of(english)]:
            assert isinstance(text, str) and text.strip() == text != "", (thai, english)


@pytest.mark.parametrize("name", [*sorted(TOTAL_HOURS), "labels"])
def test_no_unfinished_or_misplaced_wording(name):
    text = (DATA / f"{name}.yaml").read_text(encoding="utf-8")
    for word in ("TODO", "ครับ", "ค่ะ"):
        assert word not in text
    for _, english in translation_pairs(load(name)):
        for line in texts_of(english):
            assert not any("\u0e00" <= character <= "\u0e7f" for character in line), line


def test_hours_of_the_modules_add_up(programme):
    hours = sum(module["hours"] for module in modules_of(programme))
    assert hours == programme["total_hours"] == TOTAL_HOURS[programme["code"].lower()]


def test_twelve_modules_in_order_in_three_or_four_courses(programme):
    code = programme["code"]
    assert [module["code"] for module in modules_of(programme)] == [f"{code}-{n:02d}" for n in range(1, 13)]
    assert 3 <= len(programme["courses"]) <= 4
    assert len(programme["outcomes_th"]) == 5


def test_codes_slugs_and_question_ids_are_unique():
    programmes = [load(name) for name in TOTAL_HOURS]
    courses = [course for programme in programmes for course in programme["courses"]]
    modules = [module for programme in programmes for module in modules_of(programme)]
    for key in ("code", "slug"):
        values = [row[key] for row in [*programmes, *courses, *modules]]
        assert len(values) == len(set(values))
    slugs = [row["slug"] for row in [*programmes, *courses, *modules]]
    assert all(slug.isascii() and slug == slug.lower() and slug.replace("-", "").isalnum() for slug in slugs)
    ids = [question["id"] for programme in programmes for question in questions_of(programme)]
    assert len(ids) == len(set(ids))


def test_every_code_has_a_label(programme, labels):
    assert programme["kind"] in labels["programme_kinds"]
    for module in modules_of(programme):
        assert module["mode"] in labels["modes"]
        assert set(module["activities"]) <= labels["activity_types"]
        assert module["assignment"]["kind"] in labels["assignment_kinds"]
        assert set(module.get("rdf", [])) <= labels["researcher_framework"]
        assert {question["kind"] for question in module["quiz"]["questions"]} <= labels["question_kinds"]


def test_every_question_can_be_answered(programme):
    for module in modules_of(programme):
        assert len(module["quiz"]["questions"]) >= 2
        for number, question in enumerate(module["quiz"]["questions"], start=1):
            assert question["id"] == f"{module['code']}-Q{number}"
            count = len(question["choices_th"])
            assert count == (2 if question["kind"] == "truefalse" else 4)
            assert len(set(question["choices_th"])) == len(set(question["choices_en"])) == count
            answer = question["answer"]
            assert answer == sorted(set(answer)) and all(0 <= index < count for index in answer)
            if question["kind"] == "multiple":
                assert 2 <= len(answer) < count
            else:
                assert len(answer) == 1


def test_the_right_answer_is_not_always_in_the_same_place(programme):
    single = [question["answer"][0] for question in questions_of(programme) if question["kind"] == "single"]
    assert set(single) == {0, 1, 2, 3}


def test_pretest_and_posttest_ask_known_questions(programme):
    ids = {question["id"] for question in questions_of(programme)}
    for test in (programme["pretest"], programme["posttest"]):
        assert len(test) == len(set(test)) == 5
        assert set(test) <= ids
    assert not set(programme["pretest"]) & set(programme["posttest"])


def test_rubrics_weigh_one_hundred_and_describe_every_level(programme):
    for rubric, criteria in ((programme["capstone_rubric"], 4), (programme["assignment_rubric"], 3)):
        scores = [level["score"] for level in rubric["scale"]]
        assert scores == [4, 3, 2, 1]
        assert len(rubric["criteria"]) == criteria
        assert sum(criterion["weight"] for criterion in rubric["criteria"]) == 100
        for criterion in rubric["criteria"]:
            assert [level["score"] for level in criterion["levels"]] == scores
    assert sum(criterion["weight"] for criterion in programme["selection"]) == 100


def test_only_the_last_module_is_the_capstone(programme):
    flags = [module["assignment"]["capstone"] for module in modules_of(programme)]
    assert flags == [False] * 11 + [True]
    for module in modules_of(programme):
        expected = "capstone" if module["assignment"]["capstone"] else "assignment"
        assert module["assignment"]["rubric"] == expected


def test_two_lessons_are_written_out_in_full(programme):
    lessons = [lesson for module in modules_of(programme) for lesson in module["lessons"]]
    written = [lesson for lesson in lessons if "blocks" in lesson]
    assert len(written) == 2
    for lesson in written:
        assert lesson["minutes"] > 0
        assert {block["type"] for block in lesson["blocks"]} <= BLOCK_TYPES
        for block in lesson["blocks"]:
            assert isinstance(block["th"], list) == (block["type"] == "list")
