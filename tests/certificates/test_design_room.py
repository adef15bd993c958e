"""Names never break inside a word or run out of the frame, on any paper and in any letters; and a look at each."""

import os
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from certificates.designs import HEADINGS, PAPERS, PATTERNS, Design
from certificates.facts import ARABIC, THAI
from certificates.pdf import crowded, drawn_whole, render
from certificates.pdf_lines import width
from certificates.pdf_words import INDENT, name_lines, spaced
from certificates.samples import LATIN, LONGEST, NAMES, SHORT, sample

from .pdf_reading import picture, poppler_text
from .test_pdf import LONG_NAME
from .test_press import NAMES as HARD

GOLDEN = Path(__file__).parent / "golden"
ROYAL = ("หม่อมเจ้าหญิง", "พระเจ้าวรวงศ์เธอ พระองค์เจ้า", "พลเรือเอก หม่อมราชวงศ์", "สมเด็จพระมหา")
# Twelve with a royal title, as long as names come; a word longer than any line; an emoji; brackets.
HARDEST = [
    *(f"{title}{given} ธมฺมสกุลวฑฺฒนกำแหงมหาศิริวัฒนากูล ณ อยุธยา" for title, given in product(ROYAL, ("น้ำผึ้ง", "ฎีกา", "ปิ๊ง"))),
    *(LONG_NAME, NAMES[LONGEST][0], NAMES[LATIN][0], "น้ำ" * 40, "นาย 🌺 ใจดี", "นาย{name} <b>ดี</b>", "ก " * 60),
]
SHAPES = [
    Design(paper=paper, landscape=landscape, heading=heading)
    for paper, landscape, heading in product(PAPERS, (True, False), HEADINGS)
]


def test_three_hundred_hard_names_stay_whole_and_inside_on_every_paper():
    assert len(HARD) == 300
    wrong = []
    for design, name in product(SHAPES, [*HARD, *HARDEST]):
        fitted = name_lines(replace(sample(), name_th=name), design)
        lines = [line for line in fitted.lines if line]
        if " ".join(lines) != spaced(name):
            wrong.append(("broken", design, name))
        room = design.words_width - 2 * INDENT
        if any(width(line, design.heading_font, fitted.size) > room + 0.01 for line in lines):
            wrong.append(("too wide", design, name))
    assert not wrong


@pytest.mark.parametrize("name", [SHORT, LONGEST, LATIN])
@pytest.mark.parametrize("signatories", [1, 3, 5])
@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("landscape", [True, False])
def test_every_plain_design_has_room_for_everybody(landscape, heading, signatories, name):
    for languages in ("th", "en", "both"):
        design = Design(landscape=landscape, heading=heading, languages=languages)
        assert crowded(sample(name, signatories), design) == []


@pytest.mark.parametrize("design", [SHAPES[0], SHAPES[-1], Design(paper="A3", landscape=False, heading="Sarabun")])
@pytest.mark.parametrize("name", HARDEST[::4])
def test_the_hardest_names_stand_on_the_page(design, name):
    facts = replace(sample(signatories=5), name_th=name)
    assert crowded(facts, design) == []
    assert spaced(name).replace(" ", "") in poppler_text(render(facts, design=design)).replace(" ", "")


def test_what_has_no_room_is_named():
    long = "ขอให้มีความสุขความเจริญ " * 30
    said = crowded(sample(), Design(closing=long))
    assert any("ความเจริญ" in line for line in said)
    assert crowded(sample(LONGEST, 5), Design(presented=long[:150], closing=long[:150], deed_en=long[:90])) != []


LOOKS = {
    "short-one-both": (Design(), sample(SHORT, 1)),
    "longest-five-both": (Design(), sample(LONGEST, 5)),
    "longest-five-english": (Design(languages="en", ground="plots", heading="Sarabun"), sample(LONGEST, 5)),
    "short-one-english": (Design(languages="en", ground="khit"), sample(SHORT, 1)),
    "longest-five-standing": (Design(landscape=False, languages="th", ground="terraces"), sample(LONGEST, 5)),
    "short-three-standing": (Design(landscape=False, ground="market"), sample(SHORT, 3)),
    "latin-one-arabic": (Design(landscape=False, paper="A5", ground="steps"), sample(LATIN, 1, numerals=ARABIC)),
    "statement-two": (
        Design(ground="statement", qr_place="right"),
        sample(SHORT, 2, kind="statement", kind_label="หนังสือรับรอง", numerals=THAI),
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_pages_look_as_they_did(name):
    """GOLDEN=write draws them anew; look at each before it is committed."""
    design, facts = LOOKS[name]
    now = picture(drawn_whole(facts, [], design), 0.9 / design.zoom)
    kept = GOLDEN / f"{name}.png"
    if os.environ.get("GOLDEN") == "write":
        now.quantize(256).save(kept, optimize=True)
    before = Image.open(kept).convert("RGB")
    assert before.size == now.size
    blurred = [one.filter(ImageFilter.BoxBlur(2)) for one in (before, now)]
    assert ImageChops.difference(*blurred).convert("L").getextrema()[1] < 40


@pytest.mark.parametrize("ground", PATTERNS)
@pytest.mark.parametrize("landscape", [True, False])
def test_patterns_keep_to_the_edge_and_documents_stay_small(ground, landscape):
    """But for the rosette at the middle, which is pale, no pattern stands under words."""
    pdf = drawn_whole(sample(SHORT, 1), [], Design(ground=ground, landscape=landscape))
    assert len(pdf) < 80_000
    page = picture(
        drawn_whole(replace(sample(SHORT, 0), name_th="-", name_en=""), [], Design(ground=ground, landscape=landscape)),
        1,
    )
    # A strip at the left where no word stands, from the frame to the QR code.
    side = 72 / 25.4
    strip = page.crop((round(23 * side), round(70 * side), round(27 * side), round(120 * side))).convert("L")
    assert strip.getextrema()[0] > 200
