"""The certificate's PDF, read back as its holder, a printer, a screen reader and a machine read it."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from PIL import Image, ImageChops

from certificates.facts import ARABIC, STATEMENT, CertificateFacts, Signatory
from certificates.pdf import render

from .pdf_reading import pdfium_text, picture, poppler_text

FACTS = CertificateFacts(
    number="รช.ผถ 1-001/2569",
    name_th="นางสาวน้ำผึ้ง ตั้งถิ่นฐาน",
    name_en="Miss Nampueng Tangthinthan",
    programme_title_th="หลักสูตรผู้นำท้องถิ่น",
    programme_title_en="Local Leader Programme",
    cohort_label="รุ่นที่ 1",
    hours=96,
    starts=date(2026, 4, 3),
    ends=date(2026, 8, 28),
    issued_on=date(2026, 9, 18),
    organisation=("วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่", "Thailand Academy for Area Collaboration"),
    signatories=(
        Signatory("ศาสตราจารย์ตัวอย่าง ผู้ลงนาม", "หัวหน้าวิทยสถาน"),
        Signatory("นางตัวอย่าง รองผู้อำนวยการ", "รองผู้อำนวยการ", "ปฏิบัติหน้าที่แทนผู้อำนวยการ"),
    ),
    verify_url="https://academy.example.org/verify/7KQ2M4XN9P/",
    code="7KQ2M4XN9P",
)
LONG_NAME = "ผู้ช่วยศาสตราจารย์ พันตำรวจเอกหญิง หม่อมหลวงน้ำผึ้งกัญญาณัฐฐิตา ตั้งถิ่นฐานกำแหงมหาศิริวัฒนากูล"
# The inner rule of the frame, in millimetres from the left and the top.
FRAME = (22, 22, 275, 188)


@pytest.fixture(scope="module")
def pdf():
    return render(FACTS)


@pytest.fixture
def opened(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        yield document


# --- what it says -----------------------------------------------------------


@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
def test_it_reads_back_letter_for_letter(pdf, read):
    text = read(pdf)
    for line in (
        "เลขที่ รช.ผถ ๑-๐๐๑/๒๕๖๙",
        "วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่",
        "มอบวุฒิบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า นางสาวน้ำผึ้ง ตั้งถิ่นฐาน",
        "Miss Nampueng Tangthinthan",
        "ได้ผ่านการอบรม หลักสูตรผู้นำท้องถิ่น รุ่นที่ ๑",
        "ตั้งแต่วันที่ ๓ เมษายน ๒๕๖๙ ถึงวันที่ ๒๘ สิงหาคม ๒๕๖๙ จำนวน ๙๖ ชั่วโมง",
        "ให้ไว้ ณ วันที่ ๑๘ กันยายน พุทธศักราช ๒๕๖๙",
        "(ศาสตราจารย์ตัวอย่าง ผู้ลงนาม)",
        "ปฏิบัติหน้าที่แทนผู้อำนวยการ",
        "รหัส 7KQ2M4XN9P",
    ):
        assert line in text


@pytest.mark.parametrize(
    "name",
    [
        "นายปิ่น กำหนด",
        "นางกตัญญู ฐูปะ",
        "นายฟ้า ญูมี",
        "ผู้ช่วยศาสตราจารย์ น้ำทิพย์ ที่ดีเลิศ",
        "ว่าที่ร้อยตรีหญิง สำรวย ศักดิ์สิทธิ์",
        LONG_NAME,
    ],
)
def test_hard_names_read_back_also_when_wrapped(name):
    pdf = render(replace(FACTS, name_th=name))
    assert name in poppler_text(pdf)
    assert name in poppler_text(pdf, "-layout")
    assert name in pdfium_text(pdf)


def test_arabic_numerals_on_request():
    text = poppler_text(render(replace(FACTS, numerals=ARABIC)))
    assert "เลขที่ รช.ผถ 1-001/2569" in text
    assert "ให้ไว้ ณ วันที่ 18 กันยายน พุทธศักราช 2569" in text
    assert not set(text) & set("๐๑๒๓๔๕๖๗๘๙")


@pytest.mark.parametrize(
    ("starts", "ends", "line"),
    [
        (date(2026, 6, 5), date(2026, 6, 8), "ระหว่างวันที่ ๕–๘ มิถุนายน ๒๕๖๙ จำนวน ๙๖ ชั่วโมง"),
        (date(2026, 6, 5), date(2026, 6, 5), "เมื่อวันที่ ๕ มิถุนายน ๒๕๖๙ จำนวน ๙๖ ชั่วโมง"),
        (None, None, "รุ่นที่ ๑ Local Leader Programme จำนวน ๙๖ ชั่วโมง"),
    ],
)
def test_the_days_of_study(starts, ends, line):
    assert line in poppler_text(render(replace(FACTS, starts=starts, ends=ends)))


def test_a_statement_of_one_module_names_the_module_and_its_programme():
    facts = replace(
        FACTS,
        kind=STATEMENT,
        kind_label="หนังสือรับรอง",
        module_title="วิธีคิดของการวิจัยเชิงพื้นที่",
        programme_title_th="เส้นทางพัฒนานักวิจัยเชิงพื้นที่",
        cohort_label="",
    )
    text = poppler_text(render(facts))
    assert "หนังสือรับรองฉบับนี้ให้ไว้เพื่อแสดงว่า" in text and "มอบ" not in text
    assert "วิธีคิดของการวิจัยเชิงพื้นที่ ในเส้นทางพัฒนานักวิจัยเชิงพื้นที่" in text


def test_what_people_typed_is_text_and_never_markup():
    text = poppler_text(render(replace(FACTS, name_en="<img src=file:///etc/passwd> & <b>Co</b>")))
    assert "<img src=file:///etc/passwd> & <b>Co</b>" in text


# --- how it is made ---------------------------------------------------------


def test_one_page_of_a4_landscape_small_enough_to_mail(pdf, opened):
    assert len(opened.pages) == 1
    assert [round(float(side)) for side in opened.pages[0].MediaBox] == [0, 0, 842, 595]
    assert len(pdf) < 120_000
    assert not opened.check_pdf_syntax()


def test_every_font_is_embedded_and_ours(pdf):
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    rows = listed.splitlines()[2:]
    assert {row.split()[0].split("+")[1].split("-")[0] for row in rows} == {"Sarabun", "Trirong"}
    for row in rows:
        embedded, subset, to_unicode = row.split()[-5:-2]
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes")


def test_it_is_tagged_in_thai_with_title_and_subject(opened):
    root = opened.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang) == "th"
    assert str(opened.docinfo["/Title"]) == "วุฒิบัตร รช.ผถ ๑-๐๐๑/๒๕๖๙ นางสาวน้ำผึ้ง ตั้งถิ่นฐาน"
    assert str(opened.docinfo["/Subject"]) == "วุฒิบัตร หลักสูตรผู้นำท้องถิ่น รุ่นที่ 1"
    tags = [element.S for element in structure(root.StructTreeRoot)]
    assert tags.count("/H1") == tags.count("/Figure") == 1
    with opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"


def test_the_qr_code_has_a_description_and_the_paper_none(opened):
    figure = next(element for element in structure(opened.Root.StructTreeRoot) if element.S == "/Figure")
    assert FACTS.verify_url in str(figure.Alt)
    assert not any(picture.get("/Interpolate") for picture in opened.pages[0].Resources.XObject.values())
    assert opened.pages[0].Contents.read_bytes().startswith(b"/Artifact BMC")
    link = next(note for note in opened.pages[0].Annots if note.Subtype == "/Link")
    assert str(link.A.URI) == FACTS.verify_url


def test_the_facts_are_attached_for_machines(opened):
    attached = opened.attachments["certificate.json"]
    facts = json.loads(attached.get_file().read_bytes())
    assert facts["number"] == "รช.ผถ 1-001/2569"
    assert facts["name_th"] == FACTS.name_th
    assert facts["issued_on"] == "2026-09-18"
    assert facts["signatories"][1]["acting_for"] == "ปฏิบัติหน้าที่แทนผู้อำนวยการ"
    assert [file.AFRelationship for file in opened.Root.AF] == ["/Source"]


def test_the_same_facts_give_the_same_bytes_in_another_process(pdf):
    assert sha256(render(FACTS)).hexdigest() == sha256(pdf).hexdigest()
    program = (
        "import django, sys; django.setup();"
        "from certificates.pdf import render; from tests.certificates.test_pdf import FACTS, LONG_NAME, replace;"
        # Other work first: what was drawn before must leave no trace.
        "render(replace(FACTS, name_th=LONG_NAME)); sys.stdout.buffer.write(render(FACTS))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "TZ": "UTC"}
    other = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, env=environment, capture_output=True, check=True
    )
    assert sha256(other.stdout).hexdigest() == sha256(pdf).hexdigest()


def test_other_facts_give_other_bytes(pdf):
    assert render(replace(FACTS, hours=95)) != pdf


def structure(element):
    """Every element of the structure tree, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


