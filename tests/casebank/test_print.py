"""A case on paper: its words read back, its faces are embedded, its code leads to the page; and never the note."""

import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import segno
from PIL import Image, ImageChops

from casebank.models import CasePage
from config.demo import factories as make
from home import drawing, pdf_text
from tests.certificates.pdf_reading import poppler_text

pytestmark = pytest.mark.django_db

SHARE = {
    "indicator": "สัดส่วนรายได้ฐานราก",
    "before": 7,
    "after": 17,
    "unit": "ร้อยละ",
    "is_percent": True,
    "source": "เอกสารจัดตั้ง",
    "note": "ไม่ระบุพื้นที่",
}


@pytest.fixture
def case(site):
    return make.case(
        title="ห่วงโซ่คุณค่าที่กำหนดโดยน้ำ",
        results=[("result", SHARE)],
        lessons=make.stream("ต้องทำซ้ำ"),
        questions=make.stream("ใครได้ ใครเสีย"),
    )


@pytest.fixture
def paper(client, case):
    response = client.get("/cases/case-lgcbi-01/print.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf" and response["X-Robots-Tag"] == "noindex"
    return response.content


def test_the_words_of_the_case_read_back(paper):
    text = poppler_text(paper)
    for words in ("ห่วงโซ่คุณค่าที่กำหนดโดยน้ำ", "ลดความยุ่งยาก", "ต้องทำซ้ำ", "ใครได้ ใครเสีย", "พ.ศ. 2565", "ไม่ระบุพื้นที่"):
        assert words in text, words
    assert "+10" in text and "จุดร้อยละ" in text
    assert "http://testserver/cases/case-lgcbi-01/" in text.replace(" ", "")


def test_the_teaching_note_never_stands_on_it(client, as_user, paper, case):
    assert "บันทึกผู้สอนลับ" not in poppler_text(paper)
    instructor = as_user(make.person("i@example.org", "instructor"))
    assert "บันทึกผู้สอนลับ" not in poppler_text(instructor.get("/cases/case-lgcbi-01/print.pdf").content)


def test_all_faces_are_embedded_and_it_is_tagged(paper):
    listed = subprocess.run(["pdffonts", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    faces = [line.split() for line in listed.splitlines()[2:]]
    assert {face[0].split("+")[-1].split("-")[0] for face in faces} == {"Sarabun", "Trirong"}
    assert all("yes" in face for face in faces)
    about = subprocess.run(["pdfinfo", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    assert "Tagged:          yes" in about and "A4" in about


def test_the_code_leads_to_the_page(paper, case):
    url = "http://testserver/cases/case-lgcbi-01/"
    with pikepdf.open(BytesIO(paper)) as document:
        page = document.pages[0]
        assert url in [str(note.A.URI) for note in page.Annots if "/A" in note]
        ((_name, image),) = page.get_images().items()
        drawn = pikepdf.PdfImage(image).as_pil_image().convert("L")
    code = BytesIO()
    segno.make(url, error="m", micro=False).save(code, kind="png", scale=8, border=2)
    meant = Image.open(code).convert("L")
    assert drawn.size == meant.size
    assert (
        ImageChops.difference(
            drawn.convert("1", dither=Image.Dither.NONE), meant.convert("1", dither=Image.Dither.NONE)
        ).getbbox()
        is None
    )


def test_a_long_case_goes_over_pages_without_loss(client, site):
    paragraph = "ผู้เข้าร่วมช่วยกันสำรวจพื้นที่ริมน้ำและจัดทำข้อมูลครัวเรือน " * 40
    case = make.case(context=paragraph, intervention=paragraph, lessons=make.stream(*["บทเรียน"] * 30))
    paper = client.get(f"/cases/{case.slug}/print.pdf").content
    with pypdfium2.PdfDocument(paper) as document:
        assert len(document) >= 3
    assert poppler_text(paper).count("บทเรียน") >= 30


def test_it_speaks_the_language_of_its_page(client, case):
    make.translate(case, title="A chain of value", lessons=make.stream("Do it again"))
    text = poppler_text(client.get("/en/cases/case-lgcbi-01/print.pdf").content)
    assert "A chain of value" in text and "What was done" in text and "2022" in text and "2565" not in text


def test_what_is_not_public_has_no_paper(client, case):
    assert client.get("/cases/no-such-case/print.pdf").status_code == 404
    assert client.get("/en/cases/case-lgcbi-01/print.pdf").status_code == 404  # there is no English page
    CasePage.objects.update(retracted_on=date(2026, 1, 1))
    assert client.get("/cases/case-lgcbi-01/print.pdf").status_code == 404
    CasePage.objects.update(retracted_on=None)
    case.unpublish()
    assert client.get("/cases/case-lgcbi-01/print.pdf").status_code == 404


def test_it_is_drawn_once_for_an_edition(client, case, django_capture_on_commit_callbacks):
    first = client.get("/cases/case-lgcbi-01/print.pdf").content
    CasePage.objects.update(problem="โจทย์ที่เปลี่ยนไป")
    assert client.get("/cases/case-lgcbi-01/print.pdf").content == first
    with django_capture_on_commit_callbacks(execute=True):
        make.section("cases").save_revision().publish()
    assert "โจทย์ที่เปลี่ยนไป" in poppler_text(client.get("/cases/case-lgcbi-01/print.pdf").content)


def test_who_comes_while_too_many_are_drawn_is_asked_to_come_again(client, case, monkeypatch):
    monkeypatch.setattr(drawing, "PATIENCE", 0.01)
    with pdf_text.one_at_a_time:
        response = client.get("/en/cases/case-lgcbi-01/print.pdf")
        assert response.status_code == 404
        response = client.get("/cases/case-lgcbi-01/print.pdf")
    assert response.status_code == 503 and response["Retry-After"] == "60"
    assert client.get("/cases/case-lgcbi-01/print.pdf").status_code == 200
