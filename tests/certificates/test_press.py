"""Certificates from a plate: as right as those drawn whole, and told apart from them by nobody."""

import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import product

import pikepdf
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageFilter

from certificates.designs import Design
from certificates.facts import ARABIC, STATEMENT, Signatory
from certificates.pdf import drawn_whole, facts_attached, pressed, render, unprintable
from certificates.press import Attached, Placeholders, Unpressable, plate_of
from certificates.press.proofs import Sheet

from .pdf_reading import pdfium_text, picture, poppler_text
from .test_pdf import FACTS, LONG_NAME, structure

PREFIXES = ("นาย", "นางสาว", "ว่าที่ร้อยตรีหญิง ", "ผู้ช่วยศาสตราจารย์ ", "พันตำรวจเอก หม่อมราชวงศ์", "พระครู")
GIVEN = (
    *("น้ำผึ้ง", "ปิ่น", "กตัญญู", "ฟ้าลั่น", "สำรวย", "เบญจมาศ", "ฐิติณัฏฐ์", "ก๋วยเตี๋ยว", "ญาณิกา", "ฤๅดี"),
    *("ธมฺมปาโล", "ป๋อง", "ตุ๊กตา", "จ๋า", "ฏูฎุ", "พิมพ์ชนก", "ซ้ำ", "Ayrton", "บุญล้ำ", "แก้วเก้า"),
)
SURNAMES = ("ตั้งถิ่นฐาน", "ที่ดีเลิศ", "กำแหงมหาศิริวัฒนากูล", "ณ อยุธยา", "ศักดิ์สิทธิ์")
# Every second one of six hundred.
NAMES = [f"{prefix}{given} {surname}" for prefix, given, surname in product(PREFIXES, GIVEN, SURNAMES)][::2]
BY_HAND = tuple(Signatory(f"นายตัวอย่าง คนที่{word}", "ผู้อำนวยการ") for word in ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า"))
FIVE = replace(FACTS, signatories=BY_HAND)
MODULE = {"kind": STATEMENT, "kind_label": "หนังสือรับรอง", "module_title": "วิธีวิจัย"}
STATEMENT_FACTS = replace(FACTS, **MODULE, starts=None, ends=None)


def both(facts):
    attached = [facts_attached(facts)]
    return pressed(facts, attached), drawn_whole(facts, attached)


# --- as drawn -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "facts",
    [
        FACTS,
        FIVE,
        STATEMENT_FACTS,
        replace(FACTS, name_en="", numerals=ARABIC, cohort_label="รุ่นที่ 12"),
        replace(FACTS, name_th=LONG_NAME),
        replace(FACTS, name_th="นายก๋วยเตี๋ยว กำแหงมหาศิริวัฒนากูลวรกิจ"),
        replace(FACTS, name_th="Ayrton Senna da Silva"),
        replace(FACTS, name_th="พระธมฺมปาโล ภิกฺขุ", name_en="Phra Dhammapalo Bhikkhu"),
        replace(FACTS, name_th="น้ำ" * 40),
    ],
)
def test_what_is_pressed_looks_as_if_it_were_drawn(facts):
    """But for the edges of letters: WeasyPrint rounds each gap between them, we their sum."""
    fast, slow = (picture(pdf).filter(ImageFilter.BoxBlur(2)) for pdf in both(facts))
    difference = ImageChops.difference(fast, slow).convert("L")
    assert difference.getextrema()[1] < 50
    assert difference.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) < 1


@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
@pytest.mark.parametrize("facts", [FACTS, FIVE, STATEMENT_FACTS, replace(FACTS, name_th=LONG_NAME)])
def test_what_is_pressed_reads_as_if_it_were_drawn(facts, read):
    fast, slow = both(facts)
    assert read(fast) == read(slow)


def test_the_two_have_the_same_structure():
    fast, slow = (pikepdf.open(BytesIO(pdf)) for pdf in both(FACTS))
    trees = [
        [(one.S, one.get("/Lang"), one.get("/Alt")) for one in structure(pdf.Root.StructTreeRoot)]
        for pdf in (fast, slow)
    ]
    assert trees[0] == trees[1]
    assert [str(fast.docinfo[key]) for key in slow.docinfo] == [str(slow.docinfo[key]) for key in slow.docinfo]
    assert fast.Root.Metadata.read_bytes() == slow.Root.Metadata.read_bytes()


# --- letter for letter ----------------------------------------------------------------------------


def test_three_hundred_names_read_back_letter_for_letter():
    assert len(NAMES) == 300
    wrong = []
    for name in NAMES:
        pdf = pressed(replace(FACTS, name_th=name), [])
        wrong += [
            (name, read.__name__) for read in (poppler_text, pdfium_text) if f"แสดงว่า {name} Miss" not in read(pdf)
        ]
    assert not wrong


