"""The Atom feed of cases, read by a feed reader and held to the rules of Atom."""

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from casebank.models import CasePage, PageVersion
from config.demo import factories as make

from .works import WITHHELD

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAY = timezone.datetime(2026, 3, 4, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture
def cases(site):
    """Three Thai cases, the last one published last; the first also in English, with two authors."""
    made = [make.case(f"CASE-CDI-0{n}", title=f"กรณี {n} & ผล", institute="cdi") for n in range(3)]
    for number, page in enumerate(made):
        published = DAY + timezone.timedelta(days=number)
        CasePage.objects.filter(pk=page.pk).update(first_published_at=published, last_published_at=published)
    english = make.translate(CasePage.objects.get(pk=made[0].pk), title="Case zero")
    people = make.contributor(), make.contributor("สมหญิง", "รักดี", given_name_en="", family_name_en="")
    for page in (CasePage.objects.get(pk=made[0].pk), english):
        make.written_by(page, *people)
    return made


def read(client, path="/cases/feed/"):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return feedparser.parse(response.content)


def test_a_reader_finds_every_case_newest_first(client, cases):
    feed = read(client)
    assert not feed.bozo and feed.version == "atom10"
    assert [entry.title for entry in feed.entries] == ["กรณี 2 & ผล", "กรณี 1 & ผล", "กรณี 0 & ผล"]
    assert feed.entries[0].link == "http://testserver/cases/case-cdi-02/"
    assert feed.feed.language == "th" and feed.feed.title == "กรณีศึกษาใหม่ในคลังกรณีศึกษา"


def test_the_english_feed_holds_english_cases(client, cases):
    feed = read(client, "/en/cases/feed/")
    assert [entry.title for entry in feed.entries] == ["Case zero"]
    assert feed.entries[0].link == "http://testserver/en/cases/case-cdi-00/"
    assert [author.name for author in feed.entries[0].authors] == ["Somchai Jaidee", "สมหญิง รักดี"]


def test_everything_that_atom_asks_for_is_there(client, cases):
    root = etree.fromstring(client.get("/cases/feed/").content)
    for element in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
        (updated,) = element.findall("a:updated", ATOM)
        assert timezone.datetime.fromisoformat(updated.text).tzinfo
        assert element.find("a:id", ATOM).text.startswith("urn:uuid:")
    assert root.find("a:author/a:name", ATOM).text
    assert root.find("a:link[@rel='self']", ATOM).get("href") == "http://testserver/cases/feed/"
    ids = [element.text for element in root.findall(".//a:id", ATOM)]
    assert len(ids) == len(set(ids))


def test_ids_outlive_a_new_title_and_address_and_updated_tells_of_a_new_version(client, cases):
    before = {entry.id: entry.updated for entry in read(client).entries}
    page = CasePage.objects.get(pk=cases[0].pk)
    page.title, page.slug = "ชื่อใหม่", "new-address"
    page.save()
    PageVersion.objects.create(page=page, number=2, at=DAY + timezone.timedelta(days=9))
    after = {entry.id: entry for entry in read(client).entries}
    assert set(after) == set(before)
    (changed,) = [entry for entry in after.values() if entry.title == "ชื่อใหม่"]
    assert changed.updated.startswith("2026-03-13") and changed.published == before[changed.id]


def test_the_list_of_cases_leads_to_it(client, cases):
    assert 'type="application/atom+xml" href="/cases/feed/"' in client.get("/cases/").content.decode()
    assert 'type="application/atom+xml" href="/en/cases/feed/"' in client.get("/en/cases/").content.decode()


@pytest.mark.parametrize("withhold", WITHHELD)
def test_what_is_withheld_leaves_no_trace(client, cases, withhold):
    withhold(CasePage.objects.get(pk=cases[1].pk))
    assert "กรณี 1" not in client.get("/cases/feed/").content.decode()


def test_an_empty_bank_has_a_valid_feed(client, site):
    feed = read(client)
    assert not feed.bozo and feed.entries == []


def test_the_number_of_queries_does_not_grow(client, cases):
    counts = []
    for size in (3, 30):
        for number in range(3, size):
            make.written_by(make.case(f"CASE-LEDI-{number}"), make.contributor())
        with CaptureQueriesContext(connection) as queries:
            client.get("/cases/feed/")
        counts.append(len(queries))
    assert counts[0] >= counts[1] - 1 and max(counts) <= 12
