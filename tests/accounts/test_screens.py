"""Every screen and mail of an account carries the house's design, none of allauth's own."""

from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.core import context
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import timezone, translation

STOCK = Path(allauth.__file__).parent / "templates"
OURS = Path(__file__).resolve().parents[2] / "templates"
# Signing in by code, passkey or telephone is not switched on; these screens would wear our elements.
UNUSED = {
    "confirm_email_verification_code", "confirm_login_code", "confirm_password_reset_code",
    "confirm_phone_verification_code", "email_change", "phone_change", "request_login_code", "signup_by_passkey",
    "base_confirm_code", "base_manage_email", "base_manage_password", "base_manage_phone",
}  # fmt: skip
ENTRANCE = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/not-a-key/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/done/",
    "/accounts/password/reset/key/1-not-a-key/",
]
OWN = ["/accounts/email/", "/accounts/password/change/", "/accounts/logout/", "/accounts/reauthenticate/"]
OWN += ["/me/", "/me/privacy/"]


def wears_our_design(response):
    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="site-head"' in page and "accounts.css" in page
    assert page.count("<h1") == 1
    assert " style=" not in page and "<script>" not in page
    return page


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", ENTRANCE)
def test_screens_at_the_door(path, language, client, db):
    wears_our_design(client.get(language + path))


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", OWN)
def test_screens_of_one_s_own_account(path, language, as_user, learner):
    wears_our_design(as_user(learner).get(language + path))


def test_an_account_without_a_password_is_led_to_set_one(as_user, learner):
    learner.set_unusable_password()
    learner.save()
    client = as_user(learner)
    assert client.get("/accounts/password/change/").url == "/accounts/password/set/"
    wears_our_design(client.get("/accounts/password/set/"))


def test_confirming_an_address_asks_first_and_changes_nothing_by_looking(client, newcomer):
    address = EmailAddress.objects.create(user=newcomer, email="second@example.org")
    page = wears_our_design(client.get(f"/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/"))
    assert "second@example.org" in page
    address.refresh_from_db()
    assert not address.verified


def test_an_inactive_person_reads_why(client, newcomer):
    newcomer.is_active = False
    newcomer.save()
    response = client.post("/accounts/login/", {"login": newcomer.email, "password": "ผืนนาเขียว-2569"}, follow=True)
    assert "_auth_user_id" not in client.session
    wears_our_design(response)


def test_addresses_are_added_made_main_and_removed(as_user, newcomer, mailoutbox):
    client = as_user(newcomer)
    client.post("/accounts/email/", {"action_add": "", "email": "Second@Example.org"})
    second = EmailAddress.objects.get(user=newcomer, primary=False)
    assert second.email == "second@example.org"
    assert mailoutbox[-1].to == ["second@example.org"]
    assert "second@example.org" in wears_our_design(client.get("/accounts/email/"))
    EmailAddress.objects.filter(pk=second.pk).update(verified=True)
    client.post("/accounts/email/", {"action_primary": "", "email": "second@example.org"})
    newcomer.refresh_from_db()
    assert newcomer.email == "second@example.org"
    client.post("/accounts/email/", {"action_remove": "", "email": "new.person@example.org"})
    assert EmailAddress.objects.filter(user=newcomer).count() == 1


@pytest.mark.parametrize("name", sorted(p.relative_to(STOCK).as_posix() for p in STOCK.glob("account/*.html")))
def test_each_template_of_allauth_loads_and_is_ours(name):
    found = Path(get_template(name).origin.name)
    if Path(name).stem not in UNUSED:
        assert found.is_relative_to(OURS), f"{name} is still allauth's own"


@pytest.mark.parametrize("name", sorted(p.relative_to(STOCK).as_posix() for p in STOCK.glob("allauth/*/*.html")))
def test_each_element_and_layout_is_ours(name):
    found = Path(get_template(name).origin.name)
    assert found.is_relative_to(OURS) or "provider" in name


def test_a_screen_that_is_still_allauth_s_wears_our_elements(rf, newcomer):
    request = rf.get("/")
    request.user = newcomer
    page = get_template("account/email_change.html").render({"form": {"email": {"auto_id": "id_email"}}}, request)
    assert 'class="site-head"' in page and 'class="input"' in page and 'class="btn"' in page


MAILS = sorted(
    path.name.removesuffix("_message.txt")
    for path in STOCK.glob("account/email/*_message.txt")
    if path.name != "base_message.txt"
)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("name", MAILS)
def test_each_mail_is_ours_in_text_and_html(name, language, newcomer):
    request = RequestFactory().get("/")
    values = {
        "request": request, "user": newcomer, "email": newcomer.email, "code": "AB-12", "ip": "203.0.113.7",
        "user_agent": "<b>Browser</b>", "timestamp": timezone.now(), "from_email": "a@example.org",
        "to_email": "b@example.org", "deleted_email": "c@example.org", "activate_url": "https://example.org/link",
        "password_reset_url": "https://example.org/link", "signup_url": "https://example.org/link",
    }  # fmt: skip
    with context.request_context(request), translation.override(language):
        message = get_adapter().render_mail(f"account/email/{name}", newcomer.email, values)
    html = message.alternatives[0][0]
    assert message.subject and "\n" not in message.subject
    assert "<p>" not in message.body and "{{" not in message.body + html
    assert f'<html lang="{language}">' in html and "<b>Browser" not in html
    assert "None" not in message.body
