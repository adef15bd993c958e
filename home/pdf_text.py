"""A text layer in which Thai reads back letter for letter.

WeasyPrint 70 fills the PDF's glyph-to-text table from the text that first used a
glyph. HarfBuzz draws ำ (U+0E33) with two glyphs, so กำหนด is read back as กาหนด, and
after น้ำ every า may be read back as ้ำ. The picture is right; search, copy, screen
readers and archives are wrong (upstream issue 2841). Some readers also put a space
before a mark that is drawn raised: ที ่, ปิ่ น.

The cure has two parts:

1. every glyph gets the text that the font itself gives it (`GlyphText`);
2. a letter and all that stands above, below and beside it (ที่, น้ำ) are bracketed in the
   page as one thing that reads as that text (`mark_clusters`, a PDF ActualText span).

The first part reaches into a private class, hence the pin to one WeasyPrint version.
"""

import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock

import weasyprint
import weasyprint.pdf.fonts
import weasyprint.pdf.stream
from fontTools.ttLib import TTFont

WEASYPRINT_VERSION = "70.0"
FONTS = Path(__file__).parent / "fonts"

# Pango's font map is not made for two threads at once: whoever draws a document takes this first.
one_at_a_time = Lock()

SARA_AA = "\u0e32"
ENDS_IN_NIKHAHIT = re.compile("\u0e4d[\u0e48-\u0e4b]*$")
SPLIT_SARA_AM = re.compile("([\u0e48-\u0e4b]*)\u0e4d([\u0e48-\u0e4b]*)\u0e32")

LIGATURES = range(0xFB00, 0xFB07)

SELECT_FONT = re.compile(rb"/(\S+) \S+ Tf$")
SHOW_GLYPHS = re.compile(rb"\[(.*)\] TJ$", re.DOTALL)
PIECE = re.compile(rb"<([0-9a-fA-F]*)>|([^<]+)")


class GlyphText(dict):
    """Glyph number to text, where what the font says beats what the page happened to say."""

    def __init__(self, own):
        super().__init__()
        self.own = own

    def __setitem__(self, glyph, text):
        super().__setitem__(glyph, self.own.get(glyph, text))


@lru_cache(maxsize=16)
def glyph_texts(font_file: bytes, index: int = 0) -> dict[int, str]:
    """The text each glyph of a font stands for: from its characters, then its substitutions.

    Where two characters share a glyph (space and no-break space) the lower one wins.
    """
    font = TTFont(BytesIO(font_file), fontNumber=index, lazy=True)
    texts: dict[str, str] = {}
    for codepoint, name in sorted(font.getBestCmap().items()):
        text = chr(codepoint)
        # A ligature with a code point of its own (U+FB01) still stands for its letters.
        texts.setdefault(name, unicodedata.normalize("NFKC", text) if codepoint in LIGATURES else text)
    if "GSUB" in font:
        subtables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
        while _follow_substitutions(subtables, texts):
            pass
    return {font.getGlyphID(name): text for name, text in texts.items()}


def _follow_substitutions(subtables, texts) -> bool:
    """Hand the text of known glyphs on to their variants and ligatures; tell whether any were new."""
    before = len(texts)
    for table in subtables:
        table = getattr(table, "ExtSubTable", table)
        for source, target in getattr(table, "mapping", {}).items():
            if source in texts and isinstance(target, str):
                texts.setdefault(target, texts[source])
        for source, targets in getattr(table, "alternates", {}).items():
            for target in targets if source in texts else ():
                texts.setdefault(target, texts[source])
        for first, ligatures in getattr(table, "ligatures", {}).items():
            for ligature in ligatures:
                parts = [first, *ligature.Component]
                if all(part in texts for part in parts):
                    texts.setdefault(ligature.LigGlyph, "".join(texts[part] for part in parts))
    return len(texts) > before


def install():
    """Give every font WeasyPrint embeds the texts of its own glyphs. Harmless when called twice.

    Raises RuntimeError for a WeasyPrint this was not proved with.
    """
    if weasyprint.__version__ != WEASYPRINT_VERSION:
        raise RuntimeError(
            f"The text layer of our documents was proved with WeasyPrint {WEASYPRINT_VERSION}, "
            f"but {weasyprint.__version__} is installed. Install weasyprint=={WEASYPRINT_VERSION}, or run "
            f"tests/certificates/test_pdf_text.py on the new version and then change WEASYPRINT_VERSION."
        )
    font_class = weasyprint.pdf.fonts.Font
    if getattr(font_class.__init__, "gives_glyph_texts", False):
        return
    original = font_class.__init__

    def init(self, *args, **kwargs):
        original(self, *args, **kwargs)
        # What is embedded is cut down later; the press sets further lines with the whole face.
        self.whole_file = self.file_content
        self.to_unicode = GlyphText(glyph_texts(self.file_content, self.index))
        _embed_alphabet(self)

    init.gives_glyph_texts = True
    font_class.__init__ = init


_alphabets: dict[str, frozenset[str]] = {}


@contextmanager
def whole_alphabets(characters):
    """Faces drawn meanwhile are embedded with all their glyphs for {name in the page: characters}, used or not.

    Only for whoever holds `one_at_a_time`.
    """
    _alphabets.update({face: frozenset(wanted) for face, wanted in characters.items()})
    try:
        yield
    finally:
        _alphabets.clear()


