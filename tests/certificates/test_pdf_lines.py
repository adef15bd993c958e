"""The size and lines of a name: within its room, broken only at its spaces."""

from certificates.designs import MILLIMETRE
from certificates.pdf_lines import fit, width
from certificates.pdf_words import NAME_SIZES, NO_BREAK_SPACE

FONT, ROOM = "Trirong-SemiBold.ttf", 226 * MILLIMETRE
NAME = {"font_name": FONT, "room": ROOM, "sizes": NAME_SIZES}
LONG = "ผู้ช่วยศาสตราจารย์ พันตำรวจเอกหญิง หม่อมหลวงน้ำผึ้งกัญญาณัฐฐิตา ตั้งถิ่นฐานกำแหงมหาศิริวัฒนากูล"


def widest(fitted):
    return max(width(line, FONT, fitted.size) for line in fitted.lines)


def test_a_short_name_stands_large_on_one_line():
    fitted = fit("นายตัวอย่าง หนึ่ง", **NAME)
    assert fitted.size == 36
    assert fitted.lines == ("นายตัวอย่าง หนึ่ง",)


def test_a_longer_name_is_first_made_smaller():
    fitted = fit("ผู้ช่วยศาสตราจารย์ นางสาวน้ำผึ้งกัญญา ตั้งถิ่นฐานกำแหง", **NAME)
    assert len(fitted.lines) == 1
    assert 24 <= fitted.size < 36
    assert widest(fitted) <= ROOM


def test_the_longest_names_break_between_prefix_given_name_and_surname():
    fitted = fit(LONG, **NAME)
    assert len(fitted.lines) == 2
    assert " ".join(fitted.lines) == LONG
    assert widest(fitted) <= ROOM


def test_a_word_too_long_for_any_step_is_made_smaller_still():
    fitted = fit("น้ำ" * 60, **NAME)
    assert fitted.lines == ("น้ำ" * 60,)
    assert fitted.size < 24
    assert widest(fitted) <= ROOM


def test_a_no_break_space_holds():
    fitted = fit(f"{'ก' * 70} {'ข' * 70} รุ่นที่{NO_BREAK_SPACE}1", **NAME)
    assert any(line.endswith(f"รุ่นที่{NO_BREAK_SPACE}1") for line in fitted.lines)


def test_marks_above_and_below_take_no_room():
    assert width("กี่", FONT, 20) == width("ก", FONT, 20)
