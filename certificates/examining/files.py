"""Whether a PDF that somebody brings is what the academy issued: by hash, attached badge and signature."""

import re
from dataclasses import dataclass
from hashlib import sha256

import pikepdf
from django.utils import timezone

from ..badges import issuing
from ..badges.addresses import status_list_address
from ..badges.keys import NoKey
from ..choices import FileFinding
from ..queries import register
from ..signing.checking import Checked
from ..verdicts import Verdict, finding_of_file, verdict_of
from .apart import Read, Unreadable, read, read_apart

CODE = re.compile(r"/([0-9A-Z]{12})\.json$")
LIST = re.compile(r"/([0-9]{1,9})\.json$")


@dataclass(frozen=True)
class Examined:
    """`verdict` is that of the register on the certificate that the file is, or that its genuine badge names; None
    where it is neither. `badge` is a word of badges.verification.Verdict, or "" where none is attached."""

    finding: FileFinding
    verdict: Verdict | None = None
    signature: Checked = Checked()
    badge: str = ""


def examine(pdf: bytes, now) -> Examined:
    """The verdict on a file. Keeps nothing of it; at most five queries."""
    certificate = register.find_by_file(sha256(pdf).hexdigest())
    issued = certificate is not None
    try:
        found = _read_our_own(pdf) if issued else read_apart(pdf)
    except Unreadable:
        return Examined(FileFinding.COULD_NOT_CHECK)
    badge = str(issuing.judge(found.badge, lists=_list_of(found.badge, now), now=now)) if found.badge else ""
    if not issued and badge:
        certificate = register.find_by_code(_code_of(found.badge))
    finding = finding_of_file(issued=issued, known=certificate is not None, badge=badge, signature=found.signature)
    named = finding in (FileFinding.ISSUED, FileFinding.ALTERED)
    verdict = verdict_of(certificate, timezone.localdate(now)) if named else None
    return Examined(finding, verdict, found.signature, badge)


def _read_our_own(pdf):
    """Nothing that we wrote is made to hurt; should it not be readable all the same, its hash still is."""
    try:
        return read(pdf)
    except (pikepdf.PdfError, ValueError):
        return Read()


def _code_of(badge):
    found = CODE.search(badge["id"]) if isinstance(badge.get("id"), str) else None
    return found[1] if found else ""


def _list_of(badge, now):
    """{address: the status list} that a badge names, as the register would give it now; empty where it names none."""
    entry = badge.get("credentialStatus")
    address = entry.get("statusListCredential") if isinstance(entry, dict) else None
    found = LIST.search(address) if isinstance(address, str) else None
    if not found or status_list_address(int(found[1])) != address:
        return {}
    places = register.revoked_places(int(found[1]))
    try:
        return {} if places is None else {address: issuing.signed_status_list(int(found[1]), revoked=places, now=now)}
    except NoKey:
        return {}
