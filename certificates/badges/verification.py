"""What is true of a credential that somebody brings. Pure: no network, no database, no clock of its own."""

import math
from enum import StrEnum

from . import keys, status
from .contexts import UnknownContext
from .proofs import is_signed_by, proof_of, read_moment

# Our own credentials are far below these.
MOST_PARTS, MOST_LEVELS, MOST_TEXT = 1_000, 12, 100_000
KEYWORDS = {"@context", "@value", "@language"}


class Verdict(StrEnum):
    VALID = "valid"
    CHANGED = "changed"
    WRONG_ISSUER = "wrong issuer"
    EXPIRED = "expired"
    REVOKED = "revoked"
    COULD_NOT_CHECK = "could not check"


def verify(credential, *, issuer, publics, lists, now):
    """The verdict on a credential, as JSON gave it.

    `issuer` is whom we trust, `publics` its public keys in Multibase, `lists` {address: signed status list}.
    Revoked weighs more than expired, which needs no list. A list that is missing, out of date or not ours leaves the
    question open: never "valid".
    """
    if not _is_sound(credential):
        return Verdict.COULD_NOT_CHECK
    if issuer_of(credential) != issuer.did:
        return Verdict.WRONG_ISSUER
    try:
        if (fault := _fault(credential, issuer, publics)) is not None:
            return fault
        begins, ends = _span(credential)
    except (UnknownContext, ValueError):
        return Verdict.COULD_NOT_CHECK
    revoked = _is_revoked(credential, issuer, publics, lists, now)
    if revoked:
        return Verdict.REVOKED
    if ends and ends <= now:
        return Verdict.EXPIRED
    return Verdict.COULD_NOT_CHECK if revoked is None or begins > now else Verdict.VALID


def issuer_of(credential):
    """The identifier that a credential gives as its issuer's, true or not; "" where it gives none."""
    found = credential.get("issuer")
    found = found.get("id") if isinstance(found, dict) else found
    return found if isinstance(found, str) else ""


def _fault(document, issuer, publics):
    """WRONG_ISSUER or CHANGED, or None where one of our keys signed what the document says."""
    try:
        method = proof_of(document).get("verificationMethod")
    except ValueError:
        return Verdict.CHANGED
    public = next((each for each in publics if issuer.method(each) == method), None)
    if public is None:
        return Verdict.WRONG_ISSUER
    return None if is_signed_by(document, keys.read_multibase(public)) else Verdict.CHANGED


def _span(document):
    """When the document begins and ends to hold; the end may be None."""
    ends = document.get("validUntil")
    return read_moment(document["validFrom"]), read_moment(ends) if ends else None


def _is_revoked(credential, issuer, publics, lists, now):
    """Whether its place in the status list is set; None where that cannot be told."""
    entry = credential.get("credentialStatus")
    if not isinstance(entry, dict) or entry.get("statusPurpose") != status.PURPOSE:
        return None
    listed = lists.get(entry.get("statusListCredential"))
    try:
        place = int(entry["statusListIndex"])
        bits = _bits(listed, entry["statusListCredential"], issuer, publics, now)
        return status.is_set(bits, place) if 0 <= place < status.SIZE else None
    except (KeyError, ValueError, UnknownContext):
        return None


def _bits(listed, address, issuer, publics, now):
    """The bits of a list that is ours, stands at this address and holds now; ValueError otherwise."""
    if not _is_sound(listed) or issuer_of(listed) != issuer.did or listed.get("id") != address:
        raise ValueError("The list is not the one that the credential names.")
    if _fault(listed, issuer, publics) is not None:
        raise ValueError("The list is not signed by us.")
    begins, ends = _span(listed)
    if begins > now or (ends and ends <= now):
        raise ValueError("The list is out of date.")
    if "BitstringStatusListCredential" not in listed["type"]:
        raise ValueError("This is no status list.")
    subject = listed["credentialSubject"]
    if subject["statusPurpose"] != status.PURPOSE:
        raise ValueError("The list is about something else.")
    return status.decode(subject["encodedList"])


def _is_sound(document):
    """Whether this can be one of our documents at all: an object of plain values, neither huge nor deep.

    What could make JSON-LD pass over a member in silence (null, keywords other than those we write, vocabularies of the
    document's own) is refused here: the member would be shown and not signed.
    """
    parts, letters, waiting = 0, 0, [(document, 0)]
    while waiting:
        part, level = waiting.pop()
        parts += 1
        if parts > MOST_PARTS or letters > MOST_TEXT or level > MOST_LEVELS or part is None:
            return False
        if isinstance(part, dict):
            if any(name.startswith("@") and name not in KEYWORDS or name == "@context" and level for name in part):
                return False
            letters += sum(map(len, part))
            waiting += [(each, level + 1) for each in part.values()]
        elif isinstance(part, list):
            waiting += [(each, level + 1) for each in part]
        elif isinstance(part, float) and not math.isfinite(part):
            return False
        else:
            letters += len(str(part))
    if not isinstance(document, dict) or not isinstance(document.get("@context"), list):
        return False
    return all(isinstance(each, str) for each in document["@context"])
