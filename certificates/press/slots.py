"""Finding the lines that vary in a page that WeasyPrint is about to write."""

import re
from dataclasses import dataclass, field

import pydyf
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.pdf.stream import Stream

from home import pdf_text

from .shaping import Face, Unpressable

TEXT_MATRIX = re.compile(rb"1 0 0 -1 (\S+) (\S+) Tm$")
FONT_SIZE = re.compile(rb"/(\S+) (\S+) Tf$")
MARK = b"%%slot %d"
MARKS = re.compile(rb"%slot (\d+)\n")
# Where a line is held: by its left end, its middle or its right end.
ANCHORS = (0.0, -0.5, -1.0)
# CSS pixels.
STILL = 0.01


@dataclass
class Found:
    """A line with placeholders as one drawing has it: its whole text, face, and place in CSS pixels."""

    text: str
    face: Face
    size: float
    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Slot:
    """A line of the plate: words with placeholders among them, and how its place follows its width and size."""

    pattern: str
    face: Face
    size: float
    width: float
    x: float
    y: float
    anchor: float
    drop: float
    room: float

    def set(self, text, size=None) -> bytes:
        """The operators that draw `text` here. Raises Unpressable when it is wider than its room."""
        size = size or self.size
        width = self.face.width(text, size)
        if width > self.room:
            raise Unpressable(f"“{text}” is wider than its room")
        x, y = self.x + self.anchor * (width - self.width), self.y + self.drop * (size - self.size)
        return self.face.operators(text, size, x, y)[0]


@dataclass
class Reader:
    """WeasyPrint finisher: takes the lines with placeholders out of the page, tags other languages, marks clusters."""

    placeholder: re.Pattern
    found: list = field(default_factory=list)
    still: list = field(default_factory=list)
    faces: dict = field(default_factory=dict)

    def __call__(self, document, pdf):
        fonts = {font.hash.encode(): font for font in document.fonts.values()}
        self.faces = {name: Face(name, font.whole_file, font.to_unicode) for name, font in fonts.items()}
        boxes = [box for page in document.pages for box in _text_boxes(page)]
        waiting = [box for box in boxes if self.placeholder.search(box.text)]
        foreign = {_letters(box.text): box.style["lang"] for box in boxes}
        foreign = {text: language for text, language in foreign.items() if language != document.metadata.lang}
        for stream in pdf.objects:
            if isinstance(stream, Stream):
                stream.stream, tagged = self._without_slots(stream.stream, waiting, foreign)
                self.still.append(list(map(str, stream.stream)))
                _mark_language(pdf, tagged)
        pdf_text.mark_clusters(document, pdf)
        if waiting:
            raise Unpressable(f"not drawn in one piece: {[box.text for box in waiting]}")

    def _without_slots(self, operations, waiting, foreign):
        """The operations with a mark for each slot, and {MCID of what is drawn in another language: that language}."""
        result, block, identifier, tagged = [], None, None, {}
        for operation in operations:
            if isinstance(operation, pydyf.Dictionary) and "MCID" in operation:
                identifier = operation["MCID"]
            if operation == b"BT":
                block = []
            elif operation == b"ET":
                text = self._drawn_text(block)
                if language := foreign.get(_letters(text)):
                    tagged[identifier] = language
                if match := self.placeholder.search(text):
                    block = [self._slot(block, match[0], waiting)]
                result += [b"BT", *block, b"ET"]
                block = None
            elif block is None:
                result.append(operation)
            else:
                block.append(operation)
        return result, tagged

    def _slot(self, block, placeholder, waiting):
        box = next(box for box in waiting if placeholder in box.text)
        waiting.remove(box)
        matrices = [match for operation in block if (match := TEXT_MATRIX.match(operation))]
        sizes = {match.groups() for operation in block if (match := FONT_SIZE.match(operation))}
        if len(matrices) != 1 or len(sizes) != 1:
            raise Unpressable(f"“{box.text}” is drawn in several faces")
        (name, size), (x, y) = sizes.pop(), matrices[0].groups()
        room = float(box.element.get("data-room", "inf")) if box.element is not None else float("inf")
        self.found.append(Found(box.text, self.faces[name], float(size), float(x), float(y), room))
        return MARK % (len(self.found) - 1)

    def _drawn_text(self, block):
        """The text of the glyphs in one text object, in drawing order."""
        texts, result = {}, []
        for operation in block:
            if match := FONT_SIZE.match(operation):
                texts = self.faces[match[1]].texts
            elif match := pdf_text.SHOW_GLYPHS.match(operation):
                for glyphs, _adjustment in pdf_text.PIECE.findall(match[1]):
                    result += (texts.get(int(glyphs[at : at + 4], 16), "") for at in range(0, len(glyphs), 4))
        return "".join(result)


def compare(first: list[Found], second: list[Found]) -> list[Slot]:
    """The slots of two drawings that differ in the width and size of their placeholders only.

    Raises Unpressable for a line whose place follows neither its left end, middle nor right end.
    """
    slots = []
    for one, other in zip(first, second, strict=True):
        width, other_width = one.face.width(one.text, one.size), other.face.width(other.text, other.size)
        moved, grown, resized = other.x - one.x, other_width - width, other.size - one.size
        anchor = min(ANCHORS, key=lambda anchor: abs(moved - anchor * grown))
        still = abs(moved - anchor * grown) < max(STILL, abs(grown) / 1000)
        drop = (other.y - one.y) / resized if abs(resized) > STILL else 0
        if not still or (not drop and abs(other.y - one.y) > STILL):
            raise Unpressable(f"“{one.text}” moves in a way of its own")
        slots.append(Slot(one.text, one.face, one.size, width, one.x, one.y, anchor, drop, one.room))
    return slots


def _text_boxes(page):
    # The one view of the laid out boxes there is; WeasyPrint is pinned (home/pdf_text.py).
    return [box for box in page._page_box.descendants(placeholders=True) if isinstance(box, TextBox)]


def _letters(text):
    return "".join(text.split())


def _mark_language(pdf, languages):
    """Say of these pieces of the page, {MCID: language}, that they are in another language than the document."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("Type") == "/StructElem":
            kids = [kid for kid in element.get("K", ()) if isinstance(kid, int)]
            if kids and len(found := {languages.get(kid) for kid in kids}) == 1 and all(found):
                element["Lang"] = pydyf.String(*found)
