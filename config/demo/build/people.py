"""Plainly invented people, one account for each role, and the organisations they come from."""

from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.choices import PRIVACY_NOTICE_VERSION, Role
from accounts.models import Consent, Organisation, Province, User
from certificates.models import Signatory
from home.models.access import editors_group

from .. import factories as make
from .data import load


@transaction.atomic
def build_people(password):
    organisations = {row["code"]: build_organisation(row) for row in load("places")["organisations"]}
    people = load("people")
    for row in people["accounts"] + people["learners"]:
        build_person(row, organisations[row["organisation"]], password)
    for place, row in enumerate(people["signatories"], start=1):
        build_signatory(row, place)


def build_organisation(row):
    values = {
        "kind": row["kind"],
        "name_en": row["name_en"],
        "code": row["code"],
        "code_source": "demo",
        "illustrative": row["illustrative"],
    }
    return Organisation.objects.get_or_create(
        name_th=row["name_th"], province=Province.objects.get(code=row["province"]), defaults=values
    )[0]


def build_person(row, organisation, password):
    fields = {
        "prefix": row["prefix_th"],
        "prefix_en": row["prefix_en"],
        "first_name": row["first_name_th"],
        "last_name": row["last_name_th"],
        "first_name_en": row["first_name_en"],
        "last_name_en": row["last_name_en"],
        "position": row["position"],
        "position_text": row["position_text_th"],
        "organisation": organisation,
    }
    user = User.objects.filter(email=row["email"]).first()
    if user is None:
        user = User.objects.create_user(row["email"], password, **fields)
        Consent.objects.create(
            user=user, purpose="public_list", granted=True, notice_version=PRIVACY_NOTICE_VERSION, at=timezone.now()
        )
    elif not user.check_password(password):
        user.set_password(password)
        user.save()
    EmailAddress.objects.get_or_create(user=user, email=row["email"], defaults={"verified": True, "primary": True})
    if row["role"] in Role.values:
        make.give_role(user, row["role"])
    if row.get("institute"):
        user.groups.add(Group.objects.get(name=editors_group(row["institute"].lower())))


def build_signatory(row, place):
    Signatory.objects.get_or_create(
        name=f"{row['prefix_th']}{row['first_name_th']} {row['last_name_th']}",
        defaults={
            "name_en": f"{row['prefix_en']} {row['first_name_en']} {row['last_name_en']}",
            "post": row["post_th"],
            "post_en": row["post_en"],
            "order": place,
            "valid_from": date(2026, 1, 1),
        },
    )
