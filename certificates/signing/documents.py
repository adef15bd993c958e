"""Adding a signature to a PDF, the same for all back-ends."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import aiohttp
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from .errors import SigningRefused, SigningUnavailable

FIELD, DIGEST = "Signature", "sha256"
# Bytes kept for a signature beside the certificates of its chain; a time stamp brings a chain of its own.
BESIDE_CHAIN, TIMESTAMP = 1024, 8192
REFUSED = {400, 401, 403, 404}


async def signed(pdf: bytes, signer, options) -> bytes:
    """The document with the signature of a pyHanko signer, B-LT where the options name a time stamp service."""
    stamped = options.get("timestamp_url")
    validity = {"embed_validation_info": True, "validation_context": _context(options)} if stamped else {}
    what = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm=DIGEST, subfilter=fields.SigSeedSubFilter.PADES, **validity
    )
    stamper = HTTPTimeStamper(stamped, timeout=options.get("timeout", 20)) if stamped else None
    document = IncrementalPdfFileWriter(BytesIO(pdf))
    # Told how much room to keep, pyHanko does not sign once for trial.
    room = room_for(signer) + (TIMESTAMP if stamped else 0)
    # It counts digits, two for each byte.
    signing = signers.PdfSigner(what, signer, timestamper=stamper).async_sign_pdf(document, bytes_reserved=2 * room)
    return (await signing).getvalue()


def room_for(signer):
    """How many bytes the signature of this signer may take."""
    return BESIDE_CHAIN + sum(len(one.dump()) for one in (signer.signing_cert, *signer.cert_registry))


def outcome_of(signing):
    """Of a coroutine, whether or not an event loop runs in this thread already."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(signing)
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(asyncio.run, signing).result()


def run(signing) -> bytes:
    """The outcome of a coroutine that signs, its failures in our words."""
    try:
        return outcome_of(signing)
    except (SigningError, TimestampRequestError, aiohttp.ClientError, OSError, TimeoutError) as error:
        check_refusal(error.__cause__ or error)
        raise SigningUnavailable(f"The signing service cannot be reached: {error}") from error
    except (PathError, ValidationError) as error:
        raise SigningRefused(f"The certificate of the signature cannot be trusted: {error}") from error
    except PdfError as error:
        raise SigningRefused(f"The document cannot be signed: {error}") from error


def check_refusal(error):
    """Raises SigningRefused for an answer that will not be another one tomorrow."""
    status = getattr(error, "status", None)
    if status in REFUSED:
        raise SigningRefused(f"The signing service refuses us ({status}).") from error


def check_dates(certificate, now=None):
    """Raises SigningRefused outside the time for which a certificate was given."""
    now = now or datetime.now(UTC)
    if now > certificate.not_valid_after:
        raise SigningRefused(f"The signing certificate expired on {certificate.not_valid_after:%Y-%m-%d}.")
    if now < certificate.not_valid_before:
        raise SigningRefused(f"The signing certificate is not valid before {certificate.not_valid_before:%Y-%m-%d}.")


def _context(options):
    """Who is trusted, and where what is missing to prove it later may be fetched from."""
    roots = trusted_roots(options)
    crls = [Path(path).read_bytes() for path in options.get("crls", ())]
    return ValidationContext(trust_roots=roots, crls=crls, allow_fetching=options.get("fetch", True))


def trusted_roots(options):
    """The certificates that the settings trust. Raises SigningRefused for a file that holds none."""
    return _certificates(tuple(map(str, options.get("trust", ()))))


@lru_cache(maxsize=4)
def _certificates(paths):
    try:
        return list(load_certs_from_pemder(paths))
    except (OSError, ValueError) as error:
        raise SigningRefused(f"A trusted certificate cannot be read: {error}") from error
