"""{% load certificate_tags %}: numbers in the reader's digits, and the certificate on a learner's home."""

from datetime import date
from urllib.parse import urlencode

from django import template
from django.utils.translation import get_language

from cohorts.choices import EnrolmentState
from home.thai.digits import to_thai

from .. import permissions
from ..badges.addresses import credential_address
from ..choices import CertificateState
from ..failures import failure_of
from ..queries.names import confirmed, open_requests, requests_waiting
from ..queries.register import certificates_of

register = template.Library()


@register.filter
def register_number(number):
    """{{ certificate.number|register_number }}: in Thai digits as printed, on English screens in Arabic ones."""
    return number if get_language() == "en" else to_thai(number)


@register.filter
def certified_title(facts):
    """{{ certificate.facts|certified_title }}: the programme or module that was completed, in the reader's language."""
    english = facts.get("programme_title_en") if get_language() == "en" else ""
    return english or facts.get("module_title") or facts.get("programme_title_th", "")


@register.filter
def in_my_language(titles):
    """{{ facts.programme|in_my_language }}: the reader's of (Thai, English), Thai where there is no English."""
    thai, english = titles
    return english if english and get_language() == "en" else thai


@register.filter
def failure(error):
    """{{ certificate.error|failure }}: what went wrong in words, with `label` and `advice`."""
    return failure_of(error)


@register.filter
def iso_date(text):
    """A date of the frozen facts, for the filters that write dates."""
    return date.fromisoformat(text) if text else None


@register.filter
def badge_url(certificate):
    """Where the signed badge of a certificate stands, for wallets."""
    return credential_address(certificate.code)


@register.filter
def linkedin_url(certificate):
    """LinkedIn's form for licences and certifications, filled in; in the reader's language."""
    facts = certificate.facts
    english = get_language() == "en"
    organisation = facts["organisation"]
    told = {
        "startTask": "CERTIFICATION_NAME",
        "name": f"{certified_title(facts)}" if english else f"{facts['kind_label']} {certified_title(facts)}",
        "organizationName": organisation[-1] if english else organisation[0],
        "issueYear": certificate.issued_on.year,
        "issueMonth": certificate.issued_on.month,
        "certUrl": facts["verify_url"],
        "certId": certificate.number,
    }
    if certificate.valid_until:
        told |= {"expirationYear": certificate.valid_until.year, "expirationMonth": certificate.valid_until.month}
    return f"https://www.linkedin.com/profile/add?{urlencode(told)}"


@register.filter
def may_forget(user):
    """Whether this reader may take a name out of the register."""
    return permissions.may_forget(user)


@register.inclusion_tag("certificates/card.html", takes_context=True)
def certificate_card(context, enrolment):
    """{% certificate_card enrolment %}: nothing before completion, then that it is coming, then the certificate.

    One query for each learner and page, however many cards it shows.
    """
    found = _by_enrolment(context, enrolment.learner_id).get(enrolment.pk, [])
    valid = next((one for one in found if one.state == CertificateState.VALID), None)
    return {
        "enrolment": enrolment,
        "certificate": valid or (found[0] if found else None),
        "completed": enrolment.state == EnrolmentState.COMPLETED,
    }


@register.simple_tag(takes_context=True)
def name_waits(context, enrolment):
    """{% name_waits enrolment as waits %}: whether its learner has still to confirm the name on the certificate.

    Three queries at most, those of the cards included, and none before the cohort begins.
    """
    if enrolment.state == EnrolmentState.ENDED or not enrolment.cohort.rules:
        return False
    found = _by_enrolment(context, enrolment.learner_id).get(enrolment.pk, [])
    if any(one.state == CertificateState.VALID for one in found):
        return False
    return not (confirmed([enrolment]) or open_requests([enrolment]))


@register.simple_tag
def name_requests():
    """{% name_requests as count %}: how many requests for another name wait for a registrar; one query."""
    return requests_waiting()


def _by_enrolment(context, learner_id):
    """{enrolment id: certificates, newest first} of a learner, kept with the request that this page answers."""
    request = context.get("request")
    kept = request.__dict__.setdefault("certificates_by_enrolment", {}) if request else {}
    if learner_id not in kept:
        kept[learner_id] = {}
        for certificate in certificates_of(learner_id):
            kept[learner_id].setdefault(certificate.enrolment_id, []).append(certificate)
    return kept[learner_id]
