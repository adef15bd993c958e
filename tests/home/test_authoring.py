"""The editors' desk: every type of page can be made, previewed and published there, in Thai, by those who may."""

import io
import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.fields import StreamField
from wagtail.images.models import Image
from wagtail.models import Page, TaskState, WorkflowState, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text, streamfield

from casebank.models import CaseIndexPage, CasePage, KnowledgeIndexPage, KnowledgePage
from config.demo import factories as make
from config.setup import set_up
from courses.models import AssignmentPage, CourseIndexPage, CoursePage, LessonPage, ModulePage, QuizPage
from curriculum.models import ProgrammeIndexPage, ProgrammePage
from home.jobs import publish_scheduled_pages
from home.models import (
    HomePage,
    IndexPage,
    InstituteIndexPage,
    InstitutePage,
    MissionPage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
)

pytestmark = pytest.mark.django_db
TITLE = "หน้าใหม่ของบรรณาธิการ"


def lines(*items):
    return streamfield([("item", item) for item in items])


def words(text="<p>เนื้อหา</p>"):
    return rich_text(text, features=["bold", "ol", "ul", "link", "document-link"])


def body():
    return streamfield([("heading", "หัวข้อ"), ("paragraph", words())])


CASE = {
    "code": "CASE-X", "institute": "ledi", "area": "ตำบลสมมติ", "region": "north", "year": "2024",
    "evidence_level": "2", "licence": "CC BY 4.0", "sdgs": "8", "context": "บริบท", "problem": "โจทย์",
    "summary": "สรุป", "summary_en": "A summary.", "transferability": "ที่อื่น", "references": lines("รายงาน"),
    "intervention": "สิ่งที่ทำ", "mechanism": "กลไก", "actors": lines("อปท."), "lessons": lines("บทเรียน"),
    "questions": lines("คำถาม"), "teaching_note": rich_text("<p>ลับ</p>", features=["bold", "ol", "ul", "link"]),
    "results": streamfield(
        [("result", {"indicator": "รายได้", "before": "7", "after": "17", "unit": "ร้อยละ", "source": "ก", "note": ""})]
    ),
}  # fmt: skip
PROGRAMME = {
    "code": "NEW", "institute": "cdi", "kind": "executive", "fee_baht": "0",
    "attendance_percent": "80", "quiz_percent": "60", "quiz_attempts": "3", "capstone_percent": "60",
    "certificate_kind": "wutthibat", "number_pattern": "รช.{code} {cohort}-{seq:03d}/{year_be}",
    "who_for": lines("ผู้บริหาร"), "selection": streamfield([("criterion", {"title": "โจทย์", "weight": "100"})]),
    "programme_courses": inline_formset([]),
}  # fmt: skip

# Type of page → where it is made, and what the editor fills in besides the title.
CREATED = {
    StandardPage: ("home", lambda: {"summary": "สรุป", "body": body()}),
    IndexPage: ("home", dict),
    MissionPage: ("missions", lambda: {"number": "3", "body": body()}),
    InstituteIndexPage: ("home", dict),
    InstitutePage: ("institutes", lambda: {
        "number": "1", "institute": "ccmi", "short_name": "ทุนวัฒนธรรม", "motto": "คำขวัญ", "body": body(),
        "terms": streamfield([("term", {"term": "ทุน", "other": "capital"})]),
        "numbers": streamfield([("number", {"value": "14%", "label": "มูลค่าเพิ่ม", "source": "เอกสาร"})]),
    }),
    NewsIndexPage: ("home", dict),
    NewsPage: ("news", lambda: {"date": "2026-11-22", "body": body()}),
    CasePage: ("cases", lambda: CASE),
    KnowledgePage: ("knowledge", lambda: {"kind": "tool", "code": "T-1", "body": body()}),
    CoursePage: ("courses", lambda: {"code": "NEW-A", "institute": "cdi"}),
    ModulePage: ("course", lambda: {
        "code": "NEW-01", "institute": "cdi", "hours": "6", "mode": "online",
        "outcomes": streamfield([("outcome", "อธิบายได้")]),
    }),
    LessonPage: ("module", lambda: {"minutes": "20", "body": body()}),
    QuizPage: ("module", lambda: {
        "purpose": "module",
        "quiz_questions": inline_formset([{"question": str(make.question("NEW-Q").pk), "ORDER": "1"}]),
    }),
    AssignmentPage: ("module", lambda: {
        "kind": "individual", "max_score": "100", "rubric": str(make.rubric().pk), "brief": body(),
    }),
    ProgrammePage: ("programmes", lambda: PROGRAMME),
}  # fmt: skip
# Made once with the site; the editors only write them.
EDITED = [HomePage, CaseIndexPage, KnowledgeIndexPage, CourseIndexPage, ProgrammeIndexPage]


