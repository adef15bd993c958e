"""The vocabularies of a credential. Their meaning comes from files beside the code, never from the network."""

import json
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "jsonld"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# Without this one, the type of `credentialSchema` means nothing, and others refuse what pyld signs in silence.
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
FILES = {
    CREDENTIALS: "credentials-v2.json",
    OPEN_BADGES: "ob-v3p0-context-3.0.3.json",
    EXTENSIONS: "ob-v3p0-extensions.json",
}
BADGE = (CREDENTIALS, OPEN_BADGES, EXTENSIONS)
STATUS_LIST = (CREDENTIALS,)


class UnknownContext(LookupError):
    """A document names a vocabulary that is not kept here."""


@cache
def context(address):
    if address not in FILES:
        raise UnknownContext(address)
    return json.loads((FOLDER / FILES[address]).read_text(encoding="utf-8"))


def load(address, options=None):
    """What pyld asks for a context: ours or nothing."""
    return {
        "contextUrl": None,
        "documentUrl": address,
        "contentType": "application/ld+json",
        "document": context(address),
    }
