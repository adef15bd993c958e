"""Production settings: what is missing or wrong stops the start with its name, and Redis may be away."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

ENVIRONMENT = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "academy.example.org, www.example.org",
    "BASE_URL": "https://academy.example.org/",
    "DATABASE_URL": "postgresql://user:password@127.0.0.1/name",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_HOST": "mail.example.org",
    "DEFAULT_FROM_EMAIL": "no-reply@example.org",
    "SUPPORT_EMAIL": "support@example.org",
    "MEDIA_ROOT": "/srv/academy/media",
    "PRIVATE_ROOT": "/srv/academy/private",
}
NOBODY_LISTENS = "redis://127.0.0.1:9/0"


@pytest.fixture
def production(monkeypatch):
    """production(NAME=value) are the settings in that environment; None takes a name out of it."""

    def read(**changes):
        for name, value in (ENVIRONMENT | {"DEMO_PASSWORD": None} | changes).items():
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        return runpy.run_module("config.settings.production")

    return read


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_what_is_missing_is_named(production, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**{name: None})


@pytest.mark.parametrize(
    "name, value",
    [("SECRET_KEY", "short"), ("BASE_URL", "academy.example.org"), ("BASE_URL", "http://a.example.org"),
     ("DEMO_PASSWORD", "known")],
)  # fmt: skip
def test_what_is_wrong_is_named(production, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**{name: value})


def test_small_slips_of_the_pen_are_mended(production):
    found = production()
    assert found["ALLOWED_HOSTS"] == ["academy.example.org", "www.example.org"]
    assert found["WAGTAILADMIN_BASE_URL"] == "https://academy.example.org"  # addresses are added with their slash
    assert not found["DEMO"] and found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]


def test_attempts_are_counted_by_visitor_and_not_by_the_server_in_front(production):
    assert production()["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert production(TRUSTED_PROXIES="2")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2


def test_the_log_of_opened_applications_is_not_turned_off(production):
    assert production(LOG_LEVEL="ERROR")["LOGGING"]["loggers"]["tacit.access"]["level"] == "INFO"


def test_documents_are_given_out_by_the_application_alone(production):
    found = production()
    assert found["WAGTAILDOCS_SERVE_METHOD"] == "serve_view"
    assert found["STORAGES"]["default"] == {"BACKEND": "home.files.PageFiles"}
    assert found["PRIVATE_ROOT"] != found["MEDIA_ROOT"]


def test_without_the_cache_people_still_sign_in_and_read(production, settings, learner):
    caches = production(REDIS_URL=NOBODY_LISTENS)["CACHES"]
    settings.CACHES = caches
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": learner.email, "password": "password-1234"})
    assert answer.status_code == 302
    assert browser.get("/me/").status_code == 200
