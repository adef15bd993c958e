"""The badge that a PDF carries as an attached file. For files from strangers: bounded in everything it reads."""

import json
import zlib
from io import BytesIO

import pikepdf

MOST_FILES, MOST_BYTES = 16, 512 * 1024
PACKED = ("/FlateDecode", "/Fl")


def credential_in(pdf: bytes):
    """The first attached Open Badge as JSON gives it, signed or not; None where there is none.

    Raises pikepdf.PdfError (its PasswordError for an encrypted file) or ValueError for what cannot be read.
    """
    with pikepdf.open(BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as document:
        for content in _files(document):
            try:
                found = json.loads(content)
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict) and "OpenBadgeCredential" in _list(found.get("type")):
                return found
    return None


def _files(document):
    """What is attached, unpacked as far as our own files go."""
    names = list(document.attachments)[:MOST_FILES]
    for name in names:
        stream = document.attachments[name].obj.EF.get("/F")
        content = _content(stream) if isinstance(stream, pikepdf.Stream) else None
        if content is not None:
            yield content


def _content(stream):
    """The bytes of a stream that is packed as we pack, None where it is not or where it is larger than ours are."""
    packed, way = stream.read_raw_bytes(), stream.get("/Filter")
    if way is None:
        return packed if len(packed) <= MOST_BYTES else None
    ways = [str(each) for each in way] if isinstance(way, pikepdf.Array) else [str(way)]
    if len(ways) != 1 or ways[0] not in PACKED or "/DecodeParms" in stream:
        return None
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, MOST_BYTES)
    except zlib.error:
        return None
    return content if unpacker.eof else None


def _list(value):
    return value if isinstance(value, list) else [value]
