"""Signing up, confirming, filling in the profile, answering for consents: the way in, as the browser walks it."""

from django.core import mail
from django.urls import reverse

from accounts.models import AuditEntry, Consent, User

from .conftest import ADDRESS, PASSWORD

SIGNUP = {"email": "New.Person@Example.org", "password1": PASSWORD, "notice": "on"}


def test_from_the_first_screen_to_the_consents(client, profile_data, link_in_mail):
    sent = client.post("/accounts/signup/?next=/apply/llp-2/", SIGNUP | {"next": "/apply/llp-2/"})
    assert sent.url == "/accounts/confirm-email/"
    assert client.get(sent.url).status_code == 200

    assert mail.outbox[0].to == [ADDRESS]
    confirmed = client.post(link_in_mail("confirm-email"), follow=False)
    assert confirmed.url == "/apply/llp-2/"
    user = User.objects.get(email=ADDRESS)
    assert user.check_password(PASSWORD)
    assert AuditEntry.objects.filter(verb="privacy_notice.read", target_id=str(user.pk)).exists()

    assert client.get("/accounts/start/").url == "/me/"
    saved = client.post("/me/", profile_data | {"next": "/apply/llp-2/"})
    assert saved.url == "/me/privacy/?next=%2Fapply%2Fllp-2%2F"
    user.refresh_from_db()
    assert user.has_profile
    assert user.name_th == "นางสาวน้ำผึ้ง ณ ตัวอย่าง"
    assert user.name_en == "Miss Namphueng Na Tuayang"

    answered = client.post("/me/privacy/", {"news": "on", "next": "/apply/llp-2/"})
    assert answered.url == "/apply/llp-2/"
    assert Consent.objects.latest_for(user)["news"].granted
    assert not Consent.objects.latest_for(user)["photos"].granted
    assert client.get("/accounts/start/").url == "/learn/"


def test_signing_up_asks_for_an_address_a_password_and_the_tick_only(client, db):
    page = client.get("/accounts/signup/").content.decode()
    form = client.get("/accounts/signup/").context["form"]
    assert [field.name for field in form.visible_fields()] == ["email", "password1", "notice"]
    assert 'href="/privacy/"' in page


def test_without_the_tick_no_account_is_opened_and_the_address_is_still_there(client, db):
    response = client.post("/accounts/signup/", {"email": ADDRESS, "password1": PASSWORD})
    assert response.status_code == 200
    assert "notice" in response.context["form"].errors
    assert f'value="{ADDRESS}"' in response.content.decode()
    assert not User.objects.exists()
    assert not mail.outbox


def test_a_weak_password_is_refused_beside_its_field(client, db):
    response = client.post("/accounts/signup/", SIGNUP | {"password1": "12345678"})
    assert "password1" in response.context["form"].errors
    assert 'id="id_password1_error"' in response.content.decode()


def test_signing_up_twice_tells_nobody_but_the_owner(client, newcomer):
    response = client.post("/accounts/signup/", SIGNUP)
    assert response.url == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert mail.outbox[0].to == [ADDRESS]
    assert "/accounts/password/reset/" in mail.outbox[0].body


def test_an_address_in_capitals_is_the_same_account(client, newcomer):
    response = client.post("/accounts/login/", {"login": ADDRESS.upper(), "password": PASSWORD})
    assert response.url == reverse("accounts:after_login")
    assert client.session["_auth_user_id"] == str(newcomer.pk)


def test_a_wrong_password_says_so_and_keeps_the_address(client, newcomer):
    response = client.post("/accounts/login/", {"login": ADDRESS, "password": "wrong"})
    page = response.content.decode()
    assert 'role="alert"' in page
    assert f'value="{ADDRESS}"' in page


def test_too_many_wrong_passwords_rest_the_account(client, newcomer):
    for _attempt in range(5):
        client.post("/accounts/login/", {"login": ADDRESS, "password": "wrong"})
    client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_too_many_accounts_from_one_place_get_the_429_screen(client, db):
    for number in range(20):
        client.post("/accounts/signup/", SIGNUP | {"email": f"person-{number}@example.org"})
    response = client.post("/accounts/signup/", SIGNUP)
    assert response.status_code == 429
    assert "site-head" in response.content.decode()


def test_a_mail_server_that_is_away_takes_no_screen_down(client, db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = client.post("/accounts/signup/", SIGNUP, follow=True)
    assert response.status_code == 200
    assert "alert--danger" in response.content.decode()
    assert User.objects.filter(email=ADDRESS).exists()


def test_a_forgotten_password_is_set_anew(client, newcomer, link_in_mail):
    client.post("/accounts/password/reset/", {"email": ADDRESS.upper()})
    form = client.get(link_in_mail("password/reset/key"), follow=True)
    new = "ทุ่งข้าวหอม-2570"
    done = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert done.status_code == 200
    newcomer.refresh_from_db()
    assert newcomer.check_password(new)