def _embed_alphabet(font):
    wanted = _alphabets.get(font.hash)
    if not wanted:
        return
    advances = glyph_advances(font.whole_file, font.index)
    for glyph, text in sorted(font.to_unicode.own.items()):
        if wanted.issuperset(text):
            font.to_unicode[glyph], font.widths[glyph] = text, advances[glyph]


@lru_cache(maxsize=16)
def glyph_advances(font_file: bytes, index: int = 0) -> list[int]:
    """How far each glyph moves on, in thousandths of the type size, as the PDF is told."""
    font = TTFont(BytesIO(font_file), fontNumber=index, lazy=True)
    metrics, unit = font["hmtx"], 1000 / font["head"].unitsPerEm
    return [round(metrics[name][0] * unit) for name in font.getGlyphOrder()]


def mark_clusters(document, pdf):
    """WeasyPrint finisher: on every page, say what each letter with its marks reads as."""
    fonts = {font.hash.encode(): font.to_unicode for font in document.fonts.values()}
    for stream in pdf.objects:
        if isinstance(stream, weasyprint.pdf.stream.Stream):
            stream.stream = marked(stream.stream, fonts)


@dataclass(slots=True)
class Cluster:
    """A letter with its marks: first and last (operation, piece), text, and the run it is drawn in.

    The run changes with every text object and font, so that no cluster reaches across them.
    A cluster is `open` when its last mark is drawn off its place (ป๊, ฝั่): readers measure
    the gap to the next letter from that mark and see a space, so the next letter is taken in.
    """

    run: int
    first: tuple[int, int]
    last: tuple[int, int]
    text: str
    open: bool = False

    def takes(self, run, text) -> bool:
        """Whether a glyph of this text belongs to the same cluster."""
        if run != self.run or not text:
            return False
        if self.open and not text.isspace():
            return True
        if text == SARA_AA:
            return bool(ENDS_IN_NIKHAHIT.search(self.text))
        return all(unicodedata.category(character) == "Mn" for character in text)

    @property
    def has_marks(self) -> bool:
        """Whether more than one glyph is drawn."""
        return self.first != self.last

    @property
    def reads_as(self) -> str:
        """The text in the order it is typed: the two halves of ำ joined, after the tone mark."""
        return SPLIT_SARA_AM.sub("\\1\\2\u0e33", self.text)


def marked(operations, fonts):
    """The operations of one page with ActualText round each letter that has marks.

    `fonts` is {name in the page: {glyph: text}}.
    """
    clusters, drawing = _read(operations, fonts)
    marked = [cluster for cluster in _with_lone_spaces(clusters) if cluster.has_marks]
    starts = {cluster.first: cluster.reads_as for cluster in marked}
    ends = {cluster.last for cluster in marked}
    result = []
    for number, operation in enumerate(operations):
        if number in drawing:
            result.extend(_rebuilt(number, drawing[number], starts, ends))
        else:
            result.append(operation)
    return result


def _with_lone_spaces(clusters):
    """Join a space between two marked clusters to the first: readers lose a space that is drawn alone."""
    for before, space, after in zip(clusters, clusters[1:], clusters[2:], strict=False):
        if before.has_marks and after.has_marks and space.text.isspace() and before.run == space.run:
            before.last, before.text = space.last, before.text + space.text
    return clusters


def _read(operations, fonts):
    """All clusters in drawing order, and the pieces of each operation that draws glyphs."""
    clusters, drawing, texts, run = [], {}, {}, 0
    for number, operation in enumerate(operations):
        if not isinstance(operation, bytes):
            continue
        if operation == b"BT":
            run += 1
        elif match := SELECT_FONT.match(operation):
            run, texts = run + 1, fonts.get(match[1], {})
        elif match := SHOW_GLYPHS.match(operation):
            pieces = drawing[number] = list(_pieces(match[1]))
            for place, piece in enumerate(pieces):
                here, last = (number, place), clusters[-1] if clusters else None
                if not piece.startswith(b"<"):
                    if last and last.has_marks:
                        last.open = True
                    continue
                text = texts.get(int(piece[1:-1], 16), "")
                if last and last.takes(run, text):
                    last.last, last.text, last.open = here, last.text + text, False
                else:
                    clusters.append(Cluster(run, here, here, text))
    return clusters, drawing


def _pieces(shown):
    """What one TJ operator shows, one glyph or one adjustment at a time."""
    for glyphs, adjustment in PIECE.findall(shown):
        if adjustment:
            yield adjustment
        for offset in range(0, len(glyphs), 4):
            yield b"<" + glyphs[offset : offset + 4] + b">"


def _rebuilt(number, pieces, starts, ends):
    """The pieces of one operation as operations again, with the spans that open or close among them."""
    waiting = []
    for place, piece in enumerate(pieces):
        if text := starts.get((number, place)):
            yield from _shown(waiting)
            waiting = []
            actual = ("\ufeff" + text).encode("utf-16-be").hex().encode()
            yield b"/Span <</ActualText <" + actual + b">>> BDC"
        waiting.append(piece)
        if (number, place) in ends:
            yield from _shown(waiting)
            waiting = []
            yield b"EMC"
    yield from _shown(waiting)


def _shown(pieces):
    """One TJ operator for these pieces, neighbouring glyphs joined, or none for no pieces."""
    if pieces:
        yield b"[" + b" ".join(pieces).replace(b"> <", b"") + b"] TJ"
