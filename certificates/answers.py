"""A verdict as JSON, for programs; docs/api.md and verification.schema.json describe it."""

import json
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from .badges.addresses import academy
from .choices import ReplacementGround

SCHEMA = json.loads(Path(__file__).with_name("verification.schema.json").read_text())


def verdict_json(verdict, checked_at):
    """What GET /api/v1/certificates/<code> answers. Moments and days are Common Era."""
    facts = verdict.facts
    return {
        "verdict": str(verdict.finding),
        "message": in_both(lambda: str(verdict.finding.label)),
        "checked_at": timezone.localtime(checked_at).isoformat(timespec="seconds"),
        "certificate": facts and _certificate(verdict),
        "revoked": _revoked(verdict) if verdict.finding == "revoked" else None,
        "replaced_by": _neighbour(verdict.newer, verdict.newer.replaces_for) if verdict.newer else None,
        "replaces": _neighbour(verdict.older, verdict.older_for) if verdict.older else None,
    }


def _certificate(verdict):
    facts = verdict.facts
    return {
        "number": facts.number,
        "code": verdict.code,
        "name": {"th": facts.name, "en": facts.name_en or None} if facts.name else None,
        "programme": _titles(facts.programme),
        "module": _titles(facts.module) if facts.module[0] else None,
        "cohort": facts.cohort,
        "issued_on": facts.issued_on.isoformat(),
        "valid_until": facts.valid_until and facts.valid_until.isoformat(),
        "page": in_both(lambda: page_address(verdict.code)),
    }


def _revoked(verdict):
    return {"on": timezone.localdate(verdict.since).isoformat(), "ground": verdict.ground or None}


def _neighbour(certificate, ground):
    return {
        "number": certificate.number,
        "code": certificate.code,
        "for": str(ReplacementGround(ground)),
        "address": academy().site + reverse("api_certificate", args=[certificate.code]),
    }


def _titles(titles):
    return {"th": titles[0], "en": titles[1] or None}


def page_address(code):
    """The full address of the page on a certificate, in the language at work."""
    return academy().site + reverse("certificates:verify", args=[code])


def in_both(say):
    """{"th": …, "en": …} of what a function says in each language."""
    told = {}
    for language in ("th", "en"):
        with override(language):
            told[language] = say()
    return told
