"""Numbers and codes, written and read."""

import pytest

from certificates.numbering import (
    CODE_ALPHABET,
    format_number,
    new_code,
    number_key,
    read_code,
    year_and_sequences,
)

PATTERN = "รช.{code} {cohort}-{seq:03d}/{year_be}"


def test_a_number_is_written_by_the_pattern():
    assert format_number(PATTERN, code="ผถ", cohort=1, seq=1, year_be=2569) == "รช.ผถ 1-001/2569"
    assert format_number(PATTERN, code="ผถ", cohort=12, seq=1234, year_be=2569) == "รช.ผถ 12-1234/2569"


@pytest.mark.parametrize(
    "pattern",
    [
        "รช.{code} {seq:03d}",
        "{cohort}-{seq}/{year_be}",
        "{code}{seq.__class__}/{year_be}",
        "{0}{code}{seq}{year_be}",
        "{code",
    ],
)
def test_a_pattern_that_cannot_give_unique_numbers_is_refused(pattern):
    with pytest.raises(ValueError):
        format_number(pattern, code="ผถ", cohort=1, seq=1, year_be=2569)


@pytest.mark.parametrize(
    "typed",
    [
        "รช.ผถ 1-001/2569",
        "รช.ผถ ๑-๐๐๑/๒๕๖๙",
        "เลขที่ รช.ผถ ๑-๐๐๑/๒๕๖๙",
        "  รช. ผถ\u00a01 - 001 / 2569 ",
        "รชผถ1-1/2569",
        "รช.ผถ 1–001/2569",
        "รช.ผถ\u200b 1-๐๐1/2569",
    ],
)
def test_a_number_is_read_however_it_was_typed(typed):
    assert number_key(typed) == ("รชผถ", 1, 1, 2569)


@pytest.mark.parametrize("typed", ["", "   ", "นายตัวอย่าง หนึ่ง", "9" * 400, "รช.ผถ 1-" + "1" * 30 + "/2569", "<script>"])
def test_what_is_no_number_is_read_as_none(typed):
    assert number_key(typed) == ()


def test_another_number_has_another_key():
    keys = {
        number_key(f"รช.{code} {cohort}-{seq:03d}/{year}")
        for code in ("ผถ", "ผถม", "นว")
        for cohort in (1, 11)
        for seq in (1, 11, 111)
        for year in (2569, 2570)
    }
    assert len(keys) == 36


def test_the_year_is_told_from_the_running_number():
    assert year_and_sequences(number_key("รช.ผถ 1-007/2569")) == (2569, [1, 7])
    assert year_and_sequences(number_key("รช.ผถ 1-2500/2569")) == (2569, [1, 2500])
    assert year_and_sequences(number_key("รช.ผถ 1-007")) == (None, [])


def test_codes_are_long_random_and_without_look_alikes():
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 12 and set(code) <= set(CODE_ALPHABET) for code in codes)
    assert not set("ILOU") & set(CODE_ALPHABET)


def test_a_code_is_read_however_it_was_typed():
    assert read_code("7kq2-m4xn 9P0l") == "7KQ2M4XN9P01"
    assert read_code("๗KQ2M4XN9PO1") == "7KQ2M4XN9P01"


@pytest.mark.parametrize(
    "typed", ["", "7KQ2", "7KQ2M4XN9P012", "<script>alert", "รช.ผถ 1-001/2569", "UUUUUUUUUUUU", "' OR 1=1 --"]
)
def test_what_is_no_code_is_read_as_nothing(typed):
    assert read_code(typed) == ""
