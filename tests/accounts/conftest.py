"""A person on the way in, and the reference data the forms offer."""

import re

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.models import Organisation, Province, User

ADDRESS = "new.person@example.org"
PASSWORD = "ผืนนาเขียว-2569"


@pytest.fixture
def provinces(db):
    call_command("load_reference")


@pytest.fixture
def town(provinces):
    """A listed town municipality in Phatthalung (93)."""
    return Organisation.objects.create(
        name_th="เทศบาลเมืองสมมติ", name_en="Sommut Town", kind="TOWN", province=Province.objects.get(code="93")
    )


@pytest.fixture
def newcomer(db):
    """Signed up and confirmed, with nothing in the profile yet."""
    from allauth.account.models import EmailAddress

    user = User.objects.create_user(ADDRESS, PASSWORD)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    return user


@pytest.fixture
def profile_data(town):
    """What a browser sends for a complete profile."""
    return {
        "prefix": "นางสาว",
        "prefix_other": "",
        "first_name": "น้ำผึ้ง",
        "last_name": "ณ ตัวอย่าง",
        "prefix_en": "",
        "first_name_en": "Namphueng",
        "last_name_en": "Na Tuayang",
        "position": "mayor",
        "position_text": "นายกเทศมนตรีเมืองสมมติ",
        "province": "93",
        "kind": "TOWN",
        "organisation": str(town.pk),
        "organisation_new": "",
    }


@pytest.fixture
def link_in_mail():
    """link_in_mail(part): the path of the newest mail's link that holds `part`."""

    def find(part):
        return re.search(rf"https?://[^/\s]+(/\S*{part}\S*)", mail.outbox[-1].body)[1]

    return find
