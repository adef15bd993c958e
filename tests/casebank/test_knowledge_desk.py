"""Knowledge items in the editors' desk: a draft may lack what its kind needs, a publication may not."""

from importlib import import_module

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from casebank.models import Contributor, KnowledgePage
from config.demo import factories as make

pytestmark = pytest.mark.django_db

ASK = {
    "policy_brief": {"ask": "ระบุข้อเสนอ และเสนอต่อใคร", "cites": "อย่างน้อยหนึ่งกรณี"},
    "research_question": {"question_state": "ระบุว่าโจทย์ยังเปิดรับ"},
    "dataset": {
        "owner_name": "ระบุเจ้าของข้อมูล",
        "coverage": "ระบุพื้นที่และหน่วย",
        "access": "ระบุว่าใครเข้าถึงข้อมูลได้",
        "licence": "ระบุเงื่อนไขการใช้ข้อมูล",
    },
    "partner": {"partner_kind": "ระบุประเภทของภาคี"},
    "concept_note": {"cites": "อย่างน้อยหนึ่งกรณี"},
    "tool": {},
}


@pytest.fixture
def desk(site, admin, as_user):
    return as_user(admin)


def fields_of(kind, **fields):
    empty = {name: streamfield([]) for name in ("body", "preview", "conditions")}
    shared = {"title": "รายการใหม่", "slug": "new-item", "kind": kind, "code": "X-1", "authorships": inline_formset([])}
    return nested_form_data({**shared, **empty, **fields})


def create(desk, kind, *, publish=True, **fields):
    address = reverse("wagtailadmin_pages:add", args=["casebank", "knowledgepage", make.section("knowledge").pk])
    pressed = {"action-publish": "1"} if publish else {}
    return desk.post(address, fields_of(kind, **fields) | pressed)


def complaints(response):
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


@pytest.mark.parametrize("kind", ASK)
def test_each_kind_is_asked_for_what_its_readers_need(desk, kind):
    response = create(desk, kind)
    if not ASK[kind]:
        assert response.status_code == 302
        return
    found = complaints(response)
    assert found.keys() == ASK[kind].keys()
    assert all(text in found[name] for name, text in ASK[kind].items())
    assert "รายการใหม่" in response.content.decode()  # nothing typed is lost


@pytest.mark.parametrize("kind", ASK)
def test_a_draft_may_lack_it(desk, kind):
    assert create(desk, kind, publish=False).status_code == 302
    assert not KnowledgePage.objects.get(code="X-1").live


def test_a_question_taken_up_says_by_whom_and_when_in_either_era(desk):
    found = complaints(create(desk, "research_question", question_state="taken"))
    assert found.keys() == {"taken_by", "taken_on"}
    fields = {"question_state": "taken", "taken_by": "กลุ่มวิจัยสมมติ"}
    assert create(desk, "research_question", taken_on="3 ส.ค. 2569", **fields).status_code == 302
    assert str(KnowledgePage.objects.get(code="X-1").taken_on) == "2026-08-03"


def test_an_answered_question_names_its_answer(desk):
    case = make.case()
    assert complaints(create(desk, "research_question", question_state="answered")).keys() == {"answered_by"}
    fields = {"question_state": "answered", "answered_by": case.code}
    response = create(desk, "research_question", **fields)
    assert response.status_code == 302, complaints(response)
    assert KnowledgePage.objects.get(code="X-1").answered_by.get() == case


def test_a_brief_is_published_with_its_cases_and_authors(desk):
    case = make.case()
    author = Contributor.objects.create(given_name_th="ผู้เขียน", family_name_th="สมมติ")
    authors = inline_formset([{"contributor": author.pk, "ORDER": "1"}])
    response = create(desk, "policy_brief", ask="ให้ตรวจทะเบียน", cites="case-lgcbi-01", authorships=authors)
    assert response.status_code == 302
    brief = KnowledgePage.objects.get(code="X-1")
    assert brief.live and brief.cites.get() == case
    assert [row.contributor for row in brief.authorships.all()] == [author]