# --- by the rules ---------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [pressed, drawn_whole])
def test_qpdf_has_nothing_to_say(make, tmp_path):
    (tmp_path / "certificate.pdf").write_bytes(make(FACTS, [facts_attached(FACTS)]))
    checked = subprocess.run(["qpdf", "--check", tmp_path / "certificate.pdf"], capture_output=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert b"WARNING" not in checked.stdout + checked.stderr


@pytest.mark.parametrize("make", [pressed, drawn_whole])
def test_what_is_english_is_marked_as_english(make):
    with pikepdf.open(BytesIO(make(FACTS, []))) as document:
        english = [one for one in structure(document.Root.StructTreeRoot) if one.get("/Lang") == "en"]
        # The academy, the holder and the programme, in the order in which they are read.
        assert len(english) == 3
        assert str(document.Root.Lang) == "th"


def test_every_piece_of_the_page_belongs_to_the_structure():
    with pikepdf.open(BytesIO(pressed(FACTS, []))) as document:
        operators = pikepdf.parse_content_stream(document.pages[0])
        properties = [one.operands[1] for one in operators if str(one.operator) == "BDC"]
        marked = {int(one.MCID) for one in properties if "/MCID" in one}
        owners = document.Root.StructTreeRoot.ParentTree.Nums[1]
        assert marked == set(range(len(owners)))
        held = [int(kid) for one in structure(document.Root.StructTreeRoot) for kid in one.K if isinstance(kid, int)]
        assert sorted(held) == sorted(marked)


@pytest.mark.parametrize("make", [pressed, drawn_whole])
def test_the_qr_code_leads_to_the_check_page(make):
    found = zxingcpp.read_barcodes(picture(make(FACTS, []), 3))
    assert [code.text for code in found] == [FACTS.verify_url]


def test_any_files_are_attached_with_kind_and_relationship():
    files = [
        facts_attached(FACTS),
        Attached("หลักฐาน.jsonld", b"{}", "application/vc+ld+json", "หลักฐาน", "Supplement"),
    ]
    with pikepdf.open(BytesIO(pressed(FACTS, files))) as document:
        assert {name: document.attachments[name].get_file().read_bytes() for name in document.attachments} == {
            one.name: one.content for one in files
        }
        assert document.attachments["หลักฐาน.jsonld"].get_file().mime_type == "application/vc+ld+json"
        assert [one.AFRelationship for one in document.Root.AF] == ["/Source", "/Supplement"]
    with pikepdf.open(BytesIO(pressed(FACTS, []))) as document:
        assert not document.attachments and "/AF" not in document.Root


def test_the_file_stays_small_with_five_signatories():
    assert len(render(FIVE)) < 100_000


def test_one_plate_leaves_nothing_of_the_last_certificate_on_the_next():
    second = replace(FACTS, name_th="นายคนหลัง ตามมา")
    before = render(second)
    render(replace(FACTS, name_th="นายคนแรก มาก่อน", code="AAAAAAAAAA"))
    assert render(second) == before
    with pikepdf.open(BytesIO(before)) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
    for text in (poppler_text(before), metadata):
        assert "คนหลัง" in text and "คนแรก" not in text and "QJ" not in text


# --- what cannot be pressed -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["นายสมชาย 🌺 ใจดี", "Иван Петров", "Ayrton Müller"])
def test_letters_the_faces_lack_are_drawn_and_said(name, caplog):
    facts = replace(FACTS, name_th=name)
    with pytest.raises(Unpressable):
        pressed(facts, [])
    assert name in poppler_text(render(facts))
    assert "is drawn, not pressed" in caplog.text


def test_the_registrar_can_be_told_what_will_not_print():
    assert unprintable(replace(FACTS, name_th="นายสมชาย 🌺🌺 ใจดี", name_en="Somchai Иван"), Design()) == "🌺Иван"
    assert unprintable(FACTS, Design()) == ""


def test_an_english_name_too_long_for_its_line_is_drawn_and_wraps():
    facts = replace(FACTS, name_en="Miss " + "Nampueng " * 20)
    with pytest.raises(Unpressable, match="wider"):
        pressed(facts, [])
    assert poppler_text(render(facts)).count("Nampueng") == 20


def test_spaces_too_many_are_one_space_either_way():
    facts = replace(FACTS, name_th=" นายปิ่น   กำหนด ")
    for pdf in both(facts):
        assert "แสดงว่า นายปิ่น กำหนด Miss" in poppler_text(pdf)


def test_a_design_in_which_other_words_would_move_makes_no_plate(tmp_path):
    """A word after the name on the same line: where it stands depends on the name."""
    (tmp_path / "words.css").write_text("p { font: 20pt 'DejaVu Sans' } body { text-align: left }")
    sheet = Sheet(tmp_path / "words.css", "")

    def page(placeholders):
        return f'<html lang="th"><p>{placeholders[0]} <b>after</b></p></html>'

    with pytest.raises(Unpressable, match="move"):
        plate_of(sheet, page, alphabets={Placeholders()[0]: "abc"}, placeholders=(), picture="data:,")
