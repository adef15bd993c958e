"""The keys that sign badges: files in the private folder, never in the database or the repository.

Each key is two files named after the moment it was made: `.pem` is the private half (only its owner may read it), and
`.pub` the public one. The newest `.pem` signs. Every `.pub` stays published, so that what an old key signed stays
verifiable; the `.pem` of an old key may be deleted.
"""

import os
from datetime import UTC
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

from . import base58

# How Multikey says "Ed25519, public".
PREFIX = b"\xed\x01"
LENGTH = 32


class NoKey(Exception):
    """There is no key to sign with: `manage.py badge_key` makes one."""


def folder():
    return Path(settings.PRIVATE_ROOT) / "badge-keys"


def public_keys():
    """All public keys in Multibase, the oldest first."""
    return [path.read_text().strip() for path in sorted(folder().glob("*.pub"))]


def signing_key():
    """(private key, its public key in Multibase) that signs now. NoKey where none was made."""
    newest = max(folder().glob("*.pem"), default=None)
    if newest is None:
        if not settings.BADGE_KEY_ON_FIRST_USE:
            raise NoKey("There is no key to sign badges with. Make one: manage.py badge_key")
        make_key()
        newest = max(folder().glob("*.pem"))
    return _read(newest)


def make_key(now=None):
    """A new key, which signs from now on; its public half in Multibase. Older ones stay published."""
    private = Ed25519PrivateKey.generate()
    public = multibase(private.public_key())
    stamp = (now or timezone.now()).astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    # The public half first: a key that signs is published at all times.
    _write(folder() / f"{stamp}.pub", f"{public}\n".encode(), 0o644)
    _write(folder() / f"{stamp}.pem", _pem(private), 0o600)
    return public


def multibase(public_key):
    raw = public_key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base58.encode(PREFIX + raw)


def read_multibase(text):
    """The public key that Multibase writes; ValueError where it is none of ours."""
    data = base58.decode(text)
    if not data.startswith(PREFIX) or len(data) != len(PREFIX) + LENGTH:
        raise ValueError("This is not a public key of Ed25519.")
    return Ed25519PublicKey.from_public_bytes(data[len(PREFIX) :])


@lru_cache(maxsize=8)
def _read(path):
    private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    return private, multibase(private.public_key())


def _pem(private):
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path, data, mode):
    """A whole file or none: written beside its place and then put there."""
    beside = path.with_name(f".{path.name}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.rename(path)
