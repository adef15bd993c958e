"""What a certificate looks like, as data: paper, ground, emblem, faces, wording, and where things stand.

`Design()` is the academy's own. A design is frozen and compares by value: certificates of equal designs share a plate
(certificates/press), and a stored design gives the same page for ever.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .facts import STATEMENT

ART = Path(__file__).parent / "art"
MILLIMETRE = 72 / 25.4
# Of A4, in which all measures are kept: other sizes of the series are the same page, larger or smaller.
PAPERS = {"A3": 2**0.5, "A4": 1.0, "A5": 0.5**0.5}
SIDES = {True: (297, 210), False: (210, 297)}
PATTERNS = ("certificate", "statement", "khit", "steps", "market", "plots", "terraces", "")
HEADINGS = {"Trirong": "Trirong-SemiBold.ttf", "Sarabun": "Sarabun-SemiBold.ttf"}
BODY_FONT = "Sarabun-Regular.ttf"
QR_PLACES = ("auto", "left", "right", "top")
THAI, ENGLISH, BOTH = LANGUAGES = ("th", "en", "both")
BESIDE_QR = 3
NAMED = re.compile(r"\{([^{}]*)\}")
# What a text of a design may name.
NAMED_FACTS = {
    *("kind", "number", "name", "name_en", "programme", "programme_en", "cohort", "module", "hours", "study"),
    *("given_on", "code", "organisation"),
}
TEXTS = ("presented", "deed", "closing")
# Signatures of files we take as pictures, and what they are called.
PICTURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Design:
    """`ground` is one of PATTERNS or a picture (PNG, JPEG) that fills the page; `emblem` a picture, or None for ours.

    `presented`, `deed` and `closing` are texts that may name facts: "ขอมอบ{kind}นี้แก่". Where the first two are empty
    the page says what the kind of certificate implies. Their English twins take their place on an English page, and
    stand below them on one in both languages. Raises ValueError for what cannot be drawn.
    """

    paper: str = "A4"
    landscape: bool = True
    ground: str | bytes = field(default="certificate", repr=False)
    emblem: bytes | None = field(default=None, repr=False)
    heading: str = "Trirong"
    languages: str = BOTH
    qr_place: str = "auto"
    presented: str = ""
    deed: str = ""
    closing: str = ""
    presented_en: str = ""
    deed_en: str = ""
    closing_en: str = ""

    def __post_init__(self):
        known = {"paper": PAPERS, "heading": HEADINGS, "qr_place": QR_PLACES, "languages": LANGUAGES}
        for name, values in known.items():
            if getattr(self, name) not in values:
                raise ValueError(f"{name} must be one of {', '.join(values)}")
        if isinstance(self.ground, str) and self.ground not in PATTERNS:
            raise ValueError(f"there is no pattern called {self.ground}")
        for picture in (self.ground, self.emblem):
            if isinstance(picture, bytes):
                picture_uri(picture)
        for text in TEXTS:
            if unknown := unknown_names(getattr(self, text) + getattr(self, f"{text}_en")):
                raise ValueError(f"a text names what is not known: {', '.join(unknown)}")

    @property
    def thai(self) -> bool:
        """Whether Thai stands on the page."""
        return self.languages != ENGLISH

    @property
    def english(self) -> bool:
        return self.languages != THAI

    @property
    def zoom(self) -> float:
        return PAPERS[self.paper]

    @property
    def words_width(self) -> float:
        """How wide a line of the body may be, in points of A4."""
        return (SIDES[self.landscape][0] - 52) * MILLIMETRE

    def top_width(self, signatories: int) -> float:
        """The same for the lines at the head of the page, which keep off a QR code at the top."""
        beside = self.landscape and self.qr_at(signatories) == "top"
        return (SIDES[True][0] - 144) * MILLIMETRE if beside else self.words_width

    @property
    def heading_font(self) -> str:
        return HEADINGS[self.heading]

    def qr_at(self, signatories: int) -> str:
        """Where the QR code stands: beside few signatories, above many."""
        if self.qr_place != "auto":
            return self.qr_place
        return "left" if self.landscape and signatories <= BESIDE_QR else "top"

    def column(self, signatories: int) -> float:
        """How wide the words under one signature may be, in points of A4."""
        beside = self.landscape and self.qr_at(signatories) != "top"
        room = SIDES[self.landscape][0] - (144 if beside else 52)
        abreast = max(1, signatories if self.landscape else min(signatories, BESIDE_QR))
        return (room / abreast - 3) * MILLIMETRE

    def classes(self, signatories: int) -> str:
        """The classes of the page for certificate.css."""
        rows = 1 if self.landscape or signatories <= BESIDE_QR else 2
        parts = [f"qr-{self.qr_at(signatories)}", self.heading.lower(), f"rows-{rows}"]
        return " ".join(parts if self.landscape else ["portrait", *parts])

    def paper_css(self) -> str:
        """The style of the page under the words."""
        width, height = SIDES[self.landscape]
        emblem = picture_uri(self.emblem) if self.emblem else "mark.svg"
        layers = [f'url("{emblem}") {width / 2 - 8.5}mm 24.5mm / 17mm 17mm no-repeat']
        if ground := self._ground():
            layers.append(f'url("{ground}") 0 0 / {width}mm {height}mm no-repeat')
        # PDF/A forbids pictures that ask for smoothing.
        return (
            f"@page {{ size: {width}mm {height}mm; margin: 0; image-rendering: crisp-edges; "
            f"background: {', '.join(layers)} }}"
        )

    def _ground(self):
        if isinstance(self.ground, bytes):
            return picture_uri(self.ground)
        if not self.ground:
            return ""
        if self.landscape:
            return f"{self.ground}.svg"
        upright = f"{self.ground}-upright.svg"
        return upright if (ART / upright).exists() else _turned(self.ground)


def standard(kind) -> Design:
    """The academy's own design for a kind of certificate."""
    return Design(ground="statement") if kind == STATEMENT else Design()


def filled(text, facts: dict) -> str:
    """A text of a design with its facts; each is put in as it is, whatever it holds."""
    return NAMED.sub(lambda match: str(facts[match[1]]), text)


def unknown_names(text) -> list[str]:
    """What a text names and no certificate has."""
    return sorted(set(NAMED.findall(text)) - NAMED_FACTS)


def picture_uri(picture: bytes) -> str:
    """A picture as an address. ValueError for what is neither PNG nor JPEG."""
    kind = next((kind for start, kind in PICTURES.items() if picture.startswith(start)), None)
    if kind is None:
        raise ValueError("a picture must be PNG or JPEG")
    return f"data:{kind};base64,{b64encode(picture).decode()}"


@lru_cache(maxsize=4)
def _turned(pattern):
    """A pattern of ours turned for a page that stands."""
    drawing = (ART / f"{pattern}.svg").read_text()
    inner = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 2100 2970">'
    turned = f'{head}<g transform="translate(2100 0) rotate(90)">{inner}</g></svg>'
    return f"data:image/svg+xml;base64,{b64encode(turned.encode()).decode()}"
