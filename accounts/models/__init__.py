from .audit import AuditEntry
from .consent import Consent
from .organisation import Organisation, Province
from .user import User

__all__ = ["AuditEntry", "Consent", "Organisation", "Province", "User"]
