"""The public case bank: filters by address, the text search, pages of a long list, and what is not known."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casebank.models import Term
from config.demo import factories as make

pytestmark = pytest.mark.django_db

HOSTILE = ["\x00", "' OR 1=1 --", "<script>alert(1)</script>", "%27%22", "ๆ" * 400, "9" * 50, "../../etc/passwd", "-1"]


@pytest.fixture
def bank(site):
    """Three cases, in Thai and English: two of the local-government institute, one of the local-economy one."""
    theme = Term.objects.create(kind="theme", code="revenue", name_th="รายได้", name_en="Revenue")
    rows = (
        ("CASE-LGCBI-01", "One-page letter", "lgcbi", "south", 5),
        ("CASE-LGCBI-02", "Province-wide plan", "lgcbi", "north", 2),
        ("CASE-LEDI-01", "Value chain", "ledi", "northeast", 3),
    )
    for code, title, institute, region, level in rows:
        case = make.case(code, title=f"กรณี {code}", institute=institute, region=region, evidence_level=level)
        for page in (case, make.translate(case, title=title)):
            page.themes = [theme] if level != 2 else []
            page.save()


def read(client, query=""):
    response = client.get(f"/en/cases/{query}")
    assert response.status_code == 200
    return response.content.decode()


def titles(html):
    return [t for t in ("One-page letter", "Province-wide plan", "Value chain") if f">{t}</a>" in html]


def test_all_cases_are_listed_in_the_language_of_the_page(client, bank):
    html = read(client)
    assert titles(html) == ["One-page letter", "Province-wide plan", "Value chain"]
    assert "3 cases" in html
    assert "กรณี CASE-LEDI-01" in client.get("/cases/").content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?institute=ledi", ["Value chain"]),
        ("?region=north", ["Province-wide plan"]),
        ("?evidence=5", ["One-page letter"]),
        ("?theme=revenue", ["One-page letter", "Value chain"]),
        ("?theme=revenue&institute=lgcbi", ["One-page letter"]),
        ("?q=letter", ["One-page letter"]),
        ("?q=letter&institute=ledi", []),
    ],
)
def test_filters_narrow_the_list_and_can_be_shared(client, bank, query, expected):
    assert titles(read(client, query)) == expected


def test_each_choice_says_how_many_cases_it_would_leave(client, bank):
    html = read(client, "?theme=revenue")
    assert "Local Government (1)" in html and "Local Economy (1)" in html
    assert "Revenue (2)" in html
    assert "North (" not in html  # it would leave nothing
    assert "2 cases of 3" in html


def test_a_filter_in_use_can_be_taken_away_alone(client, bank):
    html = read(client, "?theme=revenue&institute=lgcbi&page=1&q=")
    assert 'href="/en/cases/?institute=lgcbi"' in html
    assert 'href="/en/cases/?theme=revenue"' in html


@pytest.mark.parametrize("name", ["institute", "theme", "region", "evidence"])
def test_an_unknown_value_is_told_and_left_out(client, bank, name):
    html = read(client, f"?{name}=unheard-of")
    assert "This choice is not in the list, so it was left out." in html
    assert len(titles(html)) == 3


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["q", "institute", "theme", "region", "evidence", "page"])
def test_nothing_one_can_type_breaks_the_list(client, bank, name, value):
    response = client.get("/en/cases/", {name: value})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_when_nothing_is_left_the_way_back_is_shown(client, bank):
    html = read(client, "?institute=ledi&evidence=5")
    assert "No case answers all of this" in html
    assert 'href="/en/cases/"' in html


def test_an_empty_bank_says_so(client, site):
    assert "No case has been published yet" in read(client)


def test_drafts_are_not_listed_nor_counted(client, bank):
    make.case("CASE-LEDI-01").get_translations().first().unpublish()
    html = read(client)
    assert titles(html) == ["One-page letter", "Province-wide plan"]
    assert "2 cases" in html


def test_a_long_list_has_pages_that_keep_the_filters(client, site):
    for number in range(14):
        make.case(f"CASE-CDI-{number:02d}", institute="cdi")
    html = client.get("/cases/?institute=cdi").content.decode()
    assert html.count('class="pick"') == 12
    assert "institute=cdi&amp;page=2" in html
    second = client.get("/cases/?institute=cdi&page=2").content.decode()
    assert second.count('class="pick"') == 2
    assert client.get("/cases/?page=999").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_bank(client, site):
    counts = {}
    made = 0
    for size in (10, 100):
        for number in range(made, size):
            make.case(f"CASE-CDI-{number:03d}", institute="cdi", summary="ข้อมูลเมือง")
        made = size
        for query in ("", "?institute=cdi", "?q=ข้อมูล&institute=cdi"):
            client.get(f"/cases/{query}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/cases/{query}").status_code == 200
            counts[size, query] = len(queries)
    for query in ("", "?institute=cdi", "?q=ข้อมูล&institute=cdi"):
        assert counts[10, query] == counts[100, query] <= 20
