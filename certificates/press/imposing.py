"""Pages for the print shop: many documents in one, each on a larger sheet with bleed and crop marks.

What pages have in common (faces, the paper under the words) is kept once, so that a thousand certificates of one design
are little more than their words. What is printed is not the issued file: it has no signature, tags or attachments.
"""

import zlib
from hashlib import sha256

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

MILLIMETRE = 72 / 25.4
BLEED, MARK = 3 * MILLIMETRE, 4 * MILLIMETRE
# Marks stand off what bleeds; with 7.5 mm on each side A4 still goes on SRA4.
MARGIN = 7.5 * MILLIMETRE
PAPER = "/Paper"
# Nothing a page draws with lies deeper than this; what does would be a ring.
DEEPEST = 30


class Imposition:
    """A document for the print shop that grows by `add` and is written by `save`; to be used in a `with`."""

    def __init__(self, title):
        self.pdf, self.kept = pikepdf.new(), {}
        self.pdf.docinfo[Name.Title] = title

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.pdf.close()

    def add(self, file):
        """The pages of a document, given as an open binary file, at the end. Raises PdfError for what is none."""
        with pikepdf.open(file) as source:
            for page in source.pages:
                self._add_page(page)

    def save(self, target):
        self.pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)

    def _add_page(self, page):
        x, y, right, top = (float(edge) for edge in page.mediabox)
        width, height = right - x, top - y
        resources = self._kept(page.resources)
        parts = [
            _bleeding(width, height) if PAPER in resources.get(Name.XObject, {}) else b"",
            b"q %.4f %.4f %.4f %.4f re W n 1 0 0 1 %.4f %.4f cm\n"
            % (MARGIN, MARGIN, width, height, MARGIN - x, MARGIN - y),
            page.Contents.read_bytes() if isinstance(page.Contents, Stream) else _joined(page.Contents),
            b"\nQ\n",
            _crop_marks(width, height),
        ]
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=_box(0, width, height),
            BleedBox=_box(MARGIN - BLEED, width, height),
            TrimBox=_box(MARGIN, width, height),
            Resources=resources,
            Contents=self._stream(zlib.compress(b"".join(parts)), Name.FlateDecode),
        )
        self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(sheet)))

    def _kept(self, one, depth=0):
        """A value of another document as one of this: what is equal, and stands on its own, only once."""
        if depth > DEEPEST:
            raise ValueError("the page draws with what leads back to itself")
        if isinstance(one, Stream):
            return self._kept_stream(one, depth)
        if isinstance(one, Dictionary):
            copy = Dictionary({key: self._kept(value, depth + 1) for key, value in one.items()})
        elif isinstance(one, Array):
            copy = Array([self._kept(value, depth + 1) for value in one])
        else:
            return pikepdf.Object.parse(one.unparse()) if isinstance(one, pikepdf.Object) else one
        if not one.is_indirect:
            return copy
        key = copy.unparse()
        if key not in self.kept:
            self.kept[key] = self.pdf.make_indirect(copy)
        return self.kept[key]

    def _kept_stream(self, one, depth):
        said = {key: self._kept(value, depth + 1) for key, value in one.items() if key != "/Length"}
        raw = one.read_raw_bytes()
        key = sha256(Dictionary(said).unparse() + raw).digest()
        if key not in self.kept:
            made = self._stream(raw, said.pop("/Filter", None), said.pop("/DecodeParms", None))
            for name, value in said.items():
                made[name] = value
            self.kept[key] = made
        return self.kept[key]

    def _stream(self, raw, packed, parameters=None):
        made = Stream(self.pdf, b"")
        made.write(raw, filter=packed, decode_parms=parameters)
        return made


def _joined(contents):
    return b"\n".join(part.read_bytes() for part in contents)


def _box(inset, width, height):
    """A box so far inside the sheet on which a page of this size stands."""
    return Array([round(edge, 4) for edge in (inset, inset, width + 2 * MARGIN - inset, height + 2 * MARGIN - inset)])


def _bleeding(width, height):
    """The paper drawn a little larger, seen only in the strip that is cut off: no white edge where the knife is off."""
    outer = MARGIN - BLEED, MARGIN - BLEED, width + 2 * BLEED, height + 2 * BLEED
    inner = MARGIN, MARGIN, width, height
    larger = (width + 2 * BLEED) / width, (height + 2 * BLEED) / height, MARGIN - BLEED, MARGIN - BLEED
    return b"q %.4f %.4f %.4f %.4f re %.4f %.4f %.4f %.4f re W* n %.6f 0 0 %.6f %.4f %.4f cm /Paper Do Q\n" % (
        *outer,
        *inner,
        *larger,
    )


def _crop_marks(width, height):
    """Eight hairlines at the corners, in black, outside what bleeds."""
    lines = []
    for x, out_x in ((MARGIN, 0), (MARGIN + width, MARGIN + width + MARGIN - MARK)):
        for y, out_y in ((MARGIN, 0), (MARGIN + height, MARGIN + height + MARGIN - MARK)):
            lines.append(b"%.4f %.4f m %.4f %.4f l" % (out_x, y, out_x + MARK, y))
            lines.append(b"%.4f %.4f m %.4f %.4f l" % (x, out_y, x, out_y + MARK))
    return b"q 0 G 0.25 w " + b" ".join(lines) + b" S Q"
