"""The case studio: instructors write, co-authors join, editors review and publish; what is missing is said."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail import hooks
from wagtail.images.models import Image
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text, streamfield

from casebank.actions.proposing import contributor_of
from casebank.models import CaseAuthor, CaseIndexPage, CasePage, Contributor, PageVersion
from config.demo import factories as make
from config.setup import set_up

pytestmark = pytest.mark.django_db

ROW = {"indicator": "อัตราชำระ", "before": "38", "after": "51", "unit": "ร้อยละ", "source": "ใบเสร็จ", "note": ""}


def lines(*items):
    return streamfield([("item", item) for item in items])


def note(html="<p>บันทึกลับ</p>"):
    return rich_text(html, features=["bold", "ol", "ul", "link"])


CASE = {
    "title": "จดหมายหนึ่งหน้า", "summary": "ทดลองจดหมายแบบใหม่", "summary_en": "A letter was tried.",
    "institute": "lgcbi", "area": "ตำบลสมมติ", "region": "south", "year": "2565", "evidence_level": "3",
    "licence": "CC BY 4.0", "context": "บริบท", "problem": "โจทย์", "intervention": "สิ่งที่ทำ", "mechanism": "กลไก",
    "transferability": "ที่มีทะเบียน", "actors": lines("เทศบาล"), "lessons": lines("บทเรียน"), "questions": lines("คำถาม"),
    "references": lines(), "teaching_note": note(), "results": streamfield([("result", ROW)]), "sdgs": ["11", "16"],
}  # fmt: skip
STREAMS = ("actors", "results", "lessons", "questions", "references")


@pytest.fixture
def studio(site):
    set_up()


@pytest.fixture
def writer(studio):
    return make.person("writer@example.org", "instructor")


@pytest.fixture
def editor_of(studio, institute_editor):
    return institute_editor


def filled(browser, address, values):
    """What a browser sends of the form at an address, with these values typed; ticks have to be given again."""
    response = browser.get(address)
    assert response.status_code == 200, response.status_code
    form = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    form.update({f"{name}-count": "0" for name in STREAMS})
    for name, value in nested_form_data({k: v for k, v in values.items() if k != "sdgs"}).items():
        form[name] = value
    if "sdgs" in values:
        form.setlist("sdgs", values["sdgs"])
    return form


def write(browser, values=None, **buttons):
    """A new case, saved as a draft or with the button given; the answer."""
    index = CaseIndexPage.objects.get(locale__language_code="th")
    address = reverse("wagtailadmin_pages:add", args=["casebank", "casepage", index.pk])
    form = filled(browser, address, CASE | (values or {}))
    form.update(buttons)
    return browser.post(address, dict(form.lists()))


def edit(browser, case, values=None, **buttons):
    address = reverse("wagtailadmin_pages:edit", args=[case.pk])
    form = filled(browser, address, {name: CASE[name] for name in STREAMS} | (values or {}))
    form.update(buttons)
    return browser.post(address, dict(form.lists()))


def approve(browser, case, values=None):
    buttons = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return edit(browser, case, values, **buttons)


def said(response):
    return {name: str(errors) for name, errors in response.context["form"].errors.items()}


# --- from the draft to the reader ---------------------------------------------------
def test_an_instructor_writes_an_editor_reviews_and_the_public_reads(as_user, writer, editor_of, client):
    desk = as_user(writer)
    assert write(desk).status_code == 302
    case = CasePage.objects.get()
    assert (case.live, case.code, case.slug) == (False, "CASE-LGCBI-01", "case-lgcbi-01")
    assert (case.year, case.sdgs) == (2022, [11, 16])
    assert client.get(case.url).status_code == 404

    edit(desk, case, **{"action-submit": "1"})
    assert case.current_workflow_state.workflow.name.endswith("LGCBI")
    assert not CasePage.objects.get().live

    assert approve(as_user(editor_of("lgcbi")), case).status_code == 302
    case.refresh_from_db()
    assert case.live and PageVersion.objects.get(page_id=case.pk).number == 1
    html = client.get(case.url).content.decode()
    assert "กลไก" in html and "บันทึกลับ" not in html


@pytest.mark.parametrize("slug", ["-", "-2570", ""])
def test_what_a_browser_makes_of_a_thai_title_is_no_address(as_user, writer, slug):
    write(as_user(writer), {"title": "ป้ายบอกยอดน้ำ: บ้านที่ใช้น้ำลดลง", "slug": slug})
    assert CasePage.objects.get().slug == "case-lgcbi-01"


def test_a_draft_saved_meanwhile_does_not_take_back_what_was_published(as_user, editor_of, client):
    """Two at work: the draft of one was read before the other published, and is written after it."""
    desk = as_user(editor_of("lgcbi"))
    write(desk)
    case = CasePage.objects.get()

    def publish_meanwhile(request, page):
        if request.method == "POST":
            CasePage.objects.get(pk=page.pk).get_latest_revision().publish()

    with hooks.register_temporarily("before_edit_page", publish_meanwhile):
        edit(desk, case, {"context": "บริบทที่ยาวขึ้น"})
    assert client.get(case.url).status_code == 200
    case.refresh_from_db()
    assert case.live and "บริบทที่ยาวขึ้น" in case.get_latest_revision_as_object().context


def test_an_instructor_cannot_publish(as_user, writer):
    write(as_user(writer), **{"action-publish": "1"})
    assert not CasePage.objects.get().live


def test_others_drafts_are_neither_listed_nor_opened(as_user, writer, editor_of):
    write(as_user(writer))
    case = CasePage.objects.get()
    index = reverse("wagtailadmin_explore", args=[case.get_parent().pk])
    stranger, foreign, own = (
        as_user(user)
        for user in (make.person("other@example.org", "instructor"), editor_of("ccmi"), editor_of("lgcbi"))
    )
    names = ("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:view_draft")
    for browser in (stranger, foreign):
        assert case.title not in browser.get(index).content.decode()
        assert {browser.get(reverse(name, args=[case.pk])).status_code for name in names} == {404}
    assert case.title in own.get(index).content.decode()


def test_a_co_author_of_another_institute_edits_and_does_not_publish(as_user, writer, editor_of):
    write(as_user(writer))
    case = CasePage.objects.get()
    friend = editor_of("ccmi")
    case.authorships.add(CaseAuthor(contributor=contributor_of(friend)))
    case.save()
    case.save_revision(clean=False)
    desk = as_user(friend)
    edit(desk, case, {"mechanism": "กลไกที่เพื่อนแก้"}, **{"action-publish": "1"})
    case.refresh_from_db()
    assert not case.live and case.mechanism == "กลไกที่เพื่อนแก้"


def test_an_editor_publishes_for_the_own_institute_only(as_user, editor_of):
    answer = write(as_user(editor_of("lgcbi")), {"institute": "ccmi"}, **{"action-publish": "1"})
    assert "institute" in said(answer)
    assert not CasePage.objects.exists()


# --- what is missing ----------------------------------------------------------------
def test_a_draft_may_lack_anything_and_a_review_says_what(as_user, writer):
    desk = as_user(writer)
    bare = dict.fromkeys(("summary", "summary_en", "problem", "mechanism", "transferability"), "")
    assert write(desk, bare | {"results": streamfield([])}).status_code == 302
    answer = edit(desk, CasePage.objects.get(), {"results": streamfield([])}, **{"action-submit": "1"})
    assert {"summary", "summary_en", "problem", "mechanism", "transferability", "results"} <= set(said(answer))
    assert "สิ่งที่ทำ" in answer.content.decode()


def test_consent_is_the_authors_and_its_check_the_editors(as_user, writer, editor_of):
    desk, editor = as_user(writer), as_user(editor_of("lgcbi"))
    named = {"names_people": "on"}
    write(desk, named)
    case = CasePage.objects.get()
    assert {"consent_given", "consent_note"} <= set(said(edit(desk, case, named, **{"action-submit": "1"})))
    agreed = named | {"consent_given": "on", "consent_note": "ลงนามเมื่อ 3 มิถุนายน"}
    edit(desk, case, agreed | {"consent_checked": "on"}, **{"action-submit": "1"})
    case.refresh_from_db()
    assert not case.consent_checked and case.workflow_in_progress
    assert set(said(approve(editor, case, agreed))) == {"consent_checked"}
    assert approve(editor, case, agreed | {"consent_checked": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.live and case.consent_checked


def test_a_changed_consent_has_to_be_checked_again(as_user, writer, studio):
    case = make.complete_case(
        live=False, owner=writer, names_people=True, consent_given=True, consent_note="ลงนาม", consent_checked=True
    )
    told = {"names_people": "on", "consent_given": "on", "consent_note": "บอกด้วยวาจา"}
    edit(as_user(writer), case, told)
    assert not CasePage.objects.get().get_latest_revision_as_object().consent_checked


def test_what_is_not_ready_is_not_approved_from_the_first_screen(as_user, writer, editor_of):
    write(as_user(writer))
    case = CasePage.objects.get()
    edit(as_user(writer), case, **{"action-submit": "1"})
    case.refresh_from_db()
    task, revision = TaskState.objects.get(), case.get_latest_revision()
    type(revision).objects.filter(pk=revision.pk).update(content=revision.content | {"names_people": True})
    editor = as_user(editor_of("lgcbi"))
    address = reverse("wagtailadmin_pages:workflow_action", args=[case.pk, "approve", task.pk])
    assert address not in editor.get(reverse("wagtailadmin_home")).content.decode()
    editor.post(address)
    case.refresh_from_db()
    assert not case.live and case.workflow_in_progress


def test_a_case_published_in_bulk_has_to_be_ready(as_user, editor_of, studio):
    case = make.case(live=False)
    case.save_revision(clean=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = as_user(editor_of("lgcbi")).post(f"{address}?id={case.pk}", follow=True)
    assert "ยังไม่พร้อม" in answer.content.decode()
    assert not CasePage.objects.get(pk=case.pk).live


def test_a_corrected_version_says_what_changed(as_user, editor_of, studio):
    desk = as_user(editor_of("lgcbi"))
    write(desk, **{"action-publish": "1"})
    case = CasePage.objects.get(live=True)
    answer = edit(desk, case, {"mechanism": "กลไกใหม่"}, **{"action-publish": "1"})
    assert set(said(answer)) == {"change_note"} and "กลไกใหม่" in answer.content.decode()
    edit(desk, case, {"mechanism": "กลไกใหม่", "change_note": "แก้กลไก"}, **{"action-publish": "1"})
    assert list(PageVersion.objects.values_list("number", "note")) == [(2, "แก้กลไก"), (1, "")]
    form = desk.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).context["form"]
    assert form["change_note"].value() == ""


# --- bad input ----------------------------------------------------------------------
def test_a_broken_row_is_said_and_nothing_is_lost(as_user, writer):
    broken = streamfield([("result", ROW | {"after": "ห้าสิบเอ็ด"})])
    answer = write(as_user(writer), {"results": broken})
    assert answer.status_code == 200 and "results" in said(answer)
    assert answer.context["form"]["results"].value()[0].value["after"] == "ห้าสิบเอ็ด"
    assert "สิ่งที่ทำ" in answer.content.decode()


def test_a_script_is_text_and_a_pasted_document_is_cleaned(as_user, editor_of, client, studio):
    block = {"key": "a", "text": "ตัวหนา<script>x()</script>", "type": "header-two", "depth": 0, "entityRanges": []}
    block["inlineStyleRanges"] = [{"offset": 0, "length": 3, "style": "BOLD"}]
    word = json.dumps({"entityMap": {}, "blocks": [block]})
    desk = as_user(editor_of("lgcbi"))
    values = {"problem": "โจทย์\u200b <script>alert(1)</script>", "teaching_note": word}
    assert write(desk, values, **{"action-publish": "1"}).status_code == 302
    case = CasePage.objects.get()
    assert case.problem == "โจทย์ <script>alert(1)</script>"
    assert "<script>x" not in case.teaching_note
    html = client.get(case.url).content.decode()
    assert "<script>alert" not in html
    assert "&lt;" in html


def test_a_picture_of_40_megabytes_is_refused_in_thai(as_user, editor_of, studio):
    upload = SimpleUploadedFile("big.png", b"\x89PNG\r\n\x1a\n" + b"0" * (40 * 1024 * 1024), "image/png")
    data = {"image-chooser-upload-title": "ใหญ่", "image-chooser-upload-file": upload}
    answer = as_user(editor_of("lgcbi")).post(reverse("wagtailimages_chooser:create"), data)
    assert "10" in answer.content.decode() and "MB" in answer.content.decode()
    assert not Image.objects.exists()


def test_editors_and_instructors_may_upload_pictures(as_user, editor_of, writer):
    for user in (editor_of("lgcbi"), writer):
        assert as_user(user).get(reverse("wagtailimages:add_multiple")).status_code == 200


def test_a_picture_needs_its_words_and_its_maker(as_user, editor_of, studio):
    image = Image.objects.create(title="ภาพ", width=1, height=1, file="original_images/a.png")
    row = {"image": str(image.pk), "alt": "", "credit": "", "caption": "", "ORDER": "1"}
    answer = write(as_user(editor_of("lgcbi")), {"pictures": inline_formset([row])}, **{"action-publish": "1"})
    (errors,) = answer.context["form"].formsets["pictures"].errors
    assert {"alt", "credit"} == set(errors)


def test_two_editors_at_once_hear_of_each_other(as_user, editor_of, writer):
    write(as_user(writer))
    case = CasePage.objects.get()
    first, second = as_user(writer), as_user(editor_of("lgcbi"))
    sessions = {}
    for browser in (first, second):
        context = browser.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).context
        sessions[browser] = context["editing_sessions"]
    old = case.latest_revision_id
    edit(second, case, {"mechanism": "กลไกของบรรณาธิการ"})
    answer = first.post(
        sessions[first].ping_url, {"revision_id": str(old), "revision_created_at": "2020-01-01T00:00:00Z"}
    )
    people = json.loads(answer.content)["other_sessions"]
    assert [person["revision_id"] for person in people if person["revision_id"]]


# --- codes and authors ----------------------------------------------------------------
def test_a_code_belongs_to_one_case_and_learnt_from_is_named_by_code(as_user, writer):
    make.case("CASE-LEDI-01")
    desk = as_user(writer)
    assert set(said(write(desk, {"code": "CASE-LEDI-01", "adopted_from": "CASE-NO-1"}))) == {"code", "adopted_from"}
    write(desk, {"adopted_from": "case-ledi-01"})
    case = CasePage.objects.get(owner=writer)
    assert [found.code for found in case.get_latest_revision_as_object().adopted_from.all()] == ["CASE-LEDI-01"]


def test_an_account_is_linked_by_its_address(as_user, editor_of, learner, studio):
    desk, address = as_user(editor_of("lgcbi")), reverse("wagtailsnippets_casebank_contributor:add")
    values = {"given_name_th": "ใจดี", "family_name_th": "สมมติ"}
    answer = desk.post(address, values | {"user": "nobody@example.org"})
    assert "user" in answer.context["form"].errors
    assert desk.post(address, values | {"user": learner.email}).status_code == 302
    assert Contributor.objects.get(given_name_th="ใจดี").user == learner


def test_editors_reach_terms_questions_and_the_translation(as_user, editor_of, studio):
    user = editor_of("lgcbi")
    for model in ("casebank/term", "courses/question", "courses/rubric", "casebank/contributor"):
        assert as_user(user).get(f"/cms/snippets/{model}/").status_code == 200
    assert user.has_perm("simple_translation.submit_translation")
    case = make.complete_case()
    assert as_user(user).get(reverse("simple_translation:submit_page_translation", args=[case.pk])).status_code == 200
