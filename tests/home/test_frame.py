"""The frame of every page: menu by role, addresses by language, error pages that stand on their own."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from home.context import Navigation, site_path
from home.views.styleguide import styleguide

STATIC = Path(__file__).parents[2] / "home/static/home"
TEMPLATES = Path(__file__).parents[2] / "templates"


class Person:
    is_authenticated = True

    def __init__(self, *roles):
        self.roles = set(roles)


def navigation(path, user=None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return Navigation(request)


def paths(nav):
    return [door.path for door in nav.doors]


def test_a_visitor_sees_the_public_doors_and_where_they_are():
    nav = navigation("/cases/weaving/")
    assert paths(nav) == ["/programmes/", "/cases/", "/institutes/", "/verify/"]
    assert [door.path for door in nav.doors if door.current] == ["/cases/"]
    assert not nav.is_work


def test_doors_lead_on_in_english():
    with translation.override("en"):
        nav = navigation("/en/cases/")
        assert paths(nav)[0] == "/en/programmes/"
        assert [door.path for door in nav.doors if door.current] == ["/en/cases/"]
        assert site_path("") == "/en/"
    assert site_path("", "en") == "/en/"
    assert site_path("news/", "th") == "/news/"


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((), ["/learn/", "/cases/"]),
        (("instructor",), ["/learn/", "/teach/", "/cases/"]),
        (("officer",), ["/learn/", "/manage/", "/cases/"]),
        (("registrar",), ["/learn/", "/registrar/", "/cases/"]),
        (("approver",), ["/learn/", "/registrar/", "/cases/"]),
        (("admin",), ["/learn/", "/teach/", "/manage/", "/registrar/"]),
    ],
)
def test_work_screens_show_the_doors_of_the_role(roles, expected):
    assert paths(navigation("/learn/", Person(*roles))) == expected


def test_the_editors_desk_is_offered_to_those_who_edit():
    assert navigation("/learn/", Person("editor")).may_edit
    assert not navigation("/learn/", Person()).may_edit


@pytest.mark.django_db
def test_the_frame_of_a_visitor_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        nav = navigation("/")
        assert (nav.user, nav.is_work, nav.may_edit, len(nav.doors)) == (None, False, False, 4)


def test_the_broken_page_needs_neither_request_nor_database():
    html = get_template("500.html").render()
    assert "ระบบขัดข้อง" in html
    assert "Something broke" in html


def test_canonical_addresses_drop_filters_but_keep_the_page():
    def canonical(path):
        template = Template("{% load layout_tags %}{% canonical_url %}")
        return template.render(Context({"request": RequestFactory().get(path)}))

    assert canonical("/cases/?theme=water&page=1") == "http://testserver/cases/"
    assert canonical("/cases/?page=2&q=x") == "http://testserver/cases/?page=2"
    assert canonical('/cases/?page="><script>') == "http://testserver/cases/"


def test_crumbs_end_where_the_reader_is():
    html = Template('{% load layout_tags %}{% crumbs "Learn" "/learn/" "Progress" %}').render(Context())
    assert '<a href="/learn/">Learn</a>' in html
    assert '<li aria-current="page">Progress</li>' in html


def test_every_file_that_the_styles_name_is_there():
    named = []
    for sheet in STATIC.glob("css/*.css"):
        for url in re.findall(r"url\(([^)\"']+)\)", sheet.read_text(encoding="utf-8")):
            named.append(sheet.parent / url)
    assert named
    assert [str(path) for path in named if not path.is_file()] == []


def test_every_icon_asked_for_is_drawn():
    drawn = set(re.findall(r'symbol id="([\w-]+)"', (STATIC / "img/icons.svg").read_text(encoding="utf-8")))
    asked = set()
    for template in TEMPLATES.rglob("*.html"):
        asked |= set(re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8")))
    assert asked - drawn == set()


def test_pages_carry_no_inline_style_or_script():
    """The policy of the site refuses them; mails and printed documents are the exceptions."""
    for template in TEMPLATES.rglob("*.html"):
        if {"email", "pdf"} & set(template.parts):
            continue
        html = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son(click|change|submit|load)=", html), template
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", html), template


def test_pages_of_a_list_keep_its_filters():
    request = RequestFactory().get("/cases/?theme=water&page=2")
    component = get_template("components/pagination.html")
    html = component.render({"page_obj": Paginator(range(95), 10).page(2)}, request)
    assert 'href="?theme=water&amp;page=3"' in html
    assert 'aria-current="page"' in html
    assert component.render({"page_obj": Paginator([], 10).page(1)}, request).strip() == ""


def test_the_style_page_is_there_for_staff_only(rf):
    request = rf.get("/styleguide/")
    request.user = AnonymousUser()
    with pytest.raises(Http404):
        styleguide(request)
