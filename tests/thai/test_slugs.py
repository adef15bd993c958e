import pytest
from django.core.exceptions import ValidationError

from home.thai.slugs import MAX_LENGTH, slug_from, unique_slug, validate_slug


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (["LLP-01"], "llp-01"),
        (["Local Leader Programme"], "local-leader-programme"),
        (["case 2568/0012"], "case-2568-0012"),
        (["๒๕๖๙-๑"], "2569-1"),
        (["ระบบข้อมูลเมือง", "City data"], "city-data"),
        ([None, "", "City data"], "city-data"),
        (["หลักสูตร AI สำหรับ อปท."], "page-7"),
        (["น้ำท่วม"], "page-7"),
        (["???"], "page-7"),
        ([], "page-7"),
    ],
)
def test_slugs_come_from_codes_and_english_titles(candidates, expected):
    slug = slug_from(*candidates, fallback="page-7")
    assert slug == expected
    validate_slug(slug)


def test_long_titles_are_cut_between_words():
    slug = slug_from("municipality " * 12, fallback="x")
    assert len(slug) <= MAX_LENGTH
    assert slug.endswith("-municipality")


def test_taken_slugs_get_the_next_number():
    assert unique_slug("case", set()) == "case"
    assert unique_slug("case", {"case"}) == "case-2"
    assert unique_slug("case", {"case", "case-2"}) == "case-3"
    full = "a" * MAX_LENGTH
    assert len(unique_slug(full, {full})) <= MAX_LENGTH


@pytest.mark.parametrize("slug", ["น้ำท่วม", "Local", "a--b", "-a", "a-", "a_b", "a b", "a/b", "", "a\n", "x" * 81])
def test_other_slugs_are_refused(slug):
    with pytest.raises(ValidationError) as refused:
        validate_slug(slug)
    assert "local-leader" in refused.value.messages[0]
