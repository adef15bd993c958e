"""The language switch stays on the same page, or says where it goes instead."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, Site

from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site_in_two_languages():
    """A Thai home page with a chapter and a page in it; English has the home page and the chapter."""
    thai = Locale.objects.get(language_code="th")
    english, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="รัชภูมิ", headline="พื้นที่คือคำตอบ", slug="thai-home", locale=thai))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    chapter = home.add_child(instance=StandardPage(title="เกี่ยวกับ", slug="about", locale=thai))
    leaf = chapter.add_child(instance=StandardPage(title="พันธกิจ", slug="mission", locale=thai))
    home.copy_for_translation(english).get_latest_revision().publish()
    chapter_en = chapter.copy_for_translation(english)
    chapter_en.title = "About us"
    chapter_en.save_revision().publish()
    return home, chapter, leaf


def visit(path):
    """A request as it is when a page is served: the site it belongs to is already known."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    Site.find_for_request(request)
    return request


def links(page, path, request=None):
    request = request or visit(path)
    context = Context({"request": request, "page": page})
    Template("{% load layout_tags %}{% language_links as langs %}").render(context)
    return {link["code"]: link for link in context["langs"]}


def test_a_translated_page_leads_to_its_translation(site_in_two_languages):
    _home, chapter, _leaf = site_in_two_languages
    with translation.override("th"):
        found = links(chapter, "/about/")
    assert found["th"]["current"]
    assert (found["en"]["url"], found["en"]["exact"]) == ("/en/about/", True)


def test_a_page_without_translation_leads_to_its_nearest_ancestor_and_says_so(site_in_two_languages):
    _home, _chapter, leaf = site_in_two_languages
    with translation.override("th"):
        english = links(leaf, "/about/mission/")["en"]
    assert (english["url"], english["exact"], english["title"]) == ("/en/about/", False, "About us")


def test_an_unpublished_translation_does_not_count(site_in_two_languages):
    _home, chapter, _leaf = site_in_two_languages
    chapter.get_translation(Locale.objects.get(language_code="en")).unpublish()
    with translation.override("th"):
        english = links(chapter, "/about/")["en"]
    assert (english["url"], english["exact"]) == ("/en/", False)


def test_the_switch_costs_one_query(site_in_two_languages, django_assert_num_queries):
    _home, _chapter, leaf = site_in_two_languages
    with translation.override("th"):
        links(leaf, "/about/mission/")  # the site's root paths are kept after the first use
        request = visit("/about/mission/")
        with django_assert_num_queries(1):
            links(leaf, "/about/mission/", request)
            links(leaf, "/about/mission/", request)


def test_a_work_screen_keeps_its_address_and_filters():
    with translation.override("th"):
        assert links(None, "/verify/?code=A1")["en"]["url"] == "/en/verify/?code=A1"
    with translation.override("en"):
        assert links(None, "/en/verify/")["th"]["url"] == "/verify/"
