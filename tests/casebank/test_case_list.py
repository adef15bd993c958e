"""The public case bank: filters by address, the text search, pages of a long list, and what is not known."""

import re
from datetime import date

import pytest

from casebank.facets import FACETS
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


def choices(html, facet):
    """{label: count} of the choices that a facet offers."""
    found = re.findall(rf'name="{facet}"[^>]*><span>([^<]+)</span><b>(\d+)</b>', html)
    return {label: int(count) for label, count in found}


def test_each_choice_says_how_many_cases_it_would_leave(client, bank):
    html = read(client, "?theme=revenue")
    assert choices(html, "institute") == {"Local Economy": 1, "Local Government": 1}
    assert choices(html, "theme") == {"Revenue": 2}
    assert choices(html, "region") == {"Northeast": 1, "South": 1}  # the North would leave nothing
    assert "2 cases of 3" in html


def test_several_values_of_a_facet_widen_and_several_facets_narrow(client, bank):
    assert titles(read(client, "?region=south&region=north")) == ["One-page letter", "Province-wide plan"]
    html = read(client, "?region=south&region=north&evidence=5")
    assert titles(html) == ["One-page letter"]
    assert choices(html, "region") == {"South": 1, "North": 0}  # what is chosen stays in sight


def test_all_facets_speak_the_language_of_the_page(client, bank):
    case = make.case("CASE-LEDI-01", sdgs=[8, "x"])
    case.provinces = [make.province()]
    case.save()
    html = client.get("/cases/").content.decode()
    assert choices(html, "year") == {"2565": 3}
    assert choices(html, "province") == {"กรุงเทพมหานคร": 1}
    assert choices(html, "theme") == {"รายได้": 2}
    (goal,) = choices(html, "sdg")
    assert goal.startswith("8 ")


def test_the_list_is_ordered_as_asked(client, bank):
    def order(query):
        html = read(client, query)
        return sorted(titles(html), key=lambda title: html.index(f">{title}</a>"))

    assert order("?sort=title") == ["One-page letter", "Province-wide plan", "Value chain"]
    assert order("?sort=evidence") == ["One-page letter", "Value chain", "Province-wide plan"]
    make.case("CASE-LGCBI-02", year=2024).get_translations().update(year=2024)
    assert order("?")[0] == order("?q=case&sort=newest")[0] == "Province-wide plan"
    assert "This choice is not in the list, so it was left out." in read(client, "?sort=fortune")


def test_a_retracted_case_leaves_the_list_the_counts_and_the_search(client, bank):
    make.case("CASE-LEDI-01").get_translations().update(retracted_on=date(2025, 1, 1))
    html = read(client)
    assert titles(html) == ["One-page letter", "Province-wide plan"]
    assert choices(html, "institute") == {"Local Government": 2}
    assert titles(read(client, "?q=chain")) == []


def test_a_question_keeps_its_filters_on_the_map_and_the_timeline(client, bank):
    html = read(client, "?region=south&evidence=5&page=1")
    for view in ("map", "timeline"):
        assert f'href="/en/cases/{view}/?region=south&amp;evidence=5"' in html


def test_a_filter_in_use_can_be_taken_away_alone(client, bank):
    html = read(client, "?theme=revenue&institute=lgcbi&page=1&q=")
    assert 'href="/en/cases/?institute=lgcbi"' in html
    assert 'href="/en/cases/?theme=revenue"' in html


def test_one_of_two_values_can_be_taken_away(client, bank):
    html = read(client, "?region=south&region=north&q=case&sort=title")
    assert 'href="/en/cases/?q=case&amp;region=north&amp;sort=title"' in html


@pytest.mark.parametrize("name", FACETS)
def test_an_unknown_value_is_told_and_left_out(client, bank, name):
    html = read(client, f"?{name}=unheard-of")
    assert "This choice is not in the list, so it was left out." in html
    assert len(titles(html)) == 3


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["q", "institute", "province", "year", "sort", "page"])
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
