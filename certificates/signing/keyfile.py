"""Signing with a key of our own in a PKCS#12 file."""

from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from pyhanko.sign import signers

from . import documents
from .containers import TRIALS, Container
from .errors import SigningRefused

SIGN = {
    "ecdsa": lambda key, data: key.sign(data, ec.ECDSA(hashes.SHA256())),
    "rsassa_pkcs1v15": lambda key, data: key.sign(data, padding.PKCS1v15(), hashes.SHA256()),
}


def sign(pdf, options) -> bytes:
    """Options: "file", and "passphrase" or "passphrase_file"."""
    path = Path(options["file"])
    try:
        version = path.stat().st_mtime_ns
        passphrase = options.get("passphrase") or Path(options["passphrase_file"]).read_text().strip()
    except (OSError, KeyError) as error:
        raise SigningRefused(f"The signing key is not there: {error}") from error
    signer = _signer(path, version, passphrase)
    documents.check_dates(signer.signing_cert)
    return documents.run(documents.signed(pdf, signer, options))


@lru_cache(maxsize=2)
def _signer(path, _version, passphrase):
    """The key, read once for each state of its file."""
    try:
        loaded = signers.SimpleSigner.load_pkcs12_data(path.read_bytes(), (), passphrase.encode())
    except (OSError, ValueError) as error:
        message = f"{path.name} cannot be opened: the passphrase is wrong, or it is no PKCS#12 file."
        raise SigningRefused(message) from error
    if loaded is None or loaded.signing_cert is None:
        raise SigningRefused(f"{path.name} holds no key with a certificate.")
    return OwnSigner(loaded.signing_cert, loaded.signing_key, loaded.cert_registry)


class OwnSigner(signers.SimpleSigner):
    """pyHanko's signer with the key parsed once, and one container for all documents (see containers)."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.key = serialization.load_der_private_key(self.signing_key.dump(), password=None)
        self._container = None

    def sign_raw(self, data, digest_algorithm):
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm).signature_algo
        known = mechanism in SIGN and digest_algorithm == documents.DIGEST
        return SIGN[mechanism](self.key, data) if known else super().sign_raw(data, digest_algorithm)

    async def async_sign(self, data_digest, digest_algorithm, **settings):
        """As pyHanko does it the first time and with a time stamp; else the container with digest and signature new."""
        plain = digest_algorithm == documents.DIGEST and settings.get("use_pades") and not settings.get("dry_run")
        by_pyhanko = super().async_sign
        if not plain or settings.get("timestamper"):
            return await by_pyhanko(data_digest, digest_algorithm, **settings)
        if self._container is None:
            made = [await by_pyhanko(fill * 32, digest_algorithm, **settings) for fill in TRIALS]
            self._container = Container.of(*made)
        return self._container.around(data_digest, lambda data: self.sign_raw(data, digest_algorithm))
