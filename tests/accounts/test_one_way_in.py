"""There is one form to sign in with: ours, which counts attempts and asks for a confirmed address."""

import pytest

PASSWORD = "password-1234"
WAGTAILS = ["/cms/login/", "/_util/login/"]


@pytest.mark.parametrize("address", WAGTAILS)
def test_wagtails_forms_sign_nobody_in(client, site, admin, address):
    answer = client.post(address, {"username": admin.email, "password": PASSWORD, "next": "/cms/"})
    assert answer.status_code == 302 and answer.url.startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_who_wants_to_the_desk_comes_back_to_it_after_signing_in(client, site):
    there = client.get("/cms/pages/", follow=True)
    assert there.redirect_chain[-1][0] == "/accounts/login/?next=%2Fcms%2Fpages%2F"


def test_who_may_not_enter_the_desk_is_told_so_and_not_sent_in_circles(as_user, site, learner):
    answer = as_user(learner).get("/cms/", follow=True)
    assert answer.status_code == 403


@pytest.mark.parametrize("address", WAGTAILS)
def test_nobody_is_sent_to_a_strangers_address(client, site, address):
    assert client.get(address, {"next": "https://evil.example/"}).url == "/accounts/login/"
