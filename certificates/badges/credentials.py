"""The credential of a certificate: Open Badges 3.0 as a Verifiable Credential 2.0. Pure."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curriculum.choices import CertificateKind

from .achievements import achievement_json
from .contexts import BADGE
from .languages import both, named, one_line
from .proofs import moment
from .status import entry_json

SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
EVIDENCE = _("The register's page on this certificate")


def credential(facts, *, issuer, achievement, status, address, issued_at, expires_at=None, image=""):
    """The unsigned credential of `CertificateFacts`, at its stable address.

    The holder is known by the name on the certificate and nothing else. `status` is its place in a list, `expires_at`
    the moment it ends, for kinds that do; `image` an address of the badge's picture.
    """
    told = {
        "@context": list(BADGE),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        **named(f"{facts.kind_label} {achievement.name_th}", _english_name(facts, achievement)),
        "issuer": issuer.short(),
        "validFrom": moment(issued_at),
        "awardedDate": _day(facts.issued_on),
        "credentialSubject": _subject(facts, achievement, issuer),
        "evidence": [{"id": facts.verify_url, "type": ["Evidence"], **named(*both(EVIDENCE))}],
        "credentialStatus": entry_json(status),
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }
    if expires_at:
        told["validUntil"] = moment(expires_at)
    if image:
        told["image"] = {"id": image, "type": "Image"}
    return told


def _english_name(facts, achievement):
    if not achievement.name_en:
        return ""
    kind = dict(CertificateKind.choices).get(facts.kind, "")
    return ": ".join(filter(None, (both(kind)[1], achievement.name_en)))


def _subject(facts, achievement, issuer):
    told = {
        "type": ["AchievementSubject"],
        "identifier": [
            _identity(name) for name in dict.fromkeys(map(one_line, (facts.name_th, facts.name_en))) if name
        ],
        "licenseNumber": one_line(facts.number),
        "achievement": achievement_json(achievement, issuer),
    }
    if facts.cohort_label:
        told["term"] = one_line(facts.cohort_label)
    if facts.starts:
        told["activityStartDate"] = _day(facts.starts)
    if facts.ends:
        told["activityEndDate"] = _day(facts.ends)
    return told


def _identity(name):
    """A name as it is printed: hashing it would hide from readers what stands on the paper beside it."""
    return {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}


def _day(date):
    """The beginning of a day where the academy is."""
    return datetime.combine(date, time(), timezone.get_default_timezone()).isoformat()
