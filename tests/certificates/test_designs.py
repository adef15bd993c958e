"""Designs: drawn and pressed alike, nothing runs into anything else, and nonsense is refused."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter

from certificates.designs import Design
from certificates.facts import Signatory
from certificates.pdf import drawn_whole, pressed, render

from .pdf_reading import pdfium_text, picture, poppler_text
from .test_pdf import FACTS, LONG_NAME, ink

NAMES = (
    "ศาสตราจารย์ ดร.ตัวอย่าง ผู้ลงนามชื่อยาว",
    "นางสาวตัวอย่าง ที่สอง",
    "รองศาสตราจารย์ ตัวอย่าง ที่สาม",
    "นายตัวอย่าง ที่สี่",
    "ว่าที่ร้อยตรีหญิงตัวอย่าง ที่ห้า",
)
POST, ACTING = "ผู้อำนวยการสำนักงานบริหารกลาง", "ปฏิบัติหน้าที่แทนหัวหน้าวิทยสถาน"


def photograph(colour=(240, 230, 210), kind="JPEG"):
    drawing = BytesIO()
    Image.new("RGB", (297, 210), colour).save(drawing, kind)
    return drawing.getvalue()


DESIGNS = [
    Design(),
    Design(landscape=False),
    Design(landscape=False, paper="A5", heading="Sarabun", languages="th"),
    Design(paper="A3", qr_place="right", ground=""),
    Design(
        qr_place="top",
        ground="statement",
        presented="ขอมอบ{kind}เลขที่ {number} รหัส {code} นี้แก่",
        deed="ผ่าน{programme} {hours} ชั่วโมง",
    ),
    Design(ground=photograph(), emblem=photograph((200, 20, 20), "PNG"), closing="ขอให้มีความสุขความเจริญ"),
]


@pytest.mark.parametrize("design", DESIGNS, ids=range(len(DESIGNS)))
@pytest.mark.parametrize("name", [FACTS.name_th, LONG_NAME])
def test_each_design_is_pressed_as_it_is_drawn(design, name):
    facts = replace(FACTS, name_th=name)
    fast, slow = pressed(facts, [], design), drawn_whole(facts, [], design)
    assert poppler_text(fast) == poppler_text(slow)
    # pdfium sees spaces in some words that WeasyPrint sets with rounded gaps.
    assert pdfium_text(fast).replace(" ", "") == pdfium_text(slow).replace(" ", "")
    assert name in pdfium_text(fast)
    blurred = [picture(pdf, 2 / design.zoom).filter(ImageFilter.BoxBlur(2)) for pdf in (fast, slow)]
    assert ImageChops.difference(*blurred).convert("L").getextrema()[1] < 50
    assert name in poppler_text(fast)
    assert len(fast) < 100_000


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("name", [FACTS.name_th, LONG_NAME])
def test_signatories_stand_inside_the_frame_and_below_the_words(landscape, count, name):
    """Drawn with and without: what differs is the ink of those who sign."""
    design = Design(landscape=landscape, qr_place="top")
    facts = replace(FACTS, name_th=name, signatories=(), closing_line="ขอให้มีความสุขความเจริญ")
    signed = tuple(Signatory(one, POST, ACTING) for one in NAMES[:count])
    without, with_ = (render(replace(facts, signatories=who), design=design) for who in ((), signed))
    if not landscape and count > 3:
        # Two rows of signatures take room from the words.
        without = render(replace(facts, signatories=tuple(Signatory("", "") for _ in signed)), design=design)
    left, top, right, bottom = (edge / 2 * 25.4 / 72 for edge in ink(picture(with_), picture(without)))
    words = ink(picture(without), picture(render(replace(facts, closing_line="", signatories=()), design=design)))
    width, height = (297, 210) if landscape else (210, 297)
    assert 22 < left < right < width - 22
    assert top < bottom < height - 22
    assert words is not None
    text = poppler_text(with_)
    # Poppler reads columns line by line, so words may stand between a name's two lines.
    assert all(word in text for one in NAMES[:count] for word in one.split())
    assert text.count(POST) == text.count(ACTING) == count


@pytest.mark.parametrize(
    ("paper", "landscape", "size"), [("A4", True, (842, 595)), ("A5", False, (421, 595)), ("A3", True, (1191, 842))]
)
def test_the_page_has_the_size_of_its_paper(paper, landscape, size):
    with pikepdf.open(BytesIO(render(FACTS, design=Design(paper=paper, landscape=landscape)))) as document:
        assert tuple(round(float(side)) for side in document.pages[0].MediaBox[2:]) == size


def test_texts_name_facts_and_facts_name_nothing():
    design = Design(presented="มอบ{kind}แด่ {name}", closing="{organisation} {cohort}")
    text = poppler_text(render(replace(FACTS, name_th="นาย{code} วงเล็บ"), design=design))
    assert "มอบวุฒิบัตรแด่ นาย{code} วงเล็บ" in text
    assert "เพื่อการพัฒนาพื้นที่ รุ่นที่ ๑" in text


def test_a_design_in_thai_alone():
    text = poppler_text(render(FACTS, design=Design(languages="th")))
    assert "Nampueng" not in text and "Programme" not in text and "Thailand" not in text


def test_pictures_ask_for_no_smoothing():
    design = Design(ground=photograph(), emblem=photograph(kind="PNG"))
    with pikepdf.open(BytesIO(render(FACTS, design=design))) as document:
        pictures = [
            one for one in document.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        assert len(pictures) == 3
        assert not any(one.get("/Interpolate") for one in pictures)


def test_the_heading_is_set_in_its_face():
    with pikepdf.open(BytesIO(render(FACTS, design=Design(heading="Sarabun")))) as document:
        faces = {str(one.BaseFont).split("+")[1] for one in document.pages[0].Resources.Font.values()}
    assert not any(face.startswith("Trirong") for face in faces)


@pytest.mark.parametrize(
    "wrong",
    [
        {"paper": "A2"},
        {"heading": "Comic Sans"},
        {"qr_place": "nowhere"},
        {"ground": "../../etc/passwd"},
        {"ground": b"<svg/>"},
        {"emblem": b"GIF89a"},
        {"presented": "มอบให้ {ชื่อ}"},
        {"closing": "{name.__class__}"},
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError):
        Design(**wrong)
