"""Every public address, of whatever kind, stands in the map of the site; what is hidden is not named there."""

from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from accounts.models import Organisation
from casebank.actions.curating import retract
from config.demo import factories as make

from .table import rows
from .test_every_address import address

pytestmark = pytest.mark.django_db


def mapped(client):
    """The paths that the map names."""
    found = BeautifulSoup(client.get("/sitemap.xml").content, "xml")
    return {urlsplit(place.text).path for place in found.select("loc")}


def for_machines(client, path):
    """Whether a page answers everybody and asks no machine to pass by."""
    answer = client.get(path)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return False
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    head = BeautifulSoup(answer.content, "html.parser").head
    asked_not_to = head.find("meta", attrs={"name": "robots", "content": "noindex"}) if head else True
    return robots.can_fetch("*", path) and not asked_not_to


def test_every_kind_of_public_address_is_in_it(stage, client):
    named, missing, seen = mapped(client), [], set()
    for method, name, argument, codes in rows():
        if method == "GET" and codes["anonymous"] == 200 and not name.startswith("account_"):
            path = address(name, argument, stage)
            for each in (path, f"/en{path}"):
                if for_machines(client, each):
                    seen.add(name)
                    missing += [each] if each not in named else []
    assert not missing
    assert {"casebank:map", "casebank:network", "casebank:person", "casebank:area", "casebank:area_map"} <= seen


def test_what_it_names_can_be_opened(stage, client):
    paths = mapped(client)
    assert len(paths) > 20
    assert {path: client.get(path).status_code for path in paths if client.get(path).status_code != 200} == {}


def test_what_is_hidden_is_not_in_it(site, client):
    kept, gone, closed, draft = (make.case(f"CASE-LEDI-0{n}") for n in range(4))
    retract(page=gone, by=make.person("editor-9@example.org", "editor"), reason="ตัวเลขผิด")
    door = PageViewRestriction.objects.create(page=closed, restriction_type="groups")
    door.groups.add(Group.objects.create(name="คณะทำงาน"))
    draft.unpublish()
    areas = [make.organisation(f"เทศบาลตำบลสมมติ {n}", name_en=f"S {n}") for n in range(6)]
    for case, area in zip((kept, gone, closed, draft, kept), areas, strict=False):
        make.adoption(case, area)
    areas[4].state = Organisation.State.PROPOSED
    areas[4].save()
    silent = make.contributor(public=False)
    named = mapped(client)
    assert {f"/areas/{areas[0].pk}/", f"/en/areas/{areas[0].pk}/", "/cases/case-ledi-00/"} <= named
    hidden = [f"/areas/{area.pk}/" for area in areas[1:]] + [case.url for case in (gone, closed, draft)]
    assert named.isdisjoint([*hidden, *(f"/en{path}" for path in hidden), f"/people/{silent.pk}/"])
