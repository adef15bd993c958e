"""Thai, English, or both on one page from one record."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from certificates.designs import Design
from certificates.facts import STATEMENT, Signatory
from certificates.pdf import drawn_whole, pressed, render

from .pdf_reading import pdfium_text, poppler_text
from .test_pdf import FACTS, structure

SIGNED = (Signatory("นางตัวอย่าง ลงนาม", "หัวหน้าวิทยสถาน", name_en="Mrs Tuayang Longnam", post_en="Head of the Academy"),)
ENGLISH = Design(languages="en", ground="khit")
THAI_LETTERS = {chr(point) for point in range(0x0E01, 0x0E5C)}


def test_an_english_page_says_all_in_english():
    text = poppler_text(render(replace(FACTS, signatories=SIGNED), design=ENGLISH))
    for line in (
        "No. รช.ผถ 1-001/2569",
        "Thailand Academy for Area Collaboration",
        "This certificate of completion certifies that Miss Nampueng Tangthinthan",
        "has successfully completed Local Leader Programme, Cohort 1",
        "from 3 April 2026 to 28 August 2026, 96 hours",
        "Given on 18 September 2026",
        "(Mrs Tuayang Longnam) Head of the Academy",
        "Scan to verify this document Code 7KQ2M4XN9P",
    ):
        assert line in text
    assert not set(text.replace("รช.ผถ", "")) & THAI_LETTERS


def test_who_signs_for_another_does_so_in_english():
    acting = replace(SIGNED[0], acting_for="ปฏิบัติหน้าที่แทนผู้อำนวยการ")
    translated = replace(acting, acting_for_en="Acting on behalf of the Director")
    text = poppler_text(render(replace(FACTS, signatories=(translated,)), design=ENGLISH))
    assert "Head of the Academy Acting on behalf of the Director" in text
    assert acting.acting_for in poppler_text(render(replace(FACTS, signatories=(acting,)), design=ENGLISH))
    assert acting.acting_for in poppler_text(render(replace(FACTS, signatories=(translated,))))


def test_what_has_no_english_stands_in_thai_and_is_marked_so():
    facts = replace(FACTS, name_en="", programme_title_en="")
    pdf = render(facts, design=ENGLISH)
    assert FACTS.name_th in poppler_text(pdf) and "หลักสูตรผู้นำท้องถิ่น, Cohort 1" in poppler_text(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en"
        assert "th" in {str(one.get("/Lang")) for one in structure(document.Root.StructTreeRoot)}


@pytest.mark.parametrize("name", [FACTS.name_en, "", "Ayrton Senna da Silva de Albuquerque Featherstonehaugh"])
def test_an_english_page_is_pressed_as_it_is_drawn(name):
    facts = replace(FACTS, name_en=name)
    fast, slow = pressed(facts, [], ENGLISH), drawn_whole(facts, [], ENGLISH)
    assert poppler_text(fast) == poppler_text(slow)
    assert pdfium_text(fast).replace(" ", "") == pdfium_text(slow).replace(" ", "")


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": STATEMENT, "kind_label": "หนังสือรับรอง"}, "This statement certifies that"),
        ({"kind_label": "ใบแทนวุฒิบัตร"}, "This substitute certificate of completion certifies that"),
        ({"kind": STATEMENT, "module_title": "วิธีวิจัย", "cohort_label": ""}, "has completed the module Local Leader"),
        (
            {"replaces": "รช.ผถ 1-009/2568", "valid_until": date(2029, 9, 17), "closing_line": "ออกให้แทน"},
            "Issued in place of No. รช.ผถ 1-009/2568. Valid until 17 September 2029. Given on",
        ),
        ({"hours": 1, "starts": None, "ends": None}, "Programme, Cohort 1 1 hour Given"),
    ],
)
def test_kinds_say_what_they_are(change, line):
    assert line in poppler_text(render(replace(FACTS, **change), design=ENGLISH))


def test_a_substitute_says_so_in_thai():
    text = poppler_text(render(replace(FACTS, kind_label="ใบแทนวุฒิบัตร")))
    assert "มอบใบแทนวุฒิบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า" in text


def test_what_the_register_adds_stands_on_every_design():
    design = Design(closing="ขอให้เจริญ")
    text = poppler_text(render(replace(FACTS, closing_line="ใช้ได้ถึงวันที่ ๑๗ กันยายน ๒๕๗๒"), design=design))
    assert "ขอให้เจริญ ใช้ได้ถึงวันที่ ๑๗ กันยายน ๒๕๗๒ ให้ไว้" in text


def test_both_stand_on_one_page_each_with_its_own_facts():
    design = Design(presented="มอบ{kind}แด่", presented_en="This {kind} is awarded to", closing_en="{hours} of {cohort}")
    text = poppler_text(render(FACTS, design=design))
    assert "มอบวุฒิบัตรแด่ This certificate of completion is awarded to นางสาวน้ำผึ้ง" in text
    assert "96 of Cohort 1" in text and "จำนวน ๙๖ ชั่วโมง" in text


def test_thai_alone_has_no_word_of_english():
    text = poppler_text(render(replace(FACTS, organisation=("วิทยสถาน", "Academy")), design=Design(languages="th")))
    assert "Academy" not in text and "Programme" not in text
