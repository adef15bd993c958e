"""A design of certificates made by keyboard and mouse: the page beside the form follows, and mistakes keep it."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import expect

from accounts.choices import Role
from certificates.models import CertificateDesign
from config.demo import factories as make
from config.setup import ADMIN_RIGHTS, grant

from . import judges

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_the_desk(page, address):
    """The form for a new design, its page drawn, in the hands of a registrar."""
    make.site(sections=())
    registrar = make.person("registrar@example.org", "registrar")
    grant(Group.objects.get(name=Role.REGISTRAR), ADMIN_RIGHTS[Role.REGISTRAR])
    client = Client()
    client.force_login(registrar, backend="django.contrib.auth.backends.ModelBackend")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    page.set_default_timeout(60_000)
    page.goto(f"{address}/cms/snippets/certificates/certificatedesign/add/")
    expect(page.locator(".designing-picture")).to_be_visible(timeout=60_000)
    return page


def test_the_page_follows_what_one_types_and_mistakes_leave_the_last_one(at_the_desk):
    page, picture, said = at_the_desk, at_the_desk.locator(".designing-picture"), at_the_desk.locator(".designing-said")
    first = picture.get_attribute("src")
    page.locator("#id_name").fill("แบบทดลอง")
    page.locator("#id_presented").focus()
    page.keyboard.type("ขอมอบ")
    page.locator("[data-fact=kind]").press("Enter")
    expect(page.locator("#id_presented")).to_have_value("ขอมอบ{kind}")
    expect(said).to_be_empty(timeout=60_000)
    expect(picture).not_to_have_attribute("src", first, timeout=60_000)
    good = picture.get_attribute("src")

    page.keyboard.type(" {ชื่อ}")
    expect(said).to_contain_text("{name}", timeout=60_000)
    expect(picture).to_have_attribute("src", good)
    # The map of the form is Wagtail's own.
    assert [found for found in judges.barriers(page) if "w-minimap" not in found] == []
    assert not CertificateDesign.objects.exists()


def test_a_picture_is_asked_for_only_where_one_is_wanted(at_the_desk):
    page, field = at_the_desk, at_the_desk.locator("#id_ground_picture")
    expect(field).to_be_hidden()
    page.locator("#id_ground").select_option("picture")
    expect(field).to_be_visible()
    expect(page.locator(".designing-said")).to_contain_text("เลือกไฟล์ภาพ", timeout=60_000)