@pytest.fixture
def desk(site, admin, as_user):
    return as_user(admin)


def parent_of(name):
    if name == "home":
        return make.site()[0]
    if name in make.SECTIONS:
        return make.section(name)
    make.programme()
    return CoursePage.objects.get(code="LLP-A") if name == "course" else ModulePage.objects.get(code="LLP-01")


def form_of(response, model):
    """What the browser would send back of the page's form; streams, which a script draws, are left empty."""
    assert response.status_code == 200
    streams = {f"{field.name}-count": "0" for field in model._meta.fields if isinstance(field, StreamField)}
    return streams | querydict_from_html(response.content.decode(), form_id="page-edit-form").dict()


def new_form(desk, parent, model, fields):
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = form_of(desk.get(address), model)
    return address, form | nested_form_data({"title": TITLE, "slug": "new-page", **fields})


def complaints(response):
    if response.status_code == 302:
        return ""
    return response.context["form"].errors.as_data() or response.status_code


def test_the_table_names_every_type_of_page():
    ours = {model for model in get_page_models() if model is not Page}
    assert ours == {*CREATED, *EDITED}


@pytest.mark.parametrize("model", CREATED, ids=lambda model: model.__name__)
def test_a_page_is_made_previewed_and_published(desk, model):
    place, fields = CREATED[model]
    parent = parent_of(place)
    address, form = new_form(desk, parent, model, fields())

    preview = reverse("wagtailadmin_pages:preview_on_add", args=[*address.rstrip("/").split("/")[-3:]])
    assert desk.post(preview, form).json() == {"is_valid": True, "is_available": True}
    assert TITLE in desk.get(preview).content.decode()

    assert complaints(desk.post(address, form | {"action-publish": "1"})) == ""
    page = model.objects.get(slug="new-page")
    assert page.live
    assert desk.get(page.url).status_code == (404 if page.url.startswith("/courses/llp-a/llp-01/new") else 200)


@pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
def test_a_page_of_the_skeleton_is_edited_previewed_and_published(desk, model):
    page = model.objects.filter(locale__language_code="th").first()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = form_of(desk.get(address), model) | {"title": TITLE}

    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert desk.post(preview, form).json()["is_valid"]
    assert desk.get(preview).status_code == 200

    assert complaints(desk.post(address, form | {"action-publish": "1"})) == ""
    page.refresh_from_db()
    assert page.title == TITLE


def test_the_desk_speaks_thai(desk):
    html = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert 'lang="th"' in html
    assert "favicon.svg" in html
    assert "desk-mark" in html


# --- blocks ---------------------------------------------------------------------
@pytest.fixture
def picture():
    file = io.BytesIO()
    Picture.new("RGB", (1600, 900), "white").save(file, "PNG")
    return Image.objects.create(title="ภาพ", file=ImageFile(io.BytesIO(file.getvalue()), name="picture.png"))


def document(name):
    return Document.objects.create(title="เอกสาร", file=ContentFile(b"x" * 2048, name=name))


@pytest.fixture
def every_block(site, picture):
    """The form values of one block of each kind that a lesson may hold."""
    return streamfield([
        ("heading", "หัวข้อ"),
        ("paragraph", words("<p>มุ่ง Empower คน ร้อยละ 7</p>")),
        ("list", {"count": "1", "0": {"type": "item", "order": "0", "value": "ข้อแรก", "deleted": ""}}),
        ("image", {"image": str(picture.pk), "alt": "แผนที่ตลาด", "caption": "คำบรรยาย", "credit": "ผู้ถ่าย"}),
        ("video_file", {"file": str(document("film.mp4").pk), "title": "ลงพื้นที่", "transcript": words("<p>คำพูด</p>")}),
        ("video", {"video": "https://www.youtube.com/watch?v=abcdefghijk", "title": "วีดิทัศน์"}),
        ("download", {"document": str(document("form.pdf").pk), "title": "แบบฟอร์ม"}),
        ("callout", {"kind": "warn", "title": "ระวัง", "text": words("<p>อย่าลืม</p>")}),
        ("callout", {"kind": "example", "title": "", "text": words("<p>เช่น</p>")}),
        ("table", json.dumps({"data": [["หัว", "ค่า"], ["ก", "<b>1</b>"]], "table_header_choice": "row"})),
        ("quotation", {"text": "ถ้อยคำ", "source": "ที่มา"}),
        ("code", {"language": "R", "code": "x <- 1"}),
        ("case", {"case": str(make.case().pk), "why": "เพราะเห็นกลไก"}),
        ("reflection", {"question": "พื้นที่ของท่านเป็นอย่างไร", "hint": words("")}),
    ])  # fmt: skip


