"""Writing a PDF file: objects, attachments, and the table that finds them. The same parts give the same bytes."""

import zlib
from dataclasses import dataclass
from datetime import date
from hashlib import md5

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa8\n"
IN_FILE, IN_STREAM = 1, 2


@dataclass(frozen=True)
class Attached:
    """A file inside the document: `relationship` is how it stands to the page (Source, Data, Supplement …)."""

    name: str
    content: bytes
    mime: str
    description: str
    relationship: str = "Source"


def obj(number, body) -> bytes:
    return b"%d 0 obj\n%b\nendobj\n" % (number, body)


def stream(entries, content, *, packed=False) -> bytes:
    """A stream; `packed` says that the content is deflated already and the entries say so."""
    if not packed:
        entries, content = entries + b"/Filter/FlateDecode", zlib.compress(content, 6)
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(content), content)


def text(value: str) -> bytes:
    """A text string in any script."""
    return b"<feff" + value.encode("utf-16-be").hex().encode() + b">"


def ascii_text(value: str) -> bytes:
    return b"<" + value.encode("ascii").hex().encode() + b">"


def attachment_objects(attachments, first, day: date) -> tuple[list[bytes], bytes]:
    """Objects numbered from `first` for the attached files, and what the catalogue says of them.

    Files are dated by the day of issue: the clock must not change the document.
    """
    objects, names, references = [], [], []
    stamp = ascii_text(f"D:{day:%Y%m%d}000000Z")
    for number, one in zip(range(first, first + 2 * len(attachments), 2), attachments, strict=True):
        mime = one.mime.replace("/", "#2f").replace("+", "#2b").encode()
        sum_ = md5(one.content, usedforsecurity=False).hexdigest().encode()
        said = (len(one.content), sum_, stamp, stamp)
        entries = b"/Type/EmbeddedFile/Subtype/%b/Params<</Size %d/CheckSum<%b>/CreationDate%b/ModDate%b>>"
        objects.append(stream(entries % (mime, *said), one.content))
        name, description, relationship = text(one.name), text(one.description), one.relationship.encode()
        objects.append(
            b"<</Type/Filespec/F%b/UF%b/Desc%b/AFRelationship/%b/EF<</F %d 0 R/UF %d 0 R>>>>"
            % (name, name, description, relationship, number, number)
        )
        names.append((one.name.encode("utf-16-be"), b"%b %d 0 R" % (name, number + 1)))
        references.append(b"%d 0 R" % (number + 1))
    if not attachments:
        return [], b""
    tree = b" ".join(entry for _key, entry in sorted(names))
    return objects, b"/AF[%b]/Names<</EmbeddedFiles<</Names[%b]>>>>" % (b" ".join(references), tree)


class File:
    """A file growing from its fixed beginning: numbered objects, then the table of all of them."""

    def __init__(self, beginning: bytes, rows: dict[int, tuple[int, int, int]]):
        self.parts, self.length, self.rows = [beginning], len(beginning), dict(rows)

    def add(self, number, body):
        part = obj(number, body)
        self.rows[number] = (IN_FILE, self.length, 0)
        self.parts.append(part)
        self.length += len(part)

    def finished(self, *, root, info) -> bytes:
        """The whole file. Its identifier is a digest of what stands in it."""
        number = max(self.rows) + 1
        self.rows[number] = (IN_FILE, self.length, 0)
        rows = b"".join(_row(self.rows.get(at, (0, 0, 65535 if at == 0 else 0))) for at in range(number + 1))
        digest = md5(usedforsecurity=False)
        for part in self.parts:
            digest.update(part)
        name = digest.hexdigest().encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
        table = obj(number, stream(entries % (number + 1, root, info, name, name), rows))
        return b"".join([*self.parts, table, b"startxref\n%d\n%%%%EOF\n" % self.length])


def _row(row):
    kind, place, detail = row
    return kind.to_bytes(1, "big") + place.to_bytes(4, "big") + detail.to_bytes(2, "big")
