"""Looking at the signature of a document that somebody brought."""

import logging
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from .documents import outcome_of, trusted_roots

logger = logging.getLogger(__name__)
WHOLE = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}


@dataclass(frozen=True)
class Checked:
    """What can be said of a document's signature: whether there is one, whether it holds for the document as it is,
    and whether it leads to a root that the settings trust ("trust" in SIGNING)."""

    signed: bool = False
    intact: bool = False
    trusted: bool = False
    signer: str = ""


def check(pdf: bytes) -> Checked:
    """Of several signatures the first counts; what cannot be read is not signed. Fetches nothing from anywhere."""
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        if not found:
            return Checked()
        context = ValidationContext(trust_roots=trusted_roots(settings.SIGNING), allow_fetching=False)
        status = outcome_of(async_validate_pdf_signature(found[0], signer_validation_context=context))
    except Exception as error:  # whatever a stranger's file may do to a parser
        logger.info("a document's signature cannot be read: %s: %s", type(error).__name__, error)
        return Checked()
    unchanged = status.docmdp_ok or status.modification_level is None
    intact = bool(status.intact and status.valid and status.coverage in WHOLE and unchanged)
    return Checked(True, intact, bool(intact and status.trusted), status.signing_cert.subject.human_friendly)
