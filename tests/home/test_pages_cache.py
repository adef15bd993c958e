"""Kept pages: fast for everybody, never somebody's own, never older than what was published."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from config.demo import factories as make
from home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_pages(settings):
    settings.PUBLIC_PAGE_SECONDS = 60


@pytest.fixture
def page(site):
    home, _english = site
    return make.add(home, StandardPage, "about", title="เกี่ยวกับเรา", body=[("paragraph", "<p>ฉบับแรก</p>")])


def queries(client, path, **kwargs):
    with CaptureQueriesContext(connection) as found:
        response = client.get(path, **kwargs)
    return len(found), response


def text(response):
    return response.content.decode()


def test_the_second_visitor_costs_no_query(page):
    first, response = queries(Client(), "/about/")
    assert first > 0
    second, again = queries(Client(), "/about/")
    assert second == 0
    assert again.content == response.content
    assert again["Content-Type"] == response["Content-Type"]
    assert again["Content-Language"] == "th"


def test_a_kept_page_carries_the_same_safety_headers(page):
    first, second = Client().get("/about/"), Client().get("/about/")
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        assert second[name] == first[name], name


def test_languages_hosts_and_filters_are_kept_apart(site):
    assert 'lang="th"' in text(Client().get("/"))
    assert 'lang="en"' in text(Client().get("/en/"))
    assert "http://one.example/" in text(Client(headers={"host": "one.example"}).get("/"))
    assert "http://one.example/" not in text(Client(headers={"host": "two.example"}).get("/"))
    assert "https://" in text(Client().get("/", secure=True))
    assert queries(Client(), "/news/?page=2")[0] > 0


def test_who_has_signed_in_is_never_shown_to_others(page, as_user, learner):
    signed_in = as_user(learner)
    own = text(signed_in.get("/about/"))
    assert str(learner) in own
    assert "csrfmiddlewaretoken" in own
    assert str(learner) not in text(Client().get("/about/"))
    assert str(learner) in text(signed_in.get("/about/"))


def test_a_published_change_is_seen_at_once(page, django_capture_on_commit_callbacks):
    Client().get("/about/")
    page.body = [("paragraph", "<p>ฉบับใหม่</p>")]
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert "ฉบับใหม่" in text(Client().get("/about/"))


def test_a_withdrawn_page_is_gone_at_once(page, django_capture_on_commit_callbacks):
    Client().get("/about/")
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert Client().get("/about/").status_code == 404


def test_a_page_closed_to_the_public_is_closed_at_once(page, django_capture_on_commit_callbacks):
    Client().get("/about/")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert Client().get("/about/").status_code == 302


def test_a_page_published_while_another_is_drawn_does_not_bring_the_old_one_back(page, monkeypatch):
    from home import kept

    drawn = StandardPage.serve

    def publish_meanwhile(self, request, *args, **kwargs):
        response = drawn(self, request, *args, **kwargs)
        kept.new_edition()
        return response

    monkeypatch.setattr(StandardPage, "serve", publish_meanwhile)
    Client().get("/about/")
    monkeypatch.undo()
    assert queries(Client(), "/about/")[0] > 0


def test_a_draft_is_never_kept(page):
    Client().get("/about/")
    page.title = "ร่างลับ"
    assert "ร่างลับ" in text(page.make_preview_request())
    cache.clear()
    page.make_preview_request()
    assert "ร่างลับ" not in text(Client().get("/about/"))


def test_what_is_not_a_page_is_not_kept(site):
    for path in ("/search/?q=x", "/accounts/login/", "/no-such-page/", "/healthz"):
        Client().get(path)
        assert not [key for key in cache._cache if "public-page:" in key and path in key], path


@pytest.mark.parametrize("headers", [{"hx-request": "true"}, {"authorization": "Bearer x"}])
def test_parts_and_programs_are_answered_afresh(page, headers):
    Client().get("/about/")
    assert queries(Client(headers=headers), "/about/")[0] > 0


def test_endless_addresses_do_not_fill_the_cache(page):
    path = "/about/?" + "x" * 300
    Client().get(path)
    assert queries(Client(), path)[0] > 0
