"""What the register says of a certificate to anybody who asks: one verdict for page, JSON, badge and file. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .choices import CertificateState, FileFinding, Finding, ReplacementGround


@dataclass(frozen=True)
class PublicFacts:
    """All that strangers may read of a certificate, and nothing else. `name` is empty once it was taken out.

    Titles are (Thai, English or ""); `module` is empty for the whole programme, which has no English title then: the
    frozen facts keep that of what was completed.
    """

    number: str
    name: str
    name_en: str
    programme: tuple[str, str]
    module: tuple[str, str]
    cohort: int | None
    issued_on: date
    valid_until: date | None


@dataclass(frozen=True)
class Verdict:
    """`since` is when it ceased to hold; `ground` that of a revocation; `newer` and `older` are lines of the register.

    `taken_out` says that the holder's name was taken out of the register.
    """

    finding: Finding
    facts: PublicFacts | None = None
    code: str = ""
    since: date | datetime | None = None
    ground: str = ""
    newer: Any = None
    older: Any = None
    older_for: str = ""
    taken_out: bool = False

    @property
    def holds(self):
        return self.finding == Finding.VALID

    @property
    def is_substitute(self):
        """Whether the certificate itself is a ใบแทน."""
        return self.older_for == ReplacementGround.LOST


UNCHECKED = Verdict(Finding.COULD_NOT_CHECK)


def verdict_of(certificate, today):
    """The verdict on a line of the register as it stands today; None is a line that is not there.

    Revoked weighs most, then replaced, then expired. The last day of a certificate is a valid one.
    """
    if certificate is None:
        return Verdict(Finding.NOT_KNOWN)
    known = {
        "facts": public_facts(certificate),
        "code": certificate.code,
        "older": certificate.replaces,
        "older_for": certificate.replaces_for,
        "taken_out": certificate.forgotten_at is not None,
    }
    if certificate.state == CertificateState.REVOKED:
        # The ground is free text: once the name was taken out, it might be the last place where it stands.
        ground = "" if certificate.forgotten_at else certificate.revocation_reason
        return Verdict(Finding.REVOKED, since=certificate.revoked_at, ground=ground, **known)
    if certificate.state == CertificateState.REPLACED:
        newer = getattr(certificate, "replaced_by", None)
        lost = newer is not None and newer.replaces_for == ReplacementGround.LOST
        finding = Finding.SUBSTITUTED if lost else Finding.CORRECTED
        return Verdict(finding, since=certificate.replaced_at, newer=newer, **known)
    if certificate.valid_until and certificate.valid_until < today:
        return Verdict(Finding.EXPIRED, since=certificate.valid_until, **known)
    return Verdict(Finding.VALID, **known)


# What a badge that we signed and nobody changed may be found to be.
GENUINE = {"valid", "revoked", "expired"}


def finding_of_file(*, issued, known, badge, signature):
    """What is said of a PDF.

    `issued`: its hash stands in the register; `known`: the register holds the certificate that its badge names;
    `badge`: the verdict on that badge (badges.verification), "" for none; `signature`: signing.checking.Checked.
    """
    if issued:
        return FileFinding.ISSUED
    if badge in GENUINE:
        # A badge of ours without its line in the register is nothing that we could explain to a stranger.
        return FileFinding.ALTERED if known else FileFinding.COULD_NOT_CHECK
    if signature.intact and signature.trusted:
        return FileFinding.SIGNED
    return FileFinding.COULD_NOT_CHECK if badge == "could not check" else FileFinding.FOREIGN


def public_facts(certificate):
    """What strangers may read of a line of the register."""
    facts = certificate.facts
    title, module = facts.get("programme_title_th", ""), facts.get("module_title", "")
    english = facts.get("programme_title_en", "")
    named = certificate.forgotten_at is None
    return PublicFacts(
        number=certificate.number,
        name=certificate.name if named else "",
        name_en=facts.get("name_en", "") if named else "",
        programme=(title, "" if module else english),
        module=(module, english) if module else ("", ""),
        cohort=facts.get("cohort_number"),
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
    )
