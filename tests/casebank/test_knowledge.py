"""Knowledge items: what the page of each kind says, the checklist of a tool, the list, and the network."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Province
from casebank.models import KnowledgePage
from casebank.network import draw
from config.demo import factories as make

pytestmark = pytest.mark.django_db


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "html.parser")


def words(tag):
    return " ".join(tag.get_text().split()) if tag else ""


def count_queries(client, path):
    read(client, path)
    with CaptureQueriesContext(connection) as found:
        read(client, path)
    return len(found)


def titles(page):
    return [words(link) for link in page.select(".pick-title a")]


def table(rows):
    """The first rows of a dataset: text and a number."""
    columns = [{"type": "text", "heading": "ประเภท"}, {"type": "number", "heading": "จำนวน"}]
    value = {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": ""}
    return [("table", KnowledgePage.preview.field.stream_block.child_blocks["table"].to_python(value))]


def conditions(*texts):
    return [("condition", {"condition": text, "evidence": f"หลักฐานของ{text}"}) for text in texts]


def citing(item, *cases, field="cites"):
    setattr(item, field, cases)
    item.save()
    return item


# --- the pages ----------------------------------------------------------------------------
def test_a_brief_says_its_question_its_request_and_how_surely_its_cases_are_known(client, site):
    brief = make.knowledge("PB-1", kind="policy_brief", question="ควรทำสิ่งใดก่อน", ask="ให้ อปท. ตรวจทะเบียน")
    citing(brief, make.case(), make.case("CASE-LEDI-01", title="ห่วงโซ่คุณค่า", institute="ledi", evidence_level=3))
    page = read(client, "/knowledge/pb-1/")
    assert words(page.select_one(".ask p")) == "ให้ อปท. ตรวจทะเบียน"
    assert "ควรทำสิ่งใดก่อน" in words(page.main)
    proofs = [words(proof) for proof in page.select(".proof")]
    assert ["จดหมายหนึ่งหน้า" in proofs[0], "ห่วงโซ่คุณค่า" in proofs[1]] == [True, True]  # the surest first
    assert "5 จาก 5" in proofs[0] and "3 จาก 5" in proofs[1]


def test_a_retracted_or_draft_case_is_not_shown_behind_an_item(client, site):
    brief = make.knowledge("PB-1", kind="policy_brief", ask="ให้ทำ")
    draft, gone = make.case("CASE-CDI-01", title="ร่าง"), make.case("CASE-CDI-02", title="ถูกถอน")
    citing(brief, make.case(), draft, gone)
    draft.unpublish()
    type(gone).objects.filter(pk=gone.pk).update(retracted_on="2026-11-01")
    assert [words(h) for h in read(client, "/knowledge/pb-1/").select(".proof h3")] == ["จดหมายหนึ่งหน้า"]


def test_an_open_question_says_how_to_take_it_up(client, site):
    make.knowledge("RQ-1", kind="research_question", question_state="open")
    page = read(client, "/knowledge/rq-1/")
    assert words(page.select_one(".steps [aria-current]")).startswith("เปิดรับผู้ทำวิจัย")
    assert page.select_one('.alert a[href="/contact/"]')


def test_a_question_taken_up_says_by_whom_and_when(client, site):
    fields = {"taken_by": "กลุ่มวิจัยสมมติ", "taken_on": "2026-08-03"}
    make.knowledge("RQ-1", kind="research_question", question_state="taken", **fields)
    page = read(client, "/knowledge/rq-1/")
    assert "กลุ่มวิจัยสมมติ เมื่อ 3 สิงหาคม 2569" in words(page.select_one(".steps [aria-current]"))
    assert not page.select_one('.alert a[href="/contact/"]')


def test_an_answered_question_names_the_case_that_answers_it(client, site):
    question = make.knowledge("RQ-1", kind="research_question", question_state="answered")
    citing(question, make.case(), field="answered_by")
    page = read(client, "/knowledge/rq-1/")
    assert len(page.select(".steps .done")) == 3
    assert page.select_one(".proof a")["href"] == "/cases/case-lgcbi-01/"


def test_a_dataset_is_described_with_owner_terms_and_first_rows(client, site):
    make.knowledge(
        "DS-1",
        kind="dataset",
        owner_name="กรมสมมติ",
        coverage="77 จังหวัด",
        period="พ.ศ. 2569",
        access="open",
        access_url="https://data.example.org/",
        licence="owner",
        preview=table([("เทศบาลตำบล", 2242)]),
    )
    page = read(client, "/knowledge/ds-1/")
    facts = words(page.select_one("[aria-labelledby=entry]"))
    for fact in ("กรมสมมติ", "77 จังหวัด", "พ.ศ. 2569", "เปิดเผยทั่วไป", "ตามเงื่อนไขของเจ้าของข้อมูล"):
        assert fact in facts
    assert page.select_one('a[href="https://data.example.org/"]')
    assert [words(cell) for cell in page.select("td")] == ["เทศบาลตำบล", "2,242"]


def test_rows_of_data_that_are_not_open_are_never_shown(client, site):
    fields = {"owner_name": "หน่วยงานสมมติ", "coverage": "ครัวเรือน", "licence": "owner"}
    make.knowledge("DS-1", kind="dataset", access="restricted", preview=table([("บ้านเลขที่ 1", 4)]), **fields)
    assert "บ้านเลขที่ 1" not in client.get("/knowledge/ds-1/").content.decode()


def test_a_partner_is_shown_with_those_who_work_with_it_whoever_said_so(client, site):
    city = make.knowledge("P-1", kind="partner", title="สถาบันเมืองสมมติ", partner_kind="institute")
    university = make.knowledge("P-2", kind="partner", title="มหาวิทยาลัยสมมติ", partner_kind="university")
    citing(city, university, field="works_with")
    assert "มหาวิทยาลัยสมมติ" in words(read(client, "/knowledge/p-1/").select_one("[aria-labelledby=with]"))
    assert "สถาบันเมืองสมมติ" in words(read(client, "/knowledge/p-2/").select_one("[aria-labelledby=with]"))


def test_a_concept_note_shows_the_mechanism_of_its_cases_and_what_they_leave_open(client, site):
    case = make.case()
    citing(make.knowledge("CN-1", kind="concept_note", title="แนวคิด"), case)
    citing(make.knowledge("RQ-1", kind="research_question", title="ผลคงอยู่นานเท่าใด", question_state="open"), case)
    page = read(client, "/knowledge/cn-1/")
    assert "ลดความยุ่งยาก" in words(page.select_one(".proof"))
    assert words(page.select_one("[aria-labelledby=unknown] a")) == "ผลคงอยู่นานเท่าใด"


@pytest.mark.parametrize("kind", ["policy_brief", "research_question", "tool", "dataset", "partner", "concept_note"])
def test_an_item_of_which_nothing_more_is_known_still_has_a_page(client, site, kind):
    make.knowledge("X-1", kind=kind)
    assert "เครื่องมือสมมติ" in words(read(client, "/knowledge/x-1/").h1)


def test_an_item_costs_the_same_with_one_and_with_many_cases(client, site):
    note = citing(make.knowledge("CN-1", kind="concept_note"), make.case())
    few = count_queries(client, "/knowledge/cn-1/")
    citing(note, *[make.case(f"CASE-CDI-{number:02d}") for number in range(8)])
    assert count_queries(client, "/knowledge/cn-1/") == few


# --- the checklist --------------------------------------------------------------------------
@pytest.fixture
def tool(site):
    return make.knowledge("TL-1", conditions=conditions("ใช้ของในพื้นที่", "สร้างงาน", "กระจายรายได้"))


def test_before_anything_is_ticked_no_verdict_is_given(client, tool):
    page = read(client, "/knowledge/tl-1/")
    assert [words(label.b) for label in page.select(".checks label")] == ["ใช้ของในพื้นที่", "สร้างงาน", "กระจายรายได้"]
    assert words(page.select_one("#verdict")) == ""


def test_what_is_missing_is_said_plainly_without_a_script(client, tool):
    page = read(client, "/knowledge/tl-1/?check=1&met=1&met=3")
    verdict = page.select_one("#verdict")
    assert "ครบ 2 จาก 3 ข้อ" in words(verdict)
    assert [words(li) for li in verdict.select("li")] == ["สร้างงาน ดูจาก: หลักฐานของสร้างงาน"]
    assert [box.has_attr("checked") for box in page.select("[name=met]")] == [True, False, True]


def test_when_all_hold_it_is_said(client, tool):
    assert "ครบทั้ง 3 ข้อ" in words(read(client, "/knowledge/tl-1/?met=1&met=2&met=3").select_one("#verdict"))


def test_nothing_ticked_is_an_answer_too(client, tool):
    assert "ครบ 0 จาก 3 ข้อ" in words(read(client, "/knowledge/tl-1/?check=1").select_one("#verdict"))


@pytest.mark.parametrize("query", ["met=99", "met=-1", "met=<script>", "met=๑", "check=%00&met=1.5"])
def test_ticks_that_the_tool_does_not_have_are_passed_over(client, tool, query):
    page = read(client, f"/knowledge/tl-1/?{query}")
    assert not page.select("[name=met][checked]")


# --- the list -------------------------------------------------------------------------------
@pytest.fixture
def items(site):
    make.knowledge("TL-1", title="แบบตรวจ", institute="ledi")
    make.knowledge("TL-2", title="เกณฑ์", institute="cdi")
    make.knowledge("TL-3", title="กติกา", institute="cdi")
    make.knowledge("RQ-1", kind="research_question", title="โจทย์เปิด", institute="cdi", question_state="open")
    make.knowledge("RQ-2", kind="research_question", title="โจทย์ที่ตอบแล้ว", institute="ledi", question_state="answered")
    make.knowledge("DS-1", kind="dataset", title="ข้อมูลเมือง", access="open", coverage="เมืองน้ำใส")


def test_the_list_counts_each_kind_and_stands_in_thai_order(client, items):
    page = read(client, "/knowledge/")
    assert titles(page) == ["โจทย์ที่ตอบแล้ว", "โจทย์เปิด", "กติกา", "เกณฑ์", "แบบตรวจ", "ข้อมูลเมือง"]
    doors = {words(door.b): words(door.select_one(".kind-count")) for door in page.select(".kind-doors a")}
    assert doors["เครื่องมือ"] == "3 รายการ" and doors["ภาคีเครือข่าย"] == "0 รายการ"
    assert page.select_one('a[href="/knowledge/network/"]')


@pytest.mark.parametrize(
    "query, expected",
    [
        ("kind=tool", ["กติกา", "เกณฑ์", "แบบตรวจ"]),
        ("kind=tool&institute=cdi", ["กติกา", "เกณฑ์"]),
        ("state=open", ["โจทย์เปิด"]),
        ("kind=research_question&state=answered", ["โจทย์ที่ตอบแล้ว"]),
        ("access=open", ["ข้อมูลเมือง"]),
        ("q=เกณฑ์", ["เกณฑ์"]),
        ("q=น้ำใส", ["ข้อมูลเมือง"]),
        ("q=เกณฑ์&institute=ledi", []),
    ],
)
def test_filters_and_text_narrow_the_list(client, items, query, expected):
    assert titles(read(client, f"/knowledge/?{query}")) == expected


def test_choices_say_how_many_they_would_leave(client, items):
    page = read(client, "/knowledge/?institute=cdi")
    assert {"เครื่องมือ (2)", "โจทย์วิจัย (1)"} <= {words(option) for option in page.select("[name=kind] option")}
    assert "ชุดข้อมูล" not in words(page.select_one("[name=kind]"))
    assert page.select_one('.chips a[href="/knowledge/"]')


@pytest.mark.parametrize("name", ["kind", "institute", "state", "access"])
def test_an_unknown_choice_is_told_and_left_out(client, items, name):
    page = read(client, f"/knowledge/?{name}=unheard-of")
    assert len(titles(page)) == 6
    assert page.select_one(f".field--bad [name={name}]")


@pytest.mark.parametrize("value", ["\x00", "' OR 1=1 --", "<script>alert(1)</script>", "ๆ" * 400, "9" * 50, "-1"])
@pytest.mark.parametrize("name", ["q", "kind", "institute", "state", "access", "page"])
def test_nothing_one_can_type_breaks_the_list(client, items, name, value):
    response = client.get("/knowledge/", {name: value})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_when_nothing_is_left_the_way_back_is_shown(client, items):
    page = read(client, "/knowledge/?kind=dataset&institute=cdi")
    assert page.select_one(".empty a")["href"] == "/knowledge/"


def test_drafts_and_retracted_items_are_not_listed(client, items):
    KnowledgePage.objects.get(code="TL-1").unpublish()
    KnowledgePage.objects.filter(code="TL-2").update(retracted_on="2026-11-01")
    assert titles(read(client, "/knowledge/?kind=tool")) == ["กติกา"]


def test_the_list_costs_the_same_with_few_and_with_many(client, site):
    counts = {}
    made = 0
    for size in (3, 40):
        for number in range(made, size):
            make.knowledge(f"TL-{number}", institute="cdi", title=f"เครื่องมือ {number}")
        made = size
        for query in ("", "?kind=tool&institute=cdi", "?q=เครื่องมือ"):
            counts[size, query] = count_queries(client, f"/knowledge/{query}")
    for query in ("", "?kind=tool&institute=cdi", "?q=เครื่องมือ"):
        assert counts[3, query] == counts[40, query] <= 20


# --- the network ----------------------------------------------------------------------------
@pytest.fixture
def network(site):
    """A city institute that works with a university and a community; an agency that works with nobody."""
    kinds = {"city": "institute", "university": "university", "community": "community", "agency": "agency"}
    partners = {
        name: make.knowledge(name.upper(), kind="partner", title=f"ภาคี {name}", partner_kind=kind)
        for name, kind in kinds.items()
    }
    citing(partners["city"], partners["university"], field="works_with")
    citing(partners["community"], partners["city"], field="works_with")
    return partners


def test_the_network_is_drawn_and_said_in_a_table(client, network):
    page = read(client, "/knowledge/network/")
    assert len(page.select(".network-plot .node")) == 4 and len(page.select(".network-plot .link")) == 2
    rows = {words(row.th.a): words(row.find_all("td")[-1]) for row in page.select("tbody tr")}
    assert rows["ภาคี city"] == "2. ภาคี university 4. ภาคี community"
    assert rows["ภาคี university"] == "1. ภาคี city" and rows["ภาคี agency"] == "–"
    assert page.select_one('tbody a[href="/knowledge/city/"]')


def test_a_partner_can_be_brought_forward(client, network):
    page = read(client, "/knowledge/network/?at=community")
    assert words(page.select_one("#chosen h2")) == "4. ภาคี community"
    assert [words(a) for a in page.select("#chosen .links a")] == ["1. ภาคี city"]
    assert len(page.select(".network-plot .link.near")) == 1
    assert page.select_one(".network-plot [aria-current]")


def test_an_unknown_partner_changes_nothing(client, network):
    assert not read(client, "/knowledge/network/?at=nobody").select("#chosen h2")


def test_links_said_in_thai_hold_in_english(client, network):
    for name, page in network.items():
        make.translate(page, title=f"Partner {name}")
    page = read(client, "/en/knowledge/network/")
    assert len(page.select(".network-plot .link")) == 2
    assert "Partner university" in words(page.table)


def test_an_empty_network_says_so(client, site):
    assert read(client, "/knowledge/network/").select_one(".empty a")["href"] == "/knowledge/"


def test_the_network_costs_the_same_with_few_and_with_many(client, network):
    few = count_queries(client, "/knowledge/network/")
    home = Province.objects.get(pk=make.province().pk)
    for number in range(30):
        partner = make.knowledge(f"P-{number}", kind="partner", title=f"ภาคี {number}", province=home)
        citing(partner, network["city"], field="works_with")
    assert count_queries(client, "/knowledge/network/") <= few


def test_the_drawing_is_always_the_same_and_nobody_stands_on_another():
    class Partner:
        def __init__(self, pk):
            self.pk = pk

    inner, outer = [Partner(n) for n in range(5)], [Partner(n) for n in range(5, 80)]
    links = {(n % 5, n) for n in range(5, 80)}
    drawing = draw(inner, outer, links)
    assert drawing == draw(inner, outer, links)
    places = [(node.x, node.y) for node in drawing.nodes]
    for place, (x, y) in enumerate(places):
        assert 16 <= x <= drawing.size - 16 and 16 <= y <= drawing.size - 16
        for other_x, other_y in places[:place]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 44**2  # room for a thumb on each


@pytest.mark.parametrize("count", [1, 2])
def test_a_small_network_is_drawn_as_well(count):
    class Partner:
        def __init__(self, pk):
            self.pk = pk

    drawing = draw([], [Partner(n) for n in range(count)], set())
    assert len(drawing.nodes) == count


# --- retraction -----------------------------------------------------------------------------
def test_of_a_retracted_item_the_notice_is_left_at_its_address(client, site):
    brief = make.knowledge("PB-1", kind="policy_brief", ask="ให้ อปท. ตรวจทะเบียน")
    KnowledgePage.objects.filter(pk=brief.pk).update(retracted_on="2026-11-01", retraction_reason="ตัวเลขผิด")
    page = words(read(client, "/knowledge/pb-1/").main)
    assert "ตัวเลขผิด" in page and "ให้ อปท. ตรวจทะเบียน" not in page
