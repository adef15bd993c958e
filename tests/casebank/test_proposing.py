"""Proposing a case: a draft of one's own that the institute's editors review."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image as Picture
from wagtail.models import Workflow

from casebank.actions.proposing import contributor_of, draft_case
from casebank.models import CaseAuthor, CasePage
from config.demo import factories as make
from config.setup import set_up
from home.models.access import editors_group, workflow_name

pytestmark = pytest.mark.django_db
RESULT = {"indicator": "ส่วนแบ่ง", "before": 7, "after": 17, "unit": "ร้อยละ", "is_percent": True, "source": "สมุดบัญชี"}


def test_a_drafted_case_stands_in_the_bank_unpublished(site, learner):
    make.case("CASE-LEDI-04", institute="ledi")
    case = draft_case(
        by=learner,
        institute="ledi",
        title="ตลาดเช้าของเรา",
        values={"problem": "คนกลางได้มากกว่าคนปลูก", "lessons": ["เริ่มจากผู้ซื้อ", " "], "results": [RESULT]},
        authors=[contributor_of(learner)],
    )
    kept = CasePage.objects.get(pk=case.pk)
    assert (kept.live, kept.code, kept.slug, kept.owner, kept.proposed_by) == (
        False,
        "CASE-LEDI-05",
        "case-ledi-05",
        learner,
        learner,
    )
    assert [block.value for block in kept.lessons] == ["เริ่มจากผู้ซื้อ"]
    assert kept.results[0].value["after"] == 17
    assert [row.contributor.user for row in kept.authorships.all()] == [learner]
    assert kept.get_latest_revision_as_object().problem == "คนกลางได้มากกว่าคนปลูก"


def test_an_account_has_one_author_record(learner):
    assert contributor_of(learner) == contributor_of(learner)


# --- the screens --------------------------------------------------------------------
TEXTS = {
    "title": "ตลาดเช้าของเรา", "institute": "ledi", "summary": "สรุป", "area": "ตำบลสมมติ", "region": "north",
    "year": "๒๕๖๘", "context": "บริบท", "problem": "โจทย์", "intervention": "ทำ", "mechanism": "กลไก",
    "actors": "อบต.\nกลุ่มแม่ค้า",
    "results-TOTAL_FORMS": "2", "results-INITIAL_FORMS": "0", "results-0-indicator": "ส่วนแบ่ง", "results-0-before": "๗",
    "results-0-after": "17", "results-0-unit": "ร้อยละ", "results-0-source": "สมุดบัญชี",
}  # fmt: skip


@pytest.fixture
def bank(site):
    set_up()


@pytest.fixture
def editor(bank):
    user = make.person("editor-ledi@example.org", "editor")
    user.groups.add(Group.objects.get(name=editors_group("ledi")))
    return user


def test_who_has_no_name_gives_it_first_and_loses_no_text(bank, as_user, applicant):
    type(applicant).objects.filter(pk=applicant.pk).update(first_name="", last_name="")
    browser = as_user(applicant)
    led = browser.get(reverse("casebank:propose"))
    assert led.status_code == 302 and led.url == "/me/?next=%2Fcases%2Fpropose%2F"
    answer = browser.post(reverse("casebank:propose"), TEXTS | {"act": "save"})
    assert answer.status_code == 422 and TEXTS["title"] in answer.content.decode()
    assert not CasePage.objects.filter(title=TEXTS["title"]).exists()


def send(browser, values=None, case=None, act="submit"):
    address = reverse("casebank:proposal", args=[case.pk]) if case else reverse("casebank:propose")
    return browser.post(address, TEXTS | {"act": act} | (values or {}))


def picture(name="a.png", size=(8, 8)):
    file = io.BytesIO()
    Picture.new("RGB", size, "white").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def test_a_draft_is_kept_and_nobody_else_finds_it(bank, as_user, learner, applicant, client):
    assert send(as_user(learner), {"summary": "", "problem": ""}, act="save").status_code == 302
    case = CasePage.objects.get()
    assert (case.live, case.year, case.proposed_by, case.owner) == (False, 2025, learner, learner)
    assert [dict(row.value)["before"] for row in case.results] == [7.0]
    address = reverse("casebank:proposal", args=[case.pk])
    assert "กลุ่มแม่ค้า" in as_user(learner).get(address).content.decode()
    assert as_user(applicant).get(address).status_code == 404
    assert case.title not in as_user(applicant).get(reverse("casebank:proposals")).content.decode()
    assert client.get(case.url).status_code == 404
    assert client.get(address).status_code == 302


def test_a_proposal_is_reviewed_changed_and_published(bank, as_user, learner, editor):
    mine = as_user(learner)
    assert send(mine).status_code == 302
    case = CasePage.objects.get()
    assert case.current_workflow_state.workflow.name.endswith("LEDI")
    assert "อยู่กับบรรณาธิการ" in mine.get(reverse("casebank:proposals")).content.decode()
    assert send(mine, case=case).status_code == 403

    case.current_workflow_task_state.reject(user=editor, comment="ขอที่มาของตัวเลข")
    html = mine.get(reverse("casebank:proposal", args=[case.pk])).content.decode()
    assert "ขอที่มาของตัวเลข" in html
    assert send(mine, {"mechanism": "กลไกที่ชัดขึ้น"}, CasePage.objects.get()).status_code == 302
    case = CasePage.objects.get()
    assert case.workflow_in_progress and case.mechanism == "กลไกที่ชัดขึ้น"

    ready = {"summary_en": "A market.", "lessons": [("item", "บทเรียน")], "transferability": "ที่มีตลาด"}
    for name, value in ready.items():
        setattr(case, name, value)
    case.save_revision(clean=False)
    CasePage.objects.get().current_workflow_task_state.approve(user=editor)
    assert CasePage.objects.get().live
    assert "เผยแพร่แล้ว" in mine.get(reverse("casebank:proposals")).content.decode()
    assert send(mine, case=case, act="save").status_code == 403


def test_what_is_missing_is_said_beside_it_and_nothing_typed_is_lost(bank, as_user, learner):
    answer = send(as_user(learner), {"problem": "", "results-0-after": "มาก", "names_people": "on"})
    assert answer.status_code == 422
    form, html = answer.context["form"], answer.content.decode()
    assert {"problem", "consent_given", "consent_note"} == set(form.errors)
    assert "after" in form.results[0].errors and "มาก" in html and "กลุ่มแม่ค้า" in html
    assert not CasePage.objects.exists()


def test_pictures_need_their_words_and_may_be_taken_away(bank, as_user, learner):
    mine = as_user(learner)
    answer = send(mine, {"picture": picture()}, act="save")
    assert {"picture_alt", "picture_credit", "picture"} == set(answer.context["form"].errors)
    words = {"picture_alt": "แม่ค้าในตลาด", "picture_credit": "ผู้เรียน"}
    attachment = SimpleUploadedFile("ตาราง.pdf", b"%PDF-1.7", "application/pdf")
    send(mine, {"picture": picture(), "attachment": attachment, **words}, act="save")
    case = CasePage.objects.get()
    (shown,) = case.pictures.all()
    assert (shown.alt, shown.credit) == ("แม่ค้าในตลาด", "ผู้เรียน")
    assert [file.title for file in case.files.all()] == ["ตาราง.pdf"]
    send(mine, case=case, act=f"remove-picture-{shown.pk}")
    case = CasePage.objects.get()
    assert not case.pictures.exists() and case.files.count() == 1


def test_a_file_that_is_not_what_it_says_is_refused(bank, as_user, learner):
    upload = SimpleUploadedFile("a.pdf", b"MZ not a pdf", "application/pdf")
    answer = send(as_user(learner), {"attachment": upload}, act="save")
    assert answer.status_code == 422 and "attachment" in answer.context["form"].errors


def test_another_institute_gives_another_code(bank, as_user, learner):
    send(as_user(learner), act="save")
    send(as_user(learner), {"institute": "cdi"}, CasePage.objects.get(), act="save")
    case = CasePage.objects.get()
    assert (case.institute, case.code, case.slug) == ("cdi", "CASE-CDI-01", "case-cdi-01")


def test_the_list_asks_as_often_for_many_as_for_one(bank, as_user, learner, django_assert_num_queries):
    mine, address = as_user(learner), reverse("casebank:proposals")
    send(mine)
    with CaptureQueriesContext(connection) as one:
        mine.get(address)
    asked = len(one)
    for _number in range(4):
        send(mine)
    with django_assert_num_queries(asked):
        assert mine.get(address).content.decode().count("CASE-LEDI-") == 5


# --- finding one's way --------------------------------------------------------------
def test_the_bank_leads_to_the_form_and_one_own_screens_to_what_became_of_it(
    bank, as_user, learner, researcher, client
):
    assert f'href="{reverse("casebank:propose")}"' in client.get("/cases/").content.decode()
    own, mine = f'href="{reverse("casebank:proposals")}"', as_user(learner)
    assert own in mine.get("/me/").content.decode()
    assert own not in mine.get("/learn/").content.decode()
    send(mine)
    assert own in mine.get("/learn/").content.decode()
    case = CasePage.objects.get()
    case.authorships.add(CaseAuthor(contributor=contributor_of(researcher)))
    case.save()
    friend = as_user(researcher)
    assert own in friend.get("/learn/").content.decode()
    html = friend.get(reverse("casebank:proposals")).content.decode()
    assert case.draft_title in html and reverse("casebank:proposal", args=[case.pk]) not in html
    case.live = True
    case.save()
    assert f'href="{case.url}"' in friend.get(reverse("casebank:proposals")).content.decode()


def test_without_editors_a_proposal_is_kept_and_the_institute_named(bank, as_user, learner):
    Workflow.objects.filter(name=workflow_name("ledi")).update(active=False)
    answer = send(as_user(learner))
    assert answer.status_code == 422 and "institute" in answer.context["form"].errors
    case = CasePage.objects.get()
    assert case.problem == "โจทย์" and reverse("casebank:proposal", args=[case.pk]) in answer.content.decode()