# --- what it looks like -----------------------------------------------------


@pytest.mark.parametrize("name", [FACTS.name_th, LONG_NAME, "น้ำ" * 60, "Ayrton Senna " + "ก" * 90])
def test_the_words_stand_inside_the_frame(name):
    """Drawn with and without the name: what differs is the name's own ink."""
    with_name = render(replace(FACTS, name_th=name))
    box = ink(picture(with_name), picture(render(replace(FACTS, name_th="\u00a0"))))
    left, top, right, bottom = (edge / 2 * 25.4 / 72 for edge in box)
    assert right - left > 40
    assert FRAME[0] < left < right < FRAME[2]
    assert FRAME[1] < top < bottom < FRAME[3]
    assert abs((left + right) / 2 - 297 / 2) < 3


def test_the_paper_is_drawn(pdf):
    image = picture(pdf)
    width, height = image.size
    corner = image.crop((0, 0, width // 10, height // 8))
    assert len(corner.getcolors(maxcolors=1 << 20)) > 100
    # Paper, not white; and nothing printed beyond the corner lozenges.
    red, green, blue = image.getpixel((4, 4))
    assert red > 240 > blue + 5


def test_a_signature_picture_is_drawn_and_described():
    drawing = Image.new("RGBA", (300, 80), (0, 0, 0, 0))
    drawing.paste((20, 40, 120, 255), (20, 35, 280, 45))
    png = BytesIO()
    drawing.save(png, "PNG")
    signed = render(replace(FACTS, signatories=(Signatory("นางตัวอย่าง ลงนาม", "หัวหน้า", "", png.getvalue()),)))
    with pikepdf.open(BytesIO(signed)) as document:
        figures = [element for element in structure(document.Root.StructTreeRoot) if element.S == "/Figure"]
        assert "ลายมือชื่อนางตัวอย่าง ลงนาม" in [str(figure.Alt) for figure in figures]
    assert (20, 40, 120) in {colour for _, colour in picture(signed).getcolors(maxcolors=1 << 24)}


def ink(image, ground):
    """The box, in pixels, of all that differs clearly between two pictures."""
    difference = ImageChops.difference(image, ground).convert("L").point(lambda level: 255 * (level > 60))
    return difference.getbbox()
