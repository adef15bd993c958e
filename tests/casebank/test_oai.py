"""OAI-PMH: each answer in the shape of the protocol, and a harvest by the harvester of others."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from sickle import Sickle
from wagtail.models import PageViewRestriction

from casebank.actions.curating import restore
from casebank.actions.curating import retract as take_back
from casebank.models import CasePage, HarvestRecord
from config.demo import factories as make

from .works import WITHHELD, draft, retract

pytestmark = pytest.mark.django_db
NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "i": "http://www.openarchives.org/OAI/2.0/oai-identifier",
}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SHAPE = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai.rng")))
LONG_AGO = timezone.datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.get_fixed_timezone(0))
ONE = "oai:localhost:CASE-LEDI-01"


@pytest.fixture
def case(site):
    """A case in two languages with an author, known to harvesters since long ago."""
    thai = make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า", summary="สรุป", institute="ledi")
    english = make.translate(thai, title="Value chain", summary="In short")
    for page in (thai, english):
        make.written_by(page, make.contributor())
    HarvestRecord.objects.update(changed_at=LONG_AGO)
    return thai


def ask(client, method="get", **params):
    """The answer as a tree, after it has been held to the shape of the protocol."""
    response = getattr(client, method)("/oai", {name.rstrip("_"): value for name, value in params.items()})
    assert response.status_code == 200 and response["Content-Type"] == "text/xml; charset=utf-8"
    root = etree.fromstring(response.content)
    SHAPE.assertValid(root)
    return root


def error(client, **params):
    (found,) = ask(client, **params).findall("o:error", NS)
    return found.get("code")


def texts(root, path):
    return [element.text for element in root.findall(f".//{path}", NS)]


def listed(client, **params):
    return texts(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", **params), "o:identifier")


# --- the verbs -------------------------------------------------------------------------
def test_identify_says_how_long_and_how_finely_it_remembers(client, case):
    root = ask(client, verb="Identify")
    assert texts(root, "o:baseURL") == ["http://testserver/oai"]
    assert texts(root, "o:earliestDatestamp") == ["2026-01-02T03:04:05Z"]
    assert texts(root, "o:adminEmail") == ["no-reply@example.org"]
    assert root.find(".//i:scheme", NS) is None  # localhost is no domain name


def test_with_a_domain_of_its_own_identifiers_are_explained(client, case, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://tacit.example.org"
    assert texts(ask(client, verb="Identify"), "i:repositoryIdentifier") == ["tacit.example.org"]
    assert listed(client) == ["oai:tacit.example.org:CASE-LEDI-01"]


def test_sets_are_institutes_and_kinds_in_both_languages(client, case):
    root = ask(client, verb="ListSets")
    found = dict(zip(texts(root, "o:setSpec"), texts(root, "o:setName"), strict=True))
    assert found["institute-ledi"] == "สถาบันความรู้เพื่อพัฒนาเศรษฐกิจชุมชน · Local Economy Development Institute"
    assert "kind-case" in found and "kind-policy_brief" in found and "kind-partner" not in found


def test_one_record_holds_both_languages(client, case):
    root = ask(client, verb="GetRecord", identifier=ONE, metadataPrefix="oai_dc")
    titles = {element.get(LANG): element.text for element in root.findall(".//dc:title", NS)}
    assert titles == {"th": "ห่วงโซ่คุณค่า", "en": "Value chain"}
    assert texts(root, "dc:creator") == ["สมชาย ใจดี", "Somchai Jaidee"]
    assert texts(root, "dc:description") == ["สรุป", "In short"]
    assert texts(root, "dc:language") == ["th", "en"]
    assert texts(root, "dc:identifier") == [
        "http://testserver/cases/case-ledi-01/",
        "http://testserver/en/cases/case-ledi-01/",
    ]
    assert texts(root, "o:setSpec") == ["kind-case", "institute-ledi"]


def test_an_english_abstract_stands_in_for_an_english_page(client, site):
    make.case("CASE-CDI-01", summary="สรุป", summary_en="What was tried")
    root = ask(client, verb="GetRecord", identifier="oai:localhost:CASE-CDI-01", metadataPrefix="oai_dc")
    found = {element.get(LANG): element.text for element in root.findall(".//dc:description", NS)}
    assert found == {"th": "สรุป", "en": "What was tried"}


def test_the_one_format(client, case):
    assert texts(ask(client, verb="ListMetadataFormats"), "o:metadataPrefix") == ["oai_dc"]
    assert texts(ask(client, verb="ListMetadataFormats", identifier=ONE), "o:metadataPrefix") == ["oai_dc"]
    assert error(client, verb="ListMetadataFormats", identifier="oai:localhost:NONE") == "idDoesNotExist"


def test_lists_are_narrowed_by_set_and_date(client, case):
    make.knowledge("PB-1", kind="policy_brief", institute="cdi")
    assert listed(client) == [ONE, "oai:localhost:PB-1"]
    assert listed(client, set="kind-case") == [ONE]
    assert listed(client, set="institute-cdi") == ["oai:localhost:PB-1"]
    assert listed(client, until="2026-01-02") == [ONE]
    assert listed(client, from_="2026-01-02", until="2026-01-02") == [ONE]
    assert listed(client, from_="2026-01-02T03:04:05Z", until="2026-01-02T03:04:05Z") == [ONE]
    assert listed(client, from_="2026-01-02T03:04:06Z") == ["oai:localhost:PB-1"]


def test_it_may_be_asked_by_post_without_a_token(case):
    strict = Client(enforce_csrf_checks=True)
    assert texts(ask(strict, "post", verb="Identify"), "o:protocolVersion") == ["2.0"]
    assert strict.put("/oai").status_code == 405


# --- errors ----------------------------------------------------------------------------
LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Destroy"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        (LIST | {"metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        (LIST | {"metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "GetRecord", "identifier": ONE, "metadataPrefix": "marc21"}, "cannotDisseminateFormat"),
        ({"verb": "GetRecord", "identifier": "CASE-LEDI-01", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        ({"verb": "GetRecord", "identifier": "oai:localhost:", "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
        (LIST | {"set": "unheard-of"}, "noRecordsMatch"),
        (LIST | {"until": "1999-01-01"}, "noRecordsMatch"),
        (LIST | {"from": "2569-01-01"}, "noRecordsMatch"),
        (LIST | {"from": "2026-02-30"}, "badArgument"),
        (LIST | {"from": "yesterday"}, "badArgument"),
        (LIST | {"until": "9999-12-31T24:00:00Z"}, "badArgument"),
        (LIST | {"from": "๒๐๒๖-๐๑-๐๑"}, "badArgument"),
        (LIST | {"from": "2026-02-01", "until": "2026-01-01"}, "badArgument"),
        (LIST | {"from": "2026-01-01", "until": "2026-01-03T00:00:00Z"}, "badArgument"),
        (LIST | {"resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        (LIST | {"set": "\x00\ufffe"}, "badArgument"),
        (LIST | {"<b>\x01": "x"}, "badArgument"),
        ({"verb": "GetRecord", "identifier": "' OR 1=1 --" * 500, "metadataPrefix": "oai_dc"}, "idDoesNotExist"),
    ],
)
def test_each_mistake_is_named(client, case, params, code):
    assert error(client, **params) == code


def test_an_empty_bank_matches_nothing(client, site):
    assert error(client, **LIST) == "noRecordsMatch"
    ask(client, verb="Identify")


# --- what is withdrawn -------------------------------------------------------------------
def record_of(client, identifier=ONE):
    root = ask(client, verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    return root.find(".//o:header", NS).get("status"), etree.tostring(root, encoding="unicode")


def withhold_all(case, withhold):
    for page in (case, case.get_translations().first()):
        if withhold.__name__ == "restrict_by_ancestor" and page.locale.language_code == "en":
            PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
        else:
            withhold(page)


@pytest.mark.parametrize("withhold", WITHHELD)
def test_what_is_withheld_is_told_as_deleted_and_nothing_more(client, case, withhold):
    withhold_all(case, withhold)
    status, xml = record_of(client)
    assert status == "deleted"
    for words in ("ห่วงโซ่คุณค่า", "Value chain", "สมชาย", "/cases/"):
        assert words not in xml
    assert listed(client, from_="2026-01-03") == [ONE]  # harvesters who come back hear of it


@pytest.mark.parametrize("withhold", WITHHELD[:3])
def test_one_edition_withheld_leaves_the_other(client, case, withhold):
    withhold(case.get_translations().first())
    status, xml = record_of(client)
    assert status is None and "ห่วงโซ่คุณค่า" in xml and "Value chain" not in xml


def test_what_comes_back_is_told_again(client, case, editor):
    take_back(page=case, by=editor, reason="ตัวเลขผิด")
    assert record_of(client)[0] == "deleted"
    restore(page=case, by=editor, reason="ตรวจแล้ว")
    assert record_of(client)[0] is None


def test_a_deleted_page_stays_known_as_deleted(client, site):
    make.knowledge("PB-1", kind="policy_brief").delete()
    assert record_of(client, "oai:localhost:PB-1")[0] == "deleted"


def test_a_page_changed_past_all_signals_does_not_leak(client, case):
    CasePage.objects.filter(translation_key=case.translation_key).update(live=False)
    assert record_of(client)[0] == "deleted"


def test_what_was_never_public_was_never_there(client, site):
    page = make.case("CASE-CDI-99", title="ร่างลับ", live=False)
    page.save_revision()
    assert error(client, **LIST) == "noRecordsMatch"
    asked = {"verb": "GetRecord", "identifier": "oai:localhost:CASE-CDI-99", "metadataPrefix": "oai_dc"}
    assert error(client, **asked) == "idDoesNotExist"


def test_a_draft_of_something_public_changes_nothing_a_new_edition_does(client, site):
    name = "oai:localhost:RQ-1"
    item = make.knowledge("RQ-1", kind="research_question", question_state="open", title="โจทย์เดิม")
    HarvestRecord.objects.update(changed_at=LONG_AGO)
    item.title, item.change_note = "ร่างใหม่", "แก้ชื่อ"
    revision = item.save_revision()
    assert "ร่างใหม่" not in record_of(client, name)[1]
    assert error(client, **LIST, **{"from": "2026-01-03"}) == "noRecordsMatch"
    revision.publish()
    assert "ร่างใหม่" in record_of(client, name)[1]
    assert listed(client, from_="2026-01-03") == [name]


def test_an_author_who_changes_the_name_changes_the_record(client, case):
    author = make.contributor()
    author.family_name_th = "ใจงาม"
    author.save()
    assert "สมชาย ใจงาม" in record_of(client)[1]
    assert listed(client, from_="2026-01-03") == [ONE]


def test_a_new_code_does_not_change_the_identifier(client, case):
    page = CasePage.objects.get(pk=case.pk)
    page.code = "CASE-LEDI-77"
    page.save()
    assert listed(client) == [ONE]
    other = make.case("CASE-LEDI-01x", title="อีกเรื่อง")
    CasePage.objects.filter(pk=other.pk).update(code="CASE-LEDI-01")
    assert "อีกเรื่อง" not in record_of(client)[1]


# --- a harvest ---------------------------------------------------------------------------
def many(count):
    for number in range(count):
        make.knowledge(f"PB-{number:03d}", kind="policy_brief", title=f"สรุป {number}")


def test_a_harvester_fetches_everything_in_parts(live_server, client, transactional_db):
    make.site()
    many(205)
    draft(make.knowledge("PB-007", kind="policy_brief"))
    retract(make.knowledge("PB-104", kind="policy_brief"))
    harvester = Sickle(f"{live_server.url}/oai", timeout=60)
    assert harvester.Identify().deletedRecord == "persistent"
    assert "kind-policy_brief" in [found.setSpec for found in harvester.ListSets()]
    found = list(harvester.ListRecords(metadataPrefix="oai_dc"))
    names = [record.header.identifier for record in found]
    assert len(names) == len(set(names)) == 205
    assert {record.header.identifier for record in found if record.deleted} == {
        "oai:localhost:PB-007",
        "oai:localhost:PB-104",
    }
    assert {"สรุป 3"} < {record.metadata["title"][0] for record in found if not record.deleted}
    assert len(list(harvester.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True))) == 203
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc", set="kind-policy_brief"))) == 205


def test_a_list_stays_whole_while_it_changes(client, site):
    many(150)
    root = ask(client, **LIST)
    (token,) = root.findall(".//o:resumptionToken", NS)
    assert (token.get("completeListSize"), token.get("cursor")) == ("150", "0")
    first = texts(root, "o:identifier")
    draft(make.knowledge("PB-000", kind="policy_brief"))  # already told: it is told again, at the end
    make.knowledge("PB-999", kind="policy_brief")
    rest = ask(client, verb="ListRecords", resumptionToken=token.text)
    assert set(first) | set(texts(rest, "o:identifier")) == set(listed_all())
    (last,) = rest.findall(".//o:resumptionToken", NS)
    assert not last.text and last.get("cursor") == "100"
    again = ask(client, verb="ListRecords", resumptionToken=token.text)
    assert texts(again, "o:identifier") == texts(rest, "o:identifier")
    assert error(client, verb="ListIdentifiers", resumptionToken=token.text) == "badResumptionToken"


def listed_all():
    return [f"oai:localhost:{name}" for name in HarvestRecord.objects.values_list("name", flat=True)]


def test_the_number_of_queries_does_not_grow(client, site):
    counts, made = [], 0
    for size in (2, 30):
        for number in range(made, size):
            person = make.contributor(f"คนที่ {number}", "สมมติ")
            make.written_by(make.case(f"CASE-CDI-{number:03d}"), person)
            make.written_by(make.knowledge(f"PB-{number:03d}"), person)
        made = size
        client.get("/oai", LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get("/oai", LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16
