"""How entries of the ledger are chained. Pure."""

import json
from datetime import UTC
from hashlib import sha256


def digest_of(*, previous, seq, at, actor, verb, certificate, reason, data):
    """SHA-256 (64 hexadecimal digits) of an entry and all before it.

    `at` is an aware moment; `actor` and `certificate` are ids, the former None for the system itself; `data` is plain
    JSON.
    """
    told = [previous, seq, at.astimezone(UTC).isoformat(), actor, verb, certificate, reason, data]
    return sha256(canonical(told)).hexdigest()


def facts_digest(facts):
    """SHA-256 of what a certificate says, as the ledger keeps it from the day of issue."""
    return sha256(canonical(facts)).hexdigest()


def canonical(value):
    """JSON in one spelling, as bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
