"""Setting one line of type: from text to the operators that draw it, as HarfBuzz shapes it."""

import unicodedata
from functools import lru_cache
from itertools import groupby

import uharfbuzz

from home import pdf_text

THAI, LATIN, COMMON = "Thai", "Latn", "Zyyy"


class Unpressable(Exception):
    """This line cannot be set on the plate; the reason is the message. The page must be drawn instead."""


class Face:
    """A typeface as the page knows it: a name there, the glyphs embedded, and the file they were taken from."""

    def __init__(self, name: bytes, file: bytes, embedded):
        self.name, self.embedded = name, frozenset(embedded)
        self.texts = pdf_text.glyph_texts(file)
        self.advances = pdf_text.glyph_advances(file)
        self.font, self.unit = _font(file)

    def shape(self, text):
        """[(glyph, advance, x offset, y offset)] in thousandths of the type size.

        Raises Unpressable for a character that the face or what is embedded of it does not have.
        """
        for character in text:
            if self.font.get_nominal_glyph(ord(character)) is None:
                raise Unpressable(f"{self.name.decode()} has no U+{ord(character):04X}")
        glyphs = []
        for script, run in _runs(text):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(run)
            buffer.direction, buffer.script, buffer.language = "ltr", script, "th"
            uharfbuzz.shape(self.font, buffer)
            unit = self.unit
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
                glyphs.append((info.codepoint, place.x_advance * unit, place.x_offset * unit, place.y_offset * unit))
        for glyph, *_place in glyphs:
            if glyph not in self.embedded:
                raise Unpressable(f"glyph {glyph} of {self.name.decode()} is not embedded")
        return glyphs

    def width(self, text, size) -> float:
        return sum(advance for _glyph, advance, *_offsets in self.shape(text)) * size / 1000

    def operators(self, text, size, x, y) -> tuple[bytes, float]:
        """What draws the line between BT and ET with its left end at x, and how wide it is.

        Letters with marks read back as typed, as everywhere in our documents.
        """
        shown, pieces, drawn, exact = [], [], 0, 0.0
        for glyph, advance, x_offset, y_offset in self.shape(text):
            # Whole thousandths, each measured from the true place: roundings never add up. A gap of nought is written
            # too, as WeasyPrint does: after marks it has pdf_text take in the rest of the word, or readers see spaces.
            move = round(exact + x_offset - drawn)
            pieces.append(b"%d" % -move)
            drawn += move
            if y_offset:
                shown += _shown(pieces), b"%.3f Ts" % (y_offset * size / 1000), b"[<%04x>] TJ" % glyph, b"0 Ts"
                pieces = []
            else:
                pieces.append(b"<%04x>" % glyph)
            drawn += self.advances[glyph]
            exact += advance
        shown.append(_shown(pieces))
        lines = [b"/%s %.6g Tf" % (self.name, size), *filter(None, shown)]
        lines = pdf_text.marked(lines, {self.name: self.texts})
        return b"1 0 0 -1 %.3f %.3f Tm\n" % (x, y) + b"\n".join(lines), exact * size / 1000


@lru_cache(maxsize=16)
def _font(file):
    face = uharfbuzz.Face(file)
    return uharfbuzz.Font(face), 1000 / face.upem


def _shown(pieces):
    return b"[" + b"".join(pieces) + b"] TJ" if pieces else b""


def _runs(text):
    """The text in runs of one script; digits, spaces and signs go with what stands before them."""
    scripts = [_script(character) for character in text]
    current = next((script for script in scripts if script != COMMON), LATIN)
    for place, script in enumerate(scripts):
        current = scripts[place] = current if script == COMMON else script
    for script, run in groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0]):
        yield script, "".join(character for _script_of, character in run)


@lru_cache(maxsize=1024)
def _script(character):
    if "\u0e01" <= character <= "\u0e5b" and character != "\u0e3f":
        return THAI
    return LATIN if unicodedata.category(character).startswith("L") else COMMON
