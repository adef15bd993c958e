"""What the register keeps: designs and their versions, who signs, batches, certificates, and the ledger."""

from .batches import Batch, BatchEntry
from .designs import CertificateDesign, DesignVersion, ProgrammeAward
from .ledger import LedgerEntry, LedgerHead
from .names import NameConfirmation, NameRequest
from .register import AwardedAchievement, Certificate, Credential, NumberSeries, StatusList
from .signatories import Signatory

__all__ = [
    "AwardedAchievement",
    "Batch",
    "BatchEntry",
    "Certificate",
    "CertificateDesign",
    "Credential",
    "DesignVersion",
    "LedgerEntry",
    "LedgerHead",
    "NameConfirmation",
    "NameRequest",
    "NumberSeries",
    "ProgrammeAward",
    "Signatory",
    "StatusList",
]
