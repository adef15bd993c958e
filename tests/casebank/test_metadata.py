"""What machines read on a page, read back by a parser: schema.org, Highwire Press tags, Dublin Core."""

import json

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from casebank.models import CasePage, PageVersion, Term
from config.demo import factories as make

from .works import WITHHELD, retract

pytestmark = pytest.mark.django_db
DAY = timezone.datetime(2026, 3, 4, 20, tzinfo=timezone.get_fixed_timezone(0))  # the 5th in Thailand


@pytest.fixture
def case(site):
    """(the Thai edition, the English one)"""
    thai = make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า", summary="สรุป", institute="ledi")
    theme = Term.objects.create(kind="theme", code="market", name_th="ตลาด", name_en="Market")
    people = [make.contributor(affiliation_en="Sommut University", orcid="0000-0001-0002-0003")]
    people.append(make.contributor("สมหญิง", "รักดี", given_name_en="", family_name_en=""))
    editions = thai, make.translate(thai, title='Value <chain> & "more"', summary="In short")
    for page in editions:
        page.themes = [theme]
        make.written_by(page, *people)
        PageVersion.objects.create(page=page, number=2, at=DAY)
        CasePage.objects.filter(pk=page.pk).update(first_published_at=DAY, last_published_at=DAY)
    return editions


def head_of(client, page):
    return BeautifulSoup(client.get(page.url).content, "lxml").head


def words(client, page):
    """{name: [content, …]} of all <meta name> in the head."""
    found = {}
    for meta in head_of(client, page).find_all("meta", attrs={"name": True}):
        found.setdefault(meta["name"], []).append(meta["content"])
    return found


def data(client, page):
    blocks = BeautifulSoup(client.get(page.url).content, "lxml").find_all("script", type="application/ld+json")
    assert len(blocks) == 1
    return json.loads(blocks[0].string)


def test_schema_org_names_authors_licence_dates_and_version(client, case):
    found = data(client, case[1])
    assert found["@type"] == "Article" and found["name"] == 'Value <chain> & "more"'
    assert found["url"] == "http://testserver/en/cases/case-ledi-01/"
    assert found["identifier"] == "CASE-LEDI-01" and found["version"] == 2 and found["inLanguage"] == "en"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["datePublished"] == "2026-03-05" and found["about"] == ["Market"]
    assert found["creativeWorkStatus"] == "Published"
    first, second = found["author"]
    assert (first["givenName"], first["familyName"]) == ("Somchai", "Jaidee")
    assert first["sameAs"] == "https://orcid.org/0000-0001-0002-0003"
    assert first["affiliation"]["name"] == "Sommut University"
    assert second["name"] == "สมหญิง รักดี"


def test_the_academy_stands_in_for_an_author(client, site):
    found = data(client, make.case("CASE-CDI-01"))
    assert found["author"] == {"@type": "Organization", "name": "วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่"}


