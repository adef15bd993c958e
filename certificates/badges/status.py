"""Bitstring Status Lists: which credentials were revoked, as bits that say nothing of anybody. Pure.

Each credential has a place in a list of 131,072, drawn at random when it is issued; the register remembers it. The
list is made from the revoked places whenever it is asked for, and signed like a credential.
"""

import gzip
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

from .contexts import STATUS_LIST
from .proofs import moment, sign

SIZE = 131_072
PURPOSE = "revocation"
# How long a list may be believed, and after how long a fresh one should be asked for.
LIFETIME = timedelta(days=1)
FRESH = timedelta(minutes=5)


@dataclass(frozen=True)
class StatusEntry:
    """The place of a credential: the address of a list, and a number from 0 to SIZE - 1."""

    address: str
    index: int


def entry_json(entry):
    """`credentialStatus` of a credential. ValueError for a place that no list has."""
    if not 0 <= entry.index < SIZE:
        raise ValueError(f"A list has places from 0 to {SIZE - 1}, not {entry.index}.")
    return {
        "id": f"{entry.address}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.address,
    }


def status_list(issuer, *, address, revoked, key, method, now):
    """The signed list at an address with these places revoked."""
    document = {
        "@context": list(STATUS_LIST),
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": moment(now),
        "validUntil": moment(now + LIFETIME),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encode(revoked),
            "ttl": int(FRESH.total_seconds() * 1000),
        },
    }
    return sign(document, key=key, method=method, created=now)


def encode(revoked):
    """The bits, the first place leftmost, packed as the specification says."""
    bits = bytearray(SIZE // 8)
    for place in revoked:
        if not 0 <= place < SIZE:
            raise ValueError(f"A list has places from 0 to {SIZE - 1}, not {place}.")
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def decode(text):
    """The bits as bytes; ValueError where they are not a list of SIZE. Never unpacks more than that."""
    if not isinstance(text, str) or not text.startswith("u"):
        raise ValueError("The list is not written in base64url.")
    unpacker = zlib.decompressobj(wbits=31)
    try:
        bits = unpacker.decompress(urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)), SIZE // 8 + 1)
    except zlib.error as error:
        raise ValueError("The list is not packed by gzip.") from error
    if len(bits) != SIZE // 8 or not unpacker.eof:
        raise ValueError("The list is of another size.")
    return bits


def is_set(bits, place):
    return bool(bits[place // 8] & 0x80 >> place % 8)
