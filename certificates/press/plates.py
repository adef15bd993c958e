"""The plate: a drawn document taken apart into bytes that stay and bytes that vary."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import escape
from io import BytesIO

import pikepdf

from .slots import MARKS, Slot
from .writing import HEADER, IN_FILE, IN_STREAM, File, attachment_objects, obj, stream

# Strings of plain letters in the file format, whatever alphabet the document speaks.
PLAIN_KEYS = {"/URI", "/CreationDate", "/ModDate"}
UTF16, PLAIN, XML = "utf16", "plain", "xml"
ENCODE = {
    UTF16: lambda text: text.encode("utf-16-be").hex().encode(),
    PLAIN: lambda text: text.encode("ascii").hex().encode(),
    XML: lambda text: escape(text, quote=True).encode(),
}
QR_ENTRIES = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1<%b>]"


@dataclass(frozen=True)
class Varying:
    """Bytes with gaps: a list of bytes and (placeholder, encoding) pairs."""

    parts: tuple

    def filled(self, values) -> bytes:
        return b"".join(part if isinstance(part, bytes) else ENCODE[part[1]](values[part[0]]) for part in self.parts)


@dataclass
class Plate:
    """All of a document but what varies; `press` fills that in. Safe to share between threads."""

    beginning: bytes = b""
    rows: dict = field(default_factory=dict)
    varying: dict[int, Varying] = field(default_factory=dict)
    page: tuple[bytes | int, ...] = ()
    page_number: int = 0
    slots: list[Slot] = field(default_factory=list)
    metadata: tuple[int, Varying] = (0, Varying(()))
    pictures: dict[int, str] = field(default_factory=dict)
    catalogue: bytes = b""
    root: int = 0
    info: int = 0

    def press(self, *, values, sizes, pictures, attachments, day: date) -> bytes:
        """The document with {placeholder: text}, {placeholder: size of its line}, {name: (dark modules, colours)}.

        Raises Unpressable when a line cannot be set.
        """
        drawn = [self._line(slot, values, sizes) for slot in self.slots]
        file = File(self.beginning, self.rows)
        for number, varying in self.varying.items():
            file.add(number, varying.filled(values))
        content = b"".join(part if isinstance(part, bytes) else drawn[part] for part in self.page)
        file.add(self.page_number, stream(b"", content))
        number, varying = self.metadata
        metadata = varying.filled(values)
        file.add(number, stream(b"/Type/Metadata/Subtype/XML", metadata, packed=True))
        for number, name in self.pictures.items():
            file.add(number, two_coloured(*pictures[name]))
        first = max(file.rows) + 1
        objects, said = attachment_objects(attachments, first, day)
        for number, body in enumerate(objects, start=first):
            file.add(number, body)
        file.add(self.root, b"<<" + self.catalogue + said + b">>")
        return file.finished(root=self.root, info=self.info)

    def _line(self, slot, values, sizes):
        text, size = slot.pattern, None
        for placeholder in values:
            if placeholder in text:
                text, size = text.replace(placeholder, values[placeholder]), sizes.get(placeholder, size)
        return slot.set(text, size) + b"\n"


def two_coloured(rows, colours, scale=8) -> bytes:
    """A picture of light and dark squares as an image object. Drawn at a scale, since readers blur small pictures."""
    side, lines = len(rows) * scale, []
    for row in rows:
        bits = "".join("1" * scale if dark else "0" * scale for dark in row)
        line = int(bits, 2).to_bytes(side // 8, "big")
        lines += [line] * scale
    return stream(QR_ENTRIES % (side, side, colours.hex().encode()), b"".join(lines))


def take_apart(pdf: bytes, *, placeholders, slots, pictures) -> Plate:
    """The plate of a drawn document. `pictures` is {name of an image in the page: name of what replaces it}."""
    plate, kept = Plate(slots=slots), {}
    cut = _cutter(placeholders)
    with pikepdf.open(BytesIO(_flat(pdf))) as document:
        plate.root, plate.info = document.Root.objgen[0], document.trailer.Info.objgen[0]
        page = document.pages[0]
        plate.page_number = page.Contents.objgen[0]
        plate.page = _page_parts(page.Contents.read_bytes())
        images = {page.Resources.XObject[name].objgen[0]: use for name, use in pictures.items()}
        plate.pictures = images
        beginning, rows = [HEADER], {}
        for number, one in enumerate(document.objects, start=1):
            if number in (plate.page_number, plate.root, *images):
                continue
            if isinstance(one, pikepdf.Stream):
                if one.get("/Type") == "/Metadata":
                    plate.metadata = number, cut(one.read_bytes())
                    continue
                rows[number] = (IN_FILE, sum(map(len, beginning)), 0)
                body = stream(_entries(one), one.read_raw_bytes(), packed=True)
                beginning.append(obj(number, body))
                continue
            varying = cut(_written(one, placeholders))
            if len(varying.parts) > 1 or number == plate.info or one == page.obj:
                plate.varying[number] = varying
            else:
                kept[number] = varying.parts[0]
        plate.catalogue = _entries(document.Root)
        holder = len(document.objects) + 1
    rows[holder] = (IN_FILE, sum(map(len, beginning)), 0)
    beginning.append(obj(holder, _object_stream(kept)))
    rows |= {number: (IN_STREAM, holder, place) for place, number in enumerate(kept)}
    plate.beginning, plate.rows = b"".join(beginning), rows
    return plate


def _flat(pdf):
    """The document with every object on its own, numbered from 1, and one stream for the page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        flat = BytesIO()
        document.save(
            flat, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True, compress_streams=True
        )
    return flat.getvalue()


