"""Who issues: the identifier (did:web), its document with all keys, and the profile of Open Badges. Pure."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from .contexts import CREDENTIALS, OPEN_BADGES
from .languages import named

DID_CONTEXT = "https://www.w3.org/ns/did/v1"
MULTIKEY_CONTEXT = "https://w3id.org/security/multikey/v1"
NAME_TH = "วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่"
NAME_EN = "Thailand Academy for Area Collaboration, Innovation and Transformation"


@dataclass(frozen=True)
class Issuer:
    """The academy at one address. `site` is its address without a slash at the end, `profile` that of its profile."""

    site: str
    profile: str
    name_th: str = NAME_TH
    name_en: str = NAME_EN

    @property
    def did(self):
        """did:web of the host; the colon before a port is %3A. ValueError for a site that is not the root of a host."""
        parts = urlsplit(self.site)
        if parts.path.strip("/") or not parts.hostname:
            raise ValueError(f"The site must be the root of a host: {self.site}")
        return f"did:web:{quote(parts.netloc, safe='')}"

    def method(self, public):
        """The address of one public key (Multibase), which is its own name."""
        return f"{self.did}#{public}"

    def short(self):
        """The issuer as a credential carries it."""
        return {"id": self.did, "type": ["Profile"], **named(self.name_th, self.name_en), "url": f"{self.site}/"}


def did_document(issuer, publics):
    """/.well-known/did.json: all keys that ever signed, so that old credentials stay verifiable."""
    return {
        "@context": [DID_CONTEXT, MULTIKEY_CONTEXT],
        "id": issuer.did,
        "alsoKnownAs": [issuer.profile, f"{issuer.site}/"],
        **_methods(issuer, publics),
    }


def profile(issuer, publics):
    """The profile at its own HTTPS address, with the same keys."""
    return {
        "@context": [CREDENTIALS, OPEN_BADGES, DID_CONTEXT, MULTIKEY_CONTEXT],
        "id": issuer.profile,
        "type": ["Profile"],
        **named(issuer.name_th, issuer.name_en),
        "url": f"{issuer.site}/",
        "alsoKnownAs": [issuer.did],
        **_methods(issuer, publics),
    }


def _methods(issuer, publics):
    keys = [
        {"id": issuer.method(each), "type": "Multikey", "controller": issuer.did, "publicKeyMultibase": each}
        for each in publics
    ]
    return {"verificationMethod": keys, "assertionMethod": [key["id"] for key in keys]}