def test_reference_managers_find_what_they_need(client, case):
    found = words(client, case[1])
    assert found["citation_title"] == ['Value <chain> & "more"']
    assert found["citation_author"] == ["Jaidee, Somchai", "สมหญิง รักดี"]
    assert found["citation_publication_date"] == ["2026/03/05"]
    assert found["citation_technical_report_number"] == ["CASE-LEDI-01"]
    assert found["citation_abstract_html_url"] == ["http://testserver/en/cases/case-ledi-01/"]
    assert client.get(found["citation_pdf_url"][0])["Content-Type"] == "application/pdf"
    assert found["DC.creator"] == ["Somchai Jaidee", "สมหญิง รักดี"]
    assert found["DC.rights"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert found["DC.description"] == ["In short"] and found["DC.language"] == ["en"]
    assert words(client, case[0])["citation_author"] == ["สมชาย ใจดี", "สมหญิง รักดี"]


def test_a_doi_is_told_everywhere(client, case):
    CasePage.objects.filter(pk=case[0].pk).update(doi="10.1234/abc")
    assert words(client, case[0])["citation_doi"] == ["10.1234/abc"]
    assert "https://doi.org/10.1234/abc" in words(client, case[0])["DC.identifier"]
    assert data(client, case[0])["sameAs"] == "https://doi.org/10.1234/abc"


def test_the_feed_and_the_licence_are_linked(client, case):
    head = head_of(client, case[0])
    assert head.find("link", type="application/atom+xml")["href"] == "/cases/feed/"
    assert head.find("link", rel="license")["href"] == "https://creativecommons.org/licenses/by/4.0/"


def test_a_retracted_case_says_so_in_every_vocabulary(client, case):
    retract(case[0])
    found, tags = data(client, case[0]), words(client, case[0])
    assert found["creativeWorkStatus"] == "Retracted"
    assert found["dateModified"] == timezone.localdate().isoformat()
    for title in (found["name"], tags["citation_title"][0], tags["DC.title"][0]):
        assert title == "ถอนแล้ว: ห่วงโซ่คุณค่า"
    assert "noindex" in tags["robots"] and "citation_pdf_url" not in tags


def dataset(**fields):
    return make.knowledge(
        "DS-1",
        kind="dataset",
        title="รายได้ครัวเรือน",
        coverage="ทุกอำเภอ",
        period="2565–2567",
        owner_name="สำนักงานสถิติสมมติ",
        licence="CC BY 4.0",
        access_url="https://data.example.org/a.csv",
        **fields,
    )


def test_an_open_dataset_says_where_it_is(client, site):
    found = data(client, dataset(access="open"))
    assert found["@type"] == "Dataset" and found["creator"]["name"] == "สำนักงานสถิติสมมติ"
    assert found["distribution"] == [{"@type": "DataDownload", "contentUrl": "https://data.example.org/a.csv"}]
    assert found["isAccessibleForFree"] is True
    assert (found["temporalCoverage"], found["spatialCoverage"]) == ("2565–2567", "ทุกอำเภอ")


@pytest.mark.parametrize("access", ["on_request", "restricted"])
def test_a_dataset_that_is_not_open_offers_no_file(client, site, access):
    found = data(client, dataset(access=access))
    assert "distribution" not in found and found["isAccessibleForFree"] is False


def test_a_partner_is_an_organisation(client, site):
    found = data(client, make.knowledge("PN-1", kind="partner", title="ภาคีสมมติ", website="https://example.org"))
    assert found["@type"] == "Organization" and found["sameAs"] == "https://example.org"
    assert "author" not in found


def test_a_brief_is_based_on_the_cases_it_cites(client, case):
    brief = make.knowledge("PB-1", kind="policy_brief")
    brief.cites = [case[0]]
    brief.save()
    found = data(client, brief)
    assert found["isBasedOn"] == [
        {"@type": "Article", "name": "ห่วงโซ่คุณค่า", "url": "http://testserver/cases/case-ledi-01/"}
    ]


@pytest.mark.parametrize("withhold", WITHHELD)
def test_a_source_that_is_withheld_leaves_no_trace(client, case, withhold):
    heir = make.case("CASE-CDI-09", title="รับไปใช้")
    heir.adopted_from = [case[0]]
    heir.save()
    brief = make.knowledge("PB-1", kind="policy_brief")
    brief.cites = [case[0]]
    brief.save()
    withhold(case[0])
    for page in (heir, brief):
        page = type(page).objects.get(pk=page.pk)
        response = client.get(page.url)
        if response.status_code == 200:  # a ban on the list of cases closes the heir too
            assert "isBasedOn" not in data(client, page)


def test_hostile_words_stay_words(client, site):
    page = make.case("CASE-CDI-01", title='"><script>alert(1)</script>', summary="</script><b>\u2028")
    html = client.get(page.url).content.decode()
    assert "<script>alert" not in html and "</script><b>" not in html
    assert data(client, page)["name"] == '"><script>alert(1)</script>'