def _page_parts(content):
    """The page's operators as bytes and, between them, the numbers of the slots."""
    parts = MARKS.split(content)
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def _object_stream(kept):
    bodies, places, at = list(kept.values()), [], 0
    for number, body in kept.items():
        places.append(b"%d %d" % (number, at))
        at += len(body) + 1
    index = b" ".join(places) + b"\n"
    content = index + b"\n".join(bodies)
    return stream(b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(index)), content)


def _cutter(placeholders):
    """A function that cuts bytes at every placeholder, however it is written there."""
    ways = {ENCODE[way](one): (one, way) for one in placeholders for way in (UTF16, PLAIN, XML)}
    pattern = re.compile(b"(" + b"|".join(map(re.escape, ways)) + b")") if ways else None

    def cut(content):
        if not pattern:
            return Varying((content,))
        return Varying(tuple(ways.get(part, part) for part in pattern.split(content)))

    return cut


def _entries(dictionary) -> bytes:
    return b"".join(
        key.encode() + b" " + _written(value, (), key, top=False)
        for key, value in dictionary.items()
        if key != "/Length"
    )


def _written(value, placeholders, key=None, *, top=True) -> bytes:
    """A value in the file format; strings in hexadecimal, those with placeholders in the encoding they may need."""
    if isinstance(value, pikepdf.Object) and value.is_indirect and not top:
        return b"%d %d R" % value.objgen
    if isinstance(value, pikepdf.Dictionary):
        inner = (k.encode() + b" " + _written(v, placeholders, k, top=False) for k, v in value.items())
        return b"<<" + b"".join(inner) + b">>"
    if isinstance(value, pikepdf.Array):
        return b"[" + b" ".join(_written(item, placeholders, top=False) for item in value) + b"]"
    if isinstance(value, pikepdf.String):
        content = bytes(value)
        if key not in PLAIN_KEYS and any(one in str(value) for one in placeholders):
            content = b"\xfe\xff" + str(value).encode("utf-16-be")
        return b"<" + content.hex().encode() + b">"
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if value is None:
        return b"null"
    return value.unparse() if isinstance(value, pikepdf.Object) else str(value).encode()
