"""Who wrote a case without the editors' desk hears what became of it, with a way that they can go."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import Workflow

from casebank.actions.proposing import contributor_of, draft_case, fill, hand_to_editors, submit_proposal
from casebank.models import CaseAuthor, CasePage
from config.demo import factories as make
from config.setup import set_up
from home.models.access import editors_group, workflow_name

pytestmark = pytest.mark.django_db
COMMENT = "ขอที่มาของตัวเลข <รายได้>"


@pytest.fixture
def editor(site):
    set_up()
    user = make.person("editor-ledi@example.org", "editor")
    user.groups.add(Group.objects.get(name=editors_group("ledi")))
    return user


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    """What is done in it has its mails sent, as after the end of a request."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def proposed(by, **fields):
    """A case in the review of its institute, complete enough to be published."""
    case = draft_case(by=by, institute="ledi", title="ตลาดเช้าของเรา", authors=[contributor_of(by)])
    told = dict.fromkeys(("summary", "summary_en", "area", "context", "problem", "intervention", "mechanism"), "ข้อความ")
    result = {"indicator": "ยอดขาย", "before": 1, "after": 2, "unit": "บาท", "source": "สมุด", "note": ""}
    told |= {"transferability": "ที่มีตลาด", "actors": ["ผู้ค้า"], "lessons": ["ถาม"], "results": [result], "region": "north"}
    fill(case, told | fields)
    case.save()
    case.save_revision(user=by, clean=False)
    submit_proposal(case=case, by=by)
    mail.outbox.clear()
    return CasePage.objects.get(pk=case.pk)


def to(user):
    return [message for message in mail.outbox if message.to == [user.email]]


def texts_of(message):
    return [message.body, *(str(part.content) for part in message.alternatives)]


def path_in(message):
    (path,) = {re.sub(r"^https?://[^/]+", "", url) for url in re.findall(r"http\S+(?=\s)", message.body + " ")}
    return path


def test_asked_for_changes_a_learner_reads_what_to_do_and_where(editor, learner, as_user, after_commit):
    case = proposed(learner)
    with after_commit():
        case.current_workflow_task_state.reject(user=editor, comment=COMMENT)
    (message,) = to(learner)
    assert message.subject == "ขอให้แก้ไข: ตลาดเช้าของเรา"
    for text in texts_of(message):
        assert "/cms/" not in text and "Wagtail" not in text
    assert COMMENT in message.body and "&lt;รายได้&gt;" in texts_of(message)[1]
    page = as_user(learner).get(path_in(message))
    assert page.status_code == 200 and "ส่งให้บรรณาธิการ" in page.content.decode()
    assert [m.to for m in mail.outbox] == [[learner.email]]


def test_an_instructor_is_led_to_the_desk_once(editor, as_user, after_commit):
    author = make.person("writer@example.org", "instructor")
    case = proposed(author)
    with after_commit():
        case.current_workflow_task_state.reject(user=editor, comment=COMMENT)
    (message,) = to(author)
    assert f"/cms/pages/{case.pk}/edit/" in message.body and "ขอที่มาของตัวเลข" in message.body
    assert as_user(author).get(f"/cms/pages/{case.pk}/edit/").status_code == 200


def test_publication_is_told_to_all_who_wrote_it_with_the_public_address(
    editor, learner, researcher, client, after_commit
):
    case = proposed(learner)
    case.authorships.add(CaseAuthor(contributor=contributor_of(researcher)))
    case.save()
    case.save_revision(clean=False)
    with after_commit():
        CasePage.objects.get().current_workflow_task_state.approve(user=editor)
    assert sorted(m.to[0] for m in mail.outbox) == sorted([learner.email, researcher.email])
    for user in (learner, researcher):
        (message,) = to(user)
        assert message.subject == "เผยแพร่แล้ว: ตลาดเช้าของเรา"
        assert "/cms/" not in "".join(texts_of(message)) and client.get(path_in(message)).status_code == 200


def test_it_is_told_when_an_editor_publishes_past_the_review_and_only_the_first_time(editor, learner, after_commit):
    case = proposed(learner)
    with after_commit():
        case.get_latest_revision().publish(user=editor)
    assert len(to(learner)) == 1
    case = CasePage.objects.get()
    case.change_note = "แก้คำผิด"
    with after_commit():
        case.save_revision(user=editor, clean=False).publish(user=editor)
    assert len(to(learner)) == 1


def test_approved_for_a_later_day_says_the_day(editor, learner, as_user, after_commit):
    case = proposed(learner, go_live_at=timezone.now() + timedelta(days=9))
    with after_commit():
        case.current_workflow_task_state.approve(user=editor)
    (message,) = to(learner)
    assert message.subject.startswith("ผ่านการตรวจทานแล้ว") and "จะเผยแพร่ในวันที่" in message.body
    mine, there = as_user(learner), path_in(message)
    page = mine.get(there).content.decode()
    assert "/cms/" not in message.body and "จะเผยแพร่ในวันที่" in page and "<textarea" not in page
    assert "ผ่านการตรวจทานแล้ว" in mine.get("/cases/proposals/").content.decode()
    revision = CasePage.objects.get().latest_revision_id
    assert mine.post(there, {"act": "save", "title": "เขียนทับ"}).status_code == 403
    assert CasePage.objects.get().latest_revision_id == revision


def test_who_left_the_academy_is_not_written_to(editor, learner, after_commit):
    case = proposed(learner)
    type(learner).objects.filter(pk=learner.pk).update(is_active=False)
    with after_commit():
        case.current_workflow_task_state.reject(user=editor, comment=COMMENT)
        CasePage.objects.get().get_latest_revision().publish(user=editor)
    assert to(learner) == []


# --- an institute without a review ------------------------------------------------------
def without_review(institute="ledi"):
    Workflow.objects.filter(name=workflow_name(institute)).update(active=False)


def test_a_draft_at_an_institute_without_a_review_reaches_its_editors(editor, learner, after_commit, as_user):
    without_review()
    case = draft_case(by=learner, institute="ledi", title="ตลาดเช้าของเรา")
    with after_commit():
        hand_to_editors(case=case, by=learner)
    (message,) = mail.outbox
    assert message.to == [editor.email] and "ตลาดเช้าของเรา" in message.subject
    assert as_user(editor).get(path_in(message)).status_code == 200


def test_without_editors_the_administrators_hear_of_it(site, learner, admin, after_commit, as_user):
    set_up()
    without_review()
    case = draft_case(by=learner, institute="ledi", title="ตลาดเช้าของเรา")
    with after_commit():
        hand_to_editors(case=case, by=learner)
    (message,) = mail.outbox
    assert message.to == [admin.email] and as_user(admin).get(path_in(message)).status_code == 200
