"""Reads that the account screens share."""

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils import timezone
from wagtail import hooks

from .choices import ConsentPurpose, OrganisationKind
from .models import Consent, Organisation

DIGITS = set("0123456789")


def organisations_of(*, province, kind, keep=None):
    """Current organisations of one province and type, in Thai order; nothing until both are known.

    `province` is a province's code and `kind` an OrganisationKind, both as a browser sent them. `keep` is the id of
    the person's own organisation, which stays on offer though it is only proposed, or closed by now.
    """
    if not province or not set(province) <= DIGITS or kind not in OrganisationKind.values:
        return Organisation.objects.none()
    offered = Q(pk__in=Organisation.objects.current().values("pk"))
    return Organisation.objects.filter(offered | Q(pk=keep), province_id=province, kind=kind)


def consent_rows(user):
    """One row for each purpose: {"purpose", "label", "record"}, where record is the latest Consent or None."""
    latest = Consent.objects.latest_for(user)
    return [{"purpose": p, "label": p.label, "record": latest.get(p.value)} for p in ConsentPurpose]


def consent_history(user):
    """Everything the person has ever answered, newest first."""
    return Consent.objects.filter(user=user).order_by("-at", "-pk")


def personal_data(user):
    """What the site holds about one person, in names and values that a machine can read.

    The apps above add what they know by the hook `register_personal_data`: function(user) → {section: record}.
    """
    known = _account_data(user)
    for register in hooks.get_hooks("register_personal_data"):
        known |= register(user)
    return {"made_at": timezone.now()} | known


def _account_data(user):
    organisation = Organisation.objects.select_related("province").filter(pk=user.organisation_id).first()
    return {
        "account": {
            "email": user.email,
            "other_addresses": _addresses(user),
            "joined": user.date_joined,
            "last_sign_in": user.last_login,
            "roles": sorted(user.roles),
        },
        "profile": {
            "title_th": user.prefix,
            "first_name_th": user.first_name,
            "last_name_th": user.last_name,
            "title_en": user.prefix_en,
            "first_name_en": user.first_name_en,
            "last_name_en": user.last_name_en,
            "position": user.position,
            "position_as_written": user.position_text,
            "organisation": _organisation(organisation),
        },
        "consents": [
            {"purpose": c.purpose, "granted": c.granted, "notice_version": c.notice_version, "at": c.at}
            for c in consent_history(user)
        ],
    }


def _addresses(user):
    found = EmailAddress.objects.filter(user=user).exclude(email=user.email).order_by("email")
    return [{"email": address.email, "confirmed": address.verified} for address in found]


def _organisation(organisation):
    if organisation is None:
        return None
    return {
        "name_th": organisation.name_th,
        "name_en": organisation.name_en,
        "kind": organisation.kind,
        "province": organisation.province.name_th,
        "state": organisation.state,
    }