def test_every_block_is_written_at_the_desk_and_read_on_the_page(desk, every_block, client):
    address, form = new_form(
        desk, parent_of("module"), LessonPage, {"minutes": "20", "free_preview": "on", "body": every_block}
    )
    assert complaints(desk.post(address, form | {"action-publish": "1"})) == ""
    html = client.get(LessonPage.objects.get(slug="new-page").url).content.decode()
    page = BeautifulSoup(html, "html.parser")
    image = page.select_one(".picture img")
    assert image["alt"] == "แผนที่ตลาด"
    assert "480w" in image["srcset"]
    assert page.select_one(".film video source")["type"] == "video/mp4"
    assert "คำพูด" in page.select_one(".film .transcript").text
    assert page.select_one(".take a")["href"].startswith("/documents/")
    assert "PDF" in page.select_one(".take small").text
    assert page.select_one(".alert--warn")
    assert page.select_one(".table th[scope=col]").text == "หัว"
    assert page.select_one(".table tbody td + td").text == "<b>1</b>"
    assert page.select_one(".code code").text == "x <- 1"
    assert page.select_one(".case-ref a")["href"] == "/cases/case-lgcbi-01/"
    assert page.select_one('p span[lang="en"]').text == "Empower"
    assert "ร้อยละ 7" in [piece.text for piece in page.select("p span.nowrap")]


def test_a_film_from_elsewhere_waits_for_a_click(desk, every_block, client):
    address, form = new_form(
        desk, parent_of("module"), LessonPage, {"minutes": "20", "free_preview": "on", "body": every_block}
    )
    desk.post(address, form | {"action-publish": "1"})
    page = BeautifulSoup(client.get(LessonPage.objects.get(slug="new-page").url).content, "html.parser")
    assert not page.select("iframe")
    asked_for = [tag.get("src") or tag.get("href") for tag in page.select("[src], link[href]")]
    assert [url for url in asked_for if "youtube" in url or "vimeo" in url] == []
    assert page.select_one("[data-film]")["data-film"].startswith("https://www.youtube-nocookie.com/embed/abcdefghijk")


def test_a_picture_without_its_words_is_refused(desk, picture):
    content = streamfield([("image", {"image": str(picture.pk), "alt": "", "caption": "", "credit": ""})])
    address, form = new_form(desk, parent_of("home"), StandardPage, {"body": content})
    assert complaints(desk.post(address, form | {"action-publish": "1"})) != ""
    assert not StandardPage.objects.exists()


# --- time and review -------------------------------------------------------------
def test_a_page_is_published_at_its_time(desk, client, monkeypatch):
    later = timezone.localtime() + timedelta(days=1)
    address, form = new_form(
        desk, parent_of("home"), StandardPage, {"body": body(), "go_live_at": later.strftime("%Y-%m-%d %H:%M")}
    )
    assert complaints(desk.post(address, form | {"action-publish": "1"})) == ""
    publish_scheduled_pages()
    assert client.get("/new-page/").status_code == 404

    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=2))
    publish_scheduled_pages()
    assert client.get("/new-page/").status_code == 200


@pytest.fixture
def institute(site):
    set_up()
    return make.institute("ccmi", number=1, title="สถาบันทุนวัฒนธรรม")


@pytest.fixture
def editor_of(institute, as_user, institute_editor):
    return lambda code, number=1: as_user(institute_editor(code, number))


def test_an_editor_writes_for_the_own_institute_and_for_no_other(editor_of, institute):
    address = reverse("wagtailadmin_pages:edit", args=[institute.pk])
    own, other = editor_of("ccmi"), editor_of("ledi")
    form = form_of(own.get(address), InstitutePage) | {"title": "ชื่อใหม่"}

    assert other.get(address).status_code in (302, 403)
    assert other.post(address, form | {"action-publish": "1"}).status_code in (302, 403)
    institute.refresh_from_db()
    assert institute.title == "สถาบันทุนวัฒนธรรม"

    own.post(address, form | {"action-publish": "1"})
    institute.refresh_from_db()
    assert institute.title == "ชื่อใหม่"


def test_a_page_is_reviewed_by_its_own_institute(editor_of, institute):
    address = reverse("wagtailadmin_pages:edit", args=[institute.pk])
    own = editor_of("ccmi")
    own.post(address, form_of(own.get(address), InstitutePage) | {"title": "ส่งตรวจ", "action-submit": "1"})
    institute.refresh_from_db()
    assert (institute.title, institute.current_workflow_state.workflow.name) == (
        "สถาบันทุนวัฒนธรรม",
        "ตรวจทานของสถาบัน CCMI",
    )

    task = TaskState.objects.get()
    approve = reverse("wagtailadmin_pages:workflow_action", args=[institute.pk, "approve", task.pk])
    editor_of("ledi").post(approve)
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS

    editor_of("ccmi", 2).post(approve)
    institute.refresh_from_db()
    assert institute.title == "ส่งตรวจ"
