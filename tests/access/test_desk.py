"""The editors' desk: strangers stay outside, and editors edit the pages of their own institute."""

import pytest
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver, reverse

from config.demo import factories as make
from config.setup import set_up
from home.models.access import editors_group


@pytest.fixture
def desk(site):
    set_up()


def plain_addresses():
    """Every address of the desk that needs no argument."""
    resolver = next(e for e in get_resolver().url_patterns if isinstance(e, URLResolver) and str(e.pattern) == "cms/")

    def walk(entries, prefix):
        for entry in entries:
            if isinstance(entry, URLResolver):
                yield from walk(entry.url_patterns, prefix + str(entry.pattern))
            elif "<" not in prefix + str(entry.pattern) and "(" not in prefix + str(entry.pattern):
                yield "/cms/" + (prefix + str(entry.pattern)).replace("^", "").replace("$", "").replace("\\.", ".")

    return sorted(set(walk(resolver.url_patterns, "")))


# What the desk shows without signing in: its own icons and script texts.
OPEN = {"/cms/jsi18n/", "/cms/logout/", "/cms/sprite/"}


@pytest.mark.parametrize("role", [None, "learner", "applicant", "reviewer"])
def test_strangers_get_no_page_of_the_desk(desk, client, as_user, request, role):
    browser = as_user(request.getfixturevalue(role)) if role else client
    shown = [a for a in plain_addresses() if a not in OPEN and browser.get(a).status_code == 200]
    assert shown == []


def test_an_editor_edits_pages_of_their_institute_only(desk, as_user):
    user = make.person("editor@example.org", "editor")
    user.groups.add(Group.objects.get(name=editors_group("lgcbi")))
    own, foreign = make.case(), make.case("CASE-CCMI-01", institute="ccmi")
    browser = as_user(user)
    assert browser.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).status_code == 200
    # Wagtail answers a refusal inside the desk by a message on the way back.
    refused = browser.get(reverse("wagtailadmin_pages:edit", args=[foreign.pk]))
    assert refused.status_code in (302, 403)


def test_instructors_reach_cases_and_files_and_no_people_or_settings(desk, as_user):
    browser = as_user(make.person("writer@example.org", "instructor"))
    browser.raise_request_exception = False  # one address of the desk is there to fail
    opened = {a for a in plain_addresses() if browser.get(a).status_code == 200}
    assert {"/cms/", "/cms/images/", "/cms/snippets/casebank/contributor/"} <= opened
    closed = ("users/", "groups/", "snippets/cohorts/", "snippets/accounts/", "workflows/list/", "workflows/tasks/")
    assert [address for address in opened if address.removeprefix("/cms/").startswith(closed)] == []