def test_a_case_that_is_not_published_is_named(desk):
    response = create(desk, "policy_brief", ask="ให้ตรวจทะเบียน", cites="CASE-CDI-99")
    assert "CASE-CDI-99" in complaints(response)["cites"] and "CASE-CDI-99" in response.content.decode()


def test_only_partners_of_the_same_language_can_be_chosen_as_those_it_works_with(desk):
    partner = make.knowledge("P-1", kind="partner", title="ภาคีไทย", partner_kind="university")
    make.translate(partner, title="English partner")
    tool = make.knowledge("TL-1", title="เครื่องมือ")
    other = make.knowledge("P-2", kind="partner", title="ภาคีที่สอง", partner_kind="agency")
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[other.pk])).context["form"]
    offered = form.fields["works_with"].queryset
    assert list(offered) == [partner] and tool not in offered


def test_closed_data_show_no_rows(desk):
    columns = {"column-count": "1", "column-0-type": "text", "column-0-heading": "บ้านเลขที่", "column-0-order": "0"}
    rows = {"row-count": "1", "row-0-order": "0", "cell-0-0": "1/1", "caption": ""}
    table = {"column-0-deleted": "", "row-0-deleted": ""} | columns | rows
    prefixed = {f"preview-0-value-{name}": value for name, value in table.items()}
    block = {"preview-0-type": "table", "preview-0-order": "0", "preview-0-deleted": "", "preview-0-id": ""}
    fields = {"owner_name": "ก", "coverage": "ข", "licence": "owner"}
    address = reverse("wagtailadmin_pages:add", args=["casebank", "knowledgepage", make.section("knowledge").pk])
    for access, status in (("restricted", 200), ("on_request", 200), ("open", 302)):
        data = fields_of("dataset", access=access, **fields) | prefixed | block | {"preview-count": "1"}
        response = desk.post(address, data | {"action-publish": "1"})
        assert response.status_code == status, access
        if status == 200:
            assert "เปิดเผยทั่วไป" in complaints(response)["preview"]


def test_the_form_explains_each_kind_and_opens_only_the_group_of_this_one(desk):
    item = make.knowledge("DS-1", kind="dataset", access="open")
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[item.pk])).content.decode()
    assert "77 จังหวัด หนึ่งแถวต่อจังหวัด" in html
    assert html.count("collapsed") >= 4  # the groups of the four other kinds that have one


def test_a_correction_says_what_changed(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        create(desk, "tool")
    item = KnowledgePage.objects.get(code="X-1")
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    response = desk.post(address, fields_of("tool", title="ชื่อใหม่") | {"action-publish": "1"})
    assert complaints(response).keys() == {"change_note"}
    fields = fields_of("tool", title="ชื่อใหม่", change_note="แก้ชื่อ")
    assert desk.post(address, fields | {"action-publish": "1"}).status_code == 302
    assert KnowledgePage.objects.get(pk=item.pk).title == "ชื่อใหม่"
    assert "แก้ชื่อ" in desk.get(item.url).content.decode()


# --- the way from the free text of before ------------------------------------------------------
@pytest.mark.parametrize(
    "item, expected",
    [
        ({"kind": "research_question", "status": "เปิดรับผู้ทำวิจัย"}, {"question_state": "open"}),
        ({"kind": "research_question", "status": "Taken up"}, {"question_state": "taken"}),
        ({"kind": "research_question", "status": ""}, {"question_state": "open"}),
        ({"kind": "dataset", "status": "นำเข้าจากหน่วยงานเจ้าของ"}, {"access": "on_request"}),
        ({"kind": "dataset", "status": "Closed"}, {"access": "restricted"}),
        ({"kind": "tool", "status": ""}, {}),
        ({"kind": "tool", "status": "ทดลองใช้", "summary": "แบบตรวจ"}, {"summary": "แบบตรวจ (ทดลองใช้)"}),
        (
            {"kind": "research_question", "status": "รอทุน", "summary": "โจทย์"},
            {"question_state": "open", "summary": "โจทย์ (รอทุน)"},
        ),
    ],
)
def test_what_editors_wrote_as_status_is_kept(item, expected):
    assert import_module("casebank.migrations.0005_knowledge_by_kind").moved(item) == expected
