"""Signatures of Data Integrity, cryptosuite eddsa-rdfc-2022: made, and checked. Pure."""

from datetime import UTC, datetime
from hashlib import sha256

from cryptography.exceptions import InvalidSignature

from . import base58
from .canonical import canonical, canonical_form

SUITE = "eddsa-rdfc-2022"
PURPOSE = "assertionMethod"
KIND = ("DataIntegrityProof", SUITE, PURPOSE)


def moment(when):
    """A moment as credentials write it: UTC, whole seconds. ValueError for one that does not say where it is."""
    if when.tzinfo is None:
        raise ValueError("A moment of a credential needs its time zone.")
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(text):
    """The moment that a credential writes; ValueError where it is none."""
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError("A moment of a credential needs its time zone.")
    return when


def sign(document, *, key, method, created):
    """The document with a proof. `key` is an Ed25519 private key, `method` the address of its public half."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(created),
        "verificationMethod": method,
        "proofPurpose": PURPOSE,
    }
    signature = key.sign(_digest(document, options, canonical_form))
    # The schema of Open Badges asks for a list.
    return {**document, "proof": [{**options, "proofValue": base58.encode(signature)}]}


def is_signed_by(document, public_key):
    """Whether the one proof of a document was made with this key over what the document says now.

    UnknownContext where it is written in words that are not kept here.
    """
    options = dict(proof_of(document))
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    try:
        signature = base58.decode(options.pop("proofValue", ""))
        public_key.verify(signature, _digest(unsigned, options, canonical))
    except (InvalidSignature, ValueError):
        return False
    return True


def proof_of(document):
    """The one proof of a document as this suite makes it; ValueError where there is none, or more than one."""
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if not isinstance(proof, dict) or "@context" in proof:
        raise ValueError("There has to be one proof.")
    if (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose")) != KIND:
        raise ValueError("The proof is of another kind.")
    return proof


def _digest(document, options, told):
    configuration = {"@context": document["@context"], **options}
    return sha256(told(configuration).encode()).digest() + sha256(told(document).encode()).digest()
