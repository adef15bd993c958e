"""The signing authority of the demonstration: a key and certificates of our own making that say what they are."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

WORD = "demonstration / สาธิต"
SIGNER_FILE, PASSPHRASE_FILE, ROOT_FILE = "signer.p12", "passphrase", "authority.pem"
YEARS = timedelta(days=3650)


def make_authority(folder, *, now=None, lasts=YEARS) -> Path:
    """Key, passphrase and root certificate in a folder that only we may read; what is there stays.

    Returns the path of the PKCS#12 file, which is written last: it is there when all is.
    """
    folder = Path(folder)
    if (folder / SIGNER_FILE).exists():
        return folder / SIGNER_FILE
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    begins = (now or datetime.now(UTC)) - timedelta(hours=1)
    root_key, signer_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, dates = _name("รัชภูมิ CA"), (begins, begins + lasts)
    root = _certificate(root_name, root_key.public_key(), root_name, root_key, dates, authority=True)
    signer = _certificate(_name("รัชภูมิ"), signer_key.public_key(), root_name, root_key, dates, authority=False)
    passphrase = secrets.token_urlsafe(32)
    packed = pkcs12.serialize_key_and_certificates(
        b"signer", signer_key, signer, [root], serialization.BestAvailableEncryption(passphrase.encode())
    )
    _write(folder / ROOT_FILE, root.public_bytes(serialization.Encoding.PEM))
    _write(folder / PASSPHRASE_FILE, passphrase.encode())
    _write(folder / SIGNER_FILE, packed)
    return folder / SIGNER_FILE


def _name(common):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "TH"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, WORD),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{common} ({WORD})"),
        ]
    )


def _certificate(subject, public_key, issuer, issuer_key, dates, *, authority):
    """A certificate for signing certificates or for signing documents, and for nothing else."""
    unused = {"key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"}
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        **dict.fromkeys(unused, False),
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(dates[0])
        .not_valid_after(dates[1])
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, hashes.SHA256())


def _write(path, content):
    """All of the file or none, readable by us alone."""
    draft = path.with_suffix(".new")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    draft.replace(path)
