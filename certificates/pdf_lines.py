"""How large a name may stand on a certificate, and where its lines may break."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from fontTools.ttLib import TTFont

from home.pdf_text import FONTS

# Kerning is not counted, so a line is held to be this much wider than its letters.
SAFETY = 1.02


@dataclass(frozen=True)
class Fitted:
    """Text that stands within its width: the type size in points and the lines."""

    size: float
    lines: tuple[str, ...]


@lru_cache(maxsize=8)
def _advances(font_name):
    """Advance of each character in thousandths of the type size."""
    font = TTFont(FONTS / font_name, lazy=True)
    unit = 1000 / font["head"].unitsPerEm
    metrics = font["hmtx"]
    return {codepoint: metrics[glyph][0] * unit for codepoint, glyph in font.getBestCmap().items()}


def width(text, font_name, size) -> float:
    """Width of a line in points. A character the font lacks counts as a full square."""
    advances = _advances(font_name)
    return sum(advances.get(ord(character), 1000) for character in text) * size / 1000 * SAFETY


def lacking(text, font_name) -> str:
    """The characters of a text that the font cannot draw, each once; spaces are never drawn."""
    known = _advances(font_name)
    return "".join(dict.fromkeys(one for one in text if ord(one) not in known and not one.isspace()))


def fit(text, *, font_name, room, sizes) -> Fitted:
    """Set text within `room` points: smaller first, then on more lines, never broken inside a word.

    `sizes` holds the type sizes to try on one line, on two, and so on, the wished one first.
    The text breaks only at its spaces (between prefix, given name and surname), where the lines
    come out most even; a no-break space holds. A word too long even for the smallest size makes
    the type smaller still.
    """
    pieces = text.split(" ")
    for count, tried in enumerate(sizes[: len(pieces)], start=1):
        lines = _evenest(pieces, count, font_name)
        for size in tried:
            if _widest(lines, font_name, size) <= room:
                return Fitted(size, lines)
    return Fitted(int(10 * size * room / _widest(lines, font_name, size)) / 10, lines)


def _widest(lines, font_name, size):
    return max(width(line, font_name, size) for line in lines)


def _evenest(pieces, count, font_name):
    """The pieces on so many lines, broken where the widest line is narrowest."""
    breaks = combinations(range(1, len(pieces)), count - 1)
    layouts = (
        tuple(" ".join(pieces[start:end]) for start, end in zip((0, *cut), (*cut, len(pieces)), strict=True))
        for cut in breaks
    )
    return min(layouts, key=lambda lines: _widest(lines, font_name, 1))
