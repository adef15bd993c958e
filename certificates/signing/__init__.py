"""PAdES signatures: by a key in a file, by a remote service, or none, as the settings say.

`settings.SIGNING["backend"]` is "none", "pkcs12" or "remote"; keys never stand in the database or the repository.
With a time stamp service ("timestamp_url") signatures are B-LT, else B-B. What is not signed is never called so:
`level()` is empty then, and screens that speak of signatures ask it.

`sign` raises SigningUnavailable for what may pass (a service down), SigningRefused for what somebody must mend (a wrong
passphrase, an expired certificate). Neither leaves anything behind: the same document may be signed again.
"""

from django.conf import settings

from . import keyfile, remote
from .errors import SigningFailed, SigningRefused, SigningUnavailable

__all__ = ["SigningFailed", "SigningRefused", "SigningUnavailable", "level", "sign"]

BACKENDS = {"pkcs12": keyfile.sign, "remote": remote.sign}


def sign(pdf: bytes) -> bytes:
    """The document with a signature added, or as it is where none are made. Not for use inside an event loop."""
    backend = settings.SIGNING["backend"]
    if backend == "none":
        return pdf
    if backend not in BACKENDS:
        raise SigningRefused(f"SIGNING names a back-end that does not exist: {backend}.")
    return BACKENDS[backend](pdf, settings.SIGNING)


def level() -> str:
    """What signatures are made now: "B-LT", "B-B", or "" for none."""
    if settings.SIGNING["backend"] == "none":
        return ""
    return "B-LT" if settings.SIGNING.get("timestamp_url") else "B-B"
