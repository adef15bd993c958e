"""A line of the ledger in words, in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.thai.dates import short_date
from home.thai.digits import to_thai

from ..choices import CertificateState


def number_of(certificate):
    return written(certificate.number)


def written(number):
    """In Thai digits as printed, on English pages in Arabic ones."""
    return number if get_language() == "en" else to_thai(number)


def name_of(certificate):
    return _("(name taken out)") if certificate.forgotten_at else certificate.name


def programme_of(certificate):
    """Title of the programme or module, and the cohort."""
    facts = certificate.facts
    english = facts.get("programme_title_en") if get_language() == "en" else ""
    title = english or facts.get("module_title") or facts.get("programme_title_th", "")
    number = facts.get("cohort_number")
    return f"{title} {_('Cohort %(number)s') % {'number': number}}" if number else title


def state_of(certificate):
    """The state with its day and ground."""
    if certificate.state == CertificateState.REVOKED:
        told = {"day": short_date(certificate.revoked_at), "ground": certificate.revocation_reason}
        return _("Revoked %(day)s: %(ground)s") % told
    if certificate.state == CertificateState.REPLACED:
        other = getattr(certificate, "replaced_by", None)
        told = {"day": short_date(certificate.replaced_at), "number": written(other.number) if other else ""}
        said = _("Replaced %(day)s by %(number)s") % told
        return f"{said} ({other.get_replaces_for_display()})" if other else said
    if certificate.expired:
        return _("Expired after %(day)s") % {"day": short_date(certificate.valid_until)}
    said = certificate.get_state_display()
    if certificate.valid_until:
        said = _("Valid until %(day)s") % {"day": short_date(certificate.valid_until)}
    if certificate.replaces:
        told = {"number": written(certificate.replaces.number)}
        said = f"{said} {_('in the place of %(number)s') % told}"
    return said


def prepared_by(certificate):
    return certificate.batch.prepared_by.name if certificate.batch else _("By rule")


def approved_by(certificate):
    return certificate.batch.decided_by.name if certificate.batch and certificate.batch.decided_by else ""
