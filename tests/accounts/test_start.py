"""After signing in, each person lands at their own work."""

import pytest


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("learner", "/learn/"),
        ("instructor", "/teach/"),
        ("reviewer", "/manage/"),
        ("officer", "/manage/"),
        ("registrar", "/registrar/"),
        ("approver", "/registrar/"),
        ("editor", "/cms/"),
        ("admin", "/manage/"),
    ],
)
def test_the_door_of_each_role(who, where, request, as_user):
    client = as_user(request.getfixturevalue(who))
    assert client.get("/accounts/start/").url == where


def test_the_door_is_in_the_language_of_the_reader(learner, editor, as_user):
    assert as_user(learner).get("/en/accounts/start/").url == "/en/learn/"
    assert as_user(editor).get("/en/accounts/start/").url == "/cms/"


def test_an_unfinished_profile_comes_first(newcomer, as_user):
    assert as_user(newcomer).get("/accounts/start/").url == "/me/"


def test_the_page_one_was_on_the_way_to_comes_before_all(newcomer, as_user):
    assert as_user(newcomer).get("/accounts/start/?next=/programmes/").url == "/programmes/"


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_nobody_is_sent_to_a_stranger(url, learner, as_user, profile_data):
    client = as_user(learner)
    assert client.get("/accounts/start/", {"next": url}).url == "/learn/"
    assert client.post("/me/", profile_data | {"next": url}).url == "/me/privacy/"
    assert client.post("/me/privacy/", {"next": url}).url == "/me/privacy/"


@pytest.mark.parametrize(
    "path", ["/accounts/start/", "/me/", "/me/organisations/", "/me/privacy/", "/me/privacy/data/"]
)
def test_strangers_sign_in_first(path, client, db):
    assert client.get(path).url == f"/accounts/login/?next={path}"


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "/accounts/start/"), ("post", "/me/organisations/"), ("post", "/me/privacy/data/"), ("get", "/me/name/")],
)
def test_reading_never_writes_and_writing_never_reads(method, path, learner, as_user):
    assert getattr(as_user(learner), method)(path).status_code == 405
