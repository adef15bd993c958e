"""The text layer: what is drawn as Thai reads back as the same Thai, letter for letter."""

import pytest
import weasyprint
from PIL import ImageChops
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from home import pdf_text

from .pdf_reading import pdfium_text, poppler_picture, poppler_text

FONTS = pdf_text.FONTS
WORDS = (
    "น้ำ กำหนด ที่ ปิ่น ญู ฐู ฟ้า นางสาวน้ำผึ้ง ตั้งถิ่นฐาน ผู้ช่วยศาสตราจารย์ ก๋วยเตี๋ยว ปู่ ฝั่ง ค่ำ จำ ต่ำ ซ้ำ "
    "ทำนา สำนึก อำนาจ ตา กี่ ปิ๊ง ป้ำ ป๋ำ ฎุ ฏู ฤๅ ฦๅ บ่มิได้ กตัญญู พื้นที่ เบิ้ล ฬุ่น ศักดิ์สิทธิ์ พันธุ์ เป็น สมบูรณ์"
)
PARAGRAPH = (
    "ผู้อำนวยการสำนักงานกำหนดให้ผู้เข้ารับการอบรมทำบันทึกน้ำในพื้นที่ริมฝั่งแม่น้ำ ซึ่งชาวบ้านตั้งถิ่นฐานมานาน "
    "ก่อนนำข้อมูลที่จำเป็นมาชี้แจงต่อที่ประชุม ปู่ย่าตายายเล่าว่าน้ำขึ้นน้ำลงเป็นประจำทุกค่ำ ป่าไม้จึงสมบูรณ์ "
    "เมื่อสำรวจซ้ำแล้วพบว่าญาติพี่น้องในตำบลร่วมกันทำแผนที่ชุมชน และลำดับความสำคัญของปัญหาไว้อย่างชัดเจน"
)


@pytest.fixture(scope="module")
def draw():
    """Draw HTML in the certificate's fonts, with or without the marks of the text layer."""
    pdf_text.install()
    fonts = FontConfiguration()
    style = CSS(
        string="@font-face { font-family: Sarabun; src: url(Sarabun-Regular.ttf) }"
        "@font-face { font-family: Trirong; src: url(Trirong-SemiBold.ttf) }"
        "@page { size: 500mm 200mm; margin: 20mm } body { font-size: 15pt; width: 90mm }"
        ".one-line { white-space: nowrap; font-size: 7pt } "
        ".sarabun { font-family: Sarabun } .trirong { font-family: Trirong }",
        font_config=fonts,
        base_url=f"{FONTS}/",
    )

    def drawn(body, finisher=pdf_text.mark_clusters):
        document = HTML(string=f'<html lang="th"><body>{body}</body></html>')
        rendered = document.render(font_config=fonts, stylesheets=[style])
        return rendered.write_pdf(pdf_variant="pdf/a-3a", finisher=finisher)

    return drawn


@pytest.mark.parametrize("face", ["sarabun", "trirong"])
@pytest.mark.parametrize("word", WORDS.split())
def test_a_hard_word_reads_back(draw, face, word):
    pdf = draw(f'<p class="{face}">{word}</p>')
    assert poppler_text(pdf) == word
    assert poppler_text(pdf, "-layout") == word
    assert pdfium_text(pdf) == word


@pytest.mark.parametrize("face", ["sarabun", "trirong"])
@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
def test_the_words_read_back_together(draw, face, read):
    """น้ำ first: the glyphs it shares with later words must not keep its text."""
    assert read(draw(f'<p class="{face} one-line">{WORDS}</p>')) == WORDS


@pytest.mark.parametrize("face", ["sarabun", "trirong"])
@pytest.mark.parametrize("read", [poppler_text, pdfium_text])
@pytest.mark.parametrize("text", [WORDS, PARAGRAPH])
def test_wrapped_lines_read_back(draw, face, read, text):
    """Thai lines break between words without a space, so spaces are left out of the comparison."""
    assert read(draw(f'<p class="{face}">{text}</p>')).replace(" ", "") == text.replace(" ", "")


def test_both_faces_and_sizes_on_one_page_read_back(draw):
    pdf = draw('<p class="trirong">น้ำผึ้ง <b class="sarabun">กำหนด</b> ตาดำ</p><p class="sarabun">ค่าน้ำ ปลาทู</p>')
    assert poppler_text(pdf) == "น้ำผึ้ง กำหนด ตาดำ ค่าน้ำ ปลาทู"


def test_sara_am_typed_as_two_characters_reads_as_one(draw):
    assert poppler_text(draw('<p class="sarabun">น้ํา กําหนด</p>')) == "น้ำ กำหนด"


@pytest.mark.parametrize("face", ["sarabun", "trirong"])
def test_the_marks_leave_the_picture_as_it_was(draw, face):
    body = f'<p class="{face}">{WORDS} {PARAGRAPH}</p>'
    with_marks, without = poppler_picture(draw(body)), poppler_picture(draw(body, finisher=None))
    assert len(with_marks.getcolors()) > 2
    assert ImageChops.difference(with_marks, without).getbbox() is None


def test_another_weasyprint_is_refused(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match="71.0 is installed. Install weasyprint==70.0"):
        pdf_text.install()
