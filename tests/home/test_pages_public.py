"""The academy's own pages: what a reader finds on them, in both languages, and in a constant number of queries."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casebank.models import KnowledgePage
from config.demo import factories as make
from home.models import HomePage, MissionPage, NewsPage, StandardPage

pytestmark = pytest.mark.django_db
MOST_QUERIES_OF_HOME = 25


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text().split()) if tag else ""


def count_queries(client, path):
    with CaptureQueriesContext(connection) as found:
        read(client, path)
    return len(found)


def news(number):
    return [
        make.add(
            make.section("news"), NewsPage, f"news-{n}", title=f"ข่าวที่ {n}", date=date(2026, 1, 1) + timedelta(days=n)
        )
        for n in range(number)
    ]


def standard(**fields):
    return make.add(make.site()[0], StandardPage, "about", title="เกี่ยวกับรัชภูมิ", **fields)


@pytest.fixture
def full_home(site, cohort, open_cohort, self_paced):
    """A home page with all its parts."""
    make.institute("ledi", number=2, title="สถาบันเศรษฐกิจชุมชน", motto="ขับเคลื่อนเศรษฐกิจชุมชน")
    result = {"indicator": "รายได้สู่ฐานราก", "before": 7, "after": 17, "unit": "ร้อยละ", "source": "เอกสาร"}
    result["note"] = "ไม่ใช่ผลของพื้นที่"
    home = HomePage.objects.get(pk=site[0].pk)
    home.featured_case = make.case(results=[("result", result)])
    door = dict.fromkeys(("who", "title", "detail", "action"), "ผู้บริหาร")
    home.doors = [("door", door | {"institute": "lgcbi", "address": "/cases/"})]
    home.save()
    news(4)
    return home


# --- home -----------------------------------------------------------------------
def test_home_shows_a_first_step_and_what_is_open(client, full_home):
    page = read(client, "/")
    assert words(page.h1) == "พื้นที่คือคำตอบและโอกาสใหม่"
    assert page.select_one(".hero .btn")["href"] == "#cohorts"
    assert page.select_one(".door-list a")["href"] == "/cases/"
    assert words(page.select_one(".door-list .go")) == "ผู้บริหาร"
    card = page.select_one(".cohort-open")
    assert card["data-inst"] == "lgcbi"
    assert words(card.h3).startswith("หลักสูตรผู้นำท้องถิ่น")
    assert "60" in words(card)
    assert "30" in words(card)
    assert card.select_one(".btn")["href"] == "/programmes/llp/"
    assert [words(h) for h in page.select(".cohort-list h4")] == ["หน่วยที่ 2", "หลักสูตรผู้นำท้องถิ่น"]


def test_home_shows_institutes_the_featured_result_and_the_newest_news(client, full_home):
    page = read(client, "/")
    assert page.select_one(".cloths li")["data-inst"] == "ledi"
    assert page.select_one(".cloths a")["href"] == "/institutes/ledi/"
    plot = page.select_one(".feature .plot")
    assert "7" in words(plot.figcaption)
    assert "17" in words(plot.figcaption)
    assert "ไม่ใช่ผลของพื้นที่" in words(plot)
    assert [words(h) for h in page.select(".news-item h3")] == ["ข่าวที่ 3", "ข่าวที่ 2", "ข่าวที่ 1"]


def test_home_without_content_says_what_can_be_done(client, site):
    page = read(client, "/")
    assert page.select_one("#cohorts .empty a")["href"] == "/programmes/"
    assert page.select_one(".hero .btn")["href"] == "/programmes/"
    assert not page.select(".feature, .cloths, .news-item")


def test_the_english_home_leads_to_english_places(client, full_home):
    page = read(client, "/en/")
    assert page.html["lang"] == "en"
    assert words(page.h1).startswith("The area is the answer")
    # Not translated, so it is said in Thai, and marked as Thai.
    assert page.select_one('.cohort-open h3 span[lang="th"]')
    assert not [a["href"] for a in page.select("main .hero a") if a["href"].startswith("/cases")]


def test_home_has_one_heading_of_the_first_level_and_no_gaps(client, full_home):
    levels = [int(h.name[1]) for h in read(client, "/").select("main :is(h1, h2, h3, h4)")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_home_costs_few_queries_however_much_there_is(client, full_home, programme):
    read(client, "/")  # the root of the site is looked up once and kept
    before = count_queries(client, "/")
    assert before <= MOST_QUERIES_OF_HOME
    make.institute("cdi", number=4, title="สถาบันพัฒนาเมือง")
    for number in (5, 6):
        make.cohort(programme, f"llp-{number}", number=number, state="planned")
    assert count_queries(client, "/") == before


# --- institutes -------------------------------------------------------------------
@pytest.fixture
def institute(programme):
    return make.institute(
        motto="การจัดการใหม่ของท้องถิ่น",
        terms=[("term", {"term": "ท้องถิ่น", "other": "local government"})],
        numbers=[("number", {"value": "14%", "label": "มูลค่าเพิ่ม", "source": "เอกสารจัดตั้ง"})],
        body=[("heading", "เราทำอะไร"), ("paragraph", "<p>จัดการความรู้</p>")],
    )


def item(kind, code, **fields):
    return make.add(
        make.section("knowledge"), KnowledgePage, code.lower(), title=f"รายการ {code}", kind=kind, code=code, **fields
    )


def test_an_institute_shows_what_it_knows_and_what_belongs_to_it(client, institute):
    make.case()
    make.case("CASE-LEDI-01", institute="ledi", title="กรณีของสถาบันอื่น")
    item("tool", "TOOL-1", institute="lgcbi")
    page = read(client, "/institutes/lgcbi/")
    assert page.select_one("main")["data-inst"] == "lgcbi"
    assert words(page.select_one(".motto")) == "การจัดการใหม่ของท้องถิ่น"
    assert page.select_one('.terms [lang="en"]').text == "local government"
    assert "เอกสารจัดตั้ง" in words(page.select_one(".figures"))
    links = {a["href"] for a in page.select("main a[href]")}
    assert {"/programmes/llp/", "/courses/llp-a/llp-01/", "/cases/case-lgcbi-01/", "/knowledge/tool-1/"} <= links
    assert "/cases/case-ledi-01/" not in links


def test_an_institute_page_costs_the_same_with_one_and_with_many(client, institute):
    make.case()
    item("tool", "TOOL-1", institute="lgcbi")
    read(client, "/institutes/lgcbi/")
    before = count_queries(client, "/institutes/lgcbi/")
    for number in (2, 3, 4):
        make.case(f"CASE-LGCBI-0{number}")
        item("tool", f"TOOL-{number}", institute="lgcbi")
    assert count_queries(client, "/institutes/lgcbi/") == before


def test_institutes_are_listed_by_number(client, institute):
    make.institute("ccmi", number=1, title="สถาบันทุนวัฒนธรรม")
    page = read(client, "/institutes/")
    assert [li["data-inst"] for li in page.select(".cloths li")] == ["ccmi", "lgcbi"]


# --- missions ---------------------------------------------------------------------
def mission(number):
    body = [("paragraph", f"<p>เนื้อหา {number}</p>")]
    return make.add(
        make.section("missions"), MissionPage, f"mission-{number}", title=f"พันธกิจ {number}", number=number, body=body
    )


@pytest.mark.parametrize(
    ("number", "kind"),
    [(4, "policy_brief"), (5, "dataset"), (6, "tool"), (7, "partner"), (8, "research_question")],
)
def test_a_mission_lists_what_it_brings_forth(client, site, number, kind):
    mission(number)
    for each in ("policy_brief", "dataset", "tool", "partner", "research_question"):
        item(each, each)
    page = read(client, f"/missions/mission-{number}/")
    assert [a["href"] for a in page.select(".entries a")] == [f"/knowledge/{kind}/"]


def test_the_mission_of_theory_lists_concept_notes_and_then_the_cases(client, site):
    mission(3)
    make.case()
    item("concept_note", "CN-1")
    page = read(client, "/missions/mission-3/")
    assert [a["href"] for a in page.select(".entries a")] == ["/knowledge/cn-1/", "/cases/case-lgcbi-01/"]


def test_the_missions_about_researchers_list_what_is_taught_to_them(client, programme):
    make.programme("ARD", kind="researcher", title="เส้นทางพัฒนานักวิจัยเชิงพื้นที่")
    make.section("missions")
    mission(1)
    mission(2)
    for number, address in ((1, "/programmes/ard/"), (2, "/courses/ard-a/")):
        page = read(client, f"/missions/mission-{number}/")
        assert [a["href"] for a in page.select(".entries a")] == [address]


@pytest.mark.parametrize("number", range(1, 9))
def test_a_mission_of_which_nothing_is_published_says_so_and_names_one_next_step(client, site, number):
    mission(number)
    page = read(client, f"/missions/mission-{number}/")
    assert "ยังไม่มีรายการที่เผยแพร่ในพันธกิจนี้" in words(page.select_one(".empty"))
    assert len(page.select(".mission-step .btn")) == 1
    english = MissionPage.objects.get(number=number)
    make.translate(english, title=f"Mission {number}")
    step = read(client, f"/en/missions/mission-{number}/").select_one(".mission-step .btn")
    assert step["href"].startswith("/en/")


def test_a_mission_shows_the_first_of_many_and_leads_to_all(client, site):
    mission(6)
    item("tool", "TOOL-0")
    read(client, "/missions/mission-6/")
    few = count_queries(client, "/missions/mission-6/")
    for number in range(1, 13):
        item("tool", f"TOOL-{number}")
    page = read(client, "/missions/mission-6/")
    assert len(page.select(".entries a")) == 9
    assert page.select_one('a[href="/knowledge/?kind=tool"]:-soup-contains("13")')
    assert count_queries(client, "/missions/mission-6/") == few


def test_missions_lead_on_to_their_neighbours(client, site):
    for number in (1, 2, 3):
        mission(number)
    page = read(client, "/missions/mission-2/")
    assert page.select_one('.beside [rel="prev"]')["href"] == "/missions/mission-1/"
    assert page.select_one('.beside [rel="next"]')["href"] == "/missions/mission-3/"
    listed = [a["href"] for a in read(client, "/missions/").select(".mission a")]
    assert listed == ["/missions/mission-1/", "/missions/mission-2/", "/missions/mission-3/"]


def test_an_empty_list_says_so(client, site):
    assert read(client, "/missions/").select_one(".empty")
    assert read(client, "/news/").select_one(".empty")


# --- text and news ------------------------------------------------------------------
def test_a_long_page_has_contents_that_lead_to_its_parts(client, site):
    parts = [(kind, text) for n in range(4) for kind, text in (("heading", f"ส่วนที่ {n}"), ("paragraph", "<p>ก</p>"))]
    standard(body=parts)
    page = read(client, "/about/")
    targets = [a["href"].removeprefix("#") for a in page.select(".contents a")]
    assert targets == ["part-1", "part-3", "part-5", "part-7"]
    assert [h["id"] for h in page.select(".prose h2")] == targets


def test_a_short_page_has_none(client, site):
    standard(body=[("heading", "ส่วนเดียว"), ("paragraph", "<p>ก</p>")])
    assert not read(client, "/about/").select(".contents")


def test_news_are_paged_newest_first(client, site):
    news(14)
    first, second = read(client, "/news/"), read(client, "/news/?page=2")
    assert words(first.select_one(".news-item h2")) == "ข่าวที่ 13"
    assert len(first.select(".news-item")) == 12
    assert [words(h) for h in second.select(".news-item h2")] == ["ข่าวที่ 1", "ข่าวที่ 0"]
    assert read(client, "/news/?page=nonsense").select(".news-item")


def test_a_news_item_says_its_date_in_the_readers_calendar(client, site):
    (item_of_news,) = news(1)
    make.translate(item_of_news, title="News 0")
    assert "1 มกราคม 2569" in words(read(client, "/news/news-0/").select_one("header time"))
    assert "1 January 2026" in words(read(client, "/en/news/news-0/").select_one("header time"))


# --- machines -----------------------------------------------------------------------
def test_crawlers_are_told_what_is_for_them(client, site):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /cms/" in text
    assert "Disallow: /en/learn/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /\n" not in text


def test_the_map_of_the_site_names_pages_in_both_languages(client, site):
    make.programme()
    page = standard()
    make.translate(page, title="About")
    found = BeautifulSoup(client.get("/sitemap.xml").content, "xml")
    places = {url.loc.text: url for url in found.select("url")}
    thai = places["http://localhost/about/"]
    assert "http://localhost/en/about/" in places
    assert {link["hreflang"]: link["href"] for link in thai.find_all("link")} == {
        "th": "http://localhost/about/",
        "en": "http://localhost/en/about/",
    }
    assert not [place for place in places if "/lesson/" in place or "/quiz/" in place]
