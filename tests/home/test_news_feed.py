"""The Atom feed of news, read by a feed reader."""

from datetime import date, timedelta

import feedparser
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from wagtail.models import PageViewRestriction

from config.demo import factories as make
from home.models import NewsPage

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def news(numbers):
    return [
        make.add(
            make.section("news"),
            NewsPage,
            f"news-{n}",
            title=f"ข่าวที่ {n} & ประกาศ",
            summary=f"สรุป {n}",
            date=date(2026, 1, 1) + timedelta(days=n),
        )
        for n in numbers
    ]


def read(client, path="/news/feed/"):
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return feedparser.parse(answer.content)


def test_a_reader_finds_the_news_newest_first(site, client):
    news(range(3))
    feed = read(client)
    assert not feed.bozo and feed.version == "atom10" and feed.feed.language == "th"
    assert feed.feed.title == "ข่าวของวิทยสถานรัชภูมิ" and feed.feed.link == "http://testserver/news/"
    assert [entry.title for entry in feed.entries] == [f"ข่าวที่ {n} & ประกาศ" for n in (2, 1, 0)]
    first = feed.entries[0]
    assert (first.link, first.summary) == ("http://testserver/news/news-2/", "สรุป 2")
    assert first.published.startswith("2026-01-03")


def test_each_language_has_its_own(site, client):
    make.translate(news([0])[0], title="News 0")
    feed = read(client, "/en/news/feed/")
    assert [entry.title for entry in feed.entries] == ["News 0"] and feed.feed.language == "en"
    assert {entry.id for entry in feed.entries}.isdisjoint(entry.id for entry in read(client).entries)


def test_everything_that_atom_asks_for_is_there(site, client):
    news(range(2))
    root = etree.fromstring(client.get("/news/feed/").content)
    for element in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1
        assert element.find("a:id", ATOM).text.startswith("urn:uuid:")
    assert root.find("a:author/a:name", ATOM).text


def test_an_entry_keeps_its_id_under_a_new_title_and_address(site, client):
    (page,) = news([0])
    (before,) = read(client).entries
    page.title, page.slug = "ชื่อใหม่", "new-address"
    page.save()
    (after,) = read(client).entries
    assert (after.title, after.id) == ("ชื่อใหม่", before.id)


def test_what_is_hidden_leaves_no_trace(site, client):
    shown, draft, closed = news(range(3))
    draft.unpublish()
    door = PageViewRestriction.objects.create(page=closed, restriction_type="groups")
    door.groups.add(Group.objects.create(name="คณะทำงาน"))
    assert [entry.title for entry in read(client).entries] == [shown.title]


def test_the_list_of_news_leads_to_it(site, client):
    make.section("news")
    for start in ("", "/en"):
        html = client.get(f"{start}/news/").content.decode()
        assert f'type="application/atom+xml" href="{start}/news/feed/"' in html


def test_the_number_of_queries_does_not_grow(site, client):
    counts = []
    for numbers in (range(3), range(3, 30)):
        news(numbers)
        with CaptureQueriesContext(connection) as queries:
            client.get("/news/feed/")
        counts.append(len(queries))
    assert counts[0] >= counts[1] and max(counts) <= 6
