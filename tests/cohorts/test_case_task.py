"""The task of a case in class: handed in, returned and marked as any work, and no part of completion."""

from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cohorts.actions.casework import change_class, close_class
from cohorts.actions.marking import grade_submission, return_submission
from cohorts.actions.work import save_draft, submit_work
from cohorts.models import Enrolment, Submission, SubmissionFile
from cohorts.queries.learning import desk_of
from cohorts.queries.progress import facts_of
from cohorts.queries.work import case_row
from config.demo import factories as make
from home.jobs import run_job
from home.models import Job

from .casework import attach, case_page, module_place, with_task
from .learning import do_everything, english, hand_in, row_of

pytestmark = pytest.mark.django_db
LEVELS = {"0": 4, "1": 3}


@pytest.fixture
def found(cohort, instructor, enrolment):
    return with_task(cohort, instructor)


@pytest.fixture
def path(found):
    return f"/learn/llp-1/cases/{found.pk}/task/"


@pytest.fixture
def reader(as_user, learner):
    return as_user(learner)


@pytest.fixture
def teacher(as_user, instructor):
    return as_user(instructor)


def pdf(name="แผน.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 body")


def test_the_task_shows_what_is_asked_and_how_it_is_marked(reader, path, found):
    assert "ใครได้ ใครเสีย" in english(reader, f"/learn/llp-1/cases/{found.pk}/")
    page = english(reader, path)
    assert "ใครได้ ใครเสีย" in page and "Excellent" in page and "does not count for the certificate" in page


def test_text_and_files_are_kept_and_handed_in(reader, teacher, path, found, learner):
    reader.post(path, {"act": "save", "text": "ร่างแรก", "files": [pdf()]})
    draft = Submission.objects.get()
    assert (draft.case_class, draft.assignment, draft.state) == (found, None, "draft")
    assert "ร่างแรก</textarea>" in english(reader, path) and "Draft" in english(reader, "/learn/llp-1/")
    saved = reader.post(f"/en{path}", {"act": "autosave", "text": "ร่างสอง"}, headers={"HX-Request": "true"})
    assert "Saved at" in saved.content.decode()
    page = reader.post(f"/en{path}", {"act": "submit", "text": "งานเสร็จ"}, follow=True).content.decode()
    assert "Submitted, waiting to be marked" in page and "แผน.pdf" in page and "<textarea" not in page
    assert teacher.get(f"/learn/files/{SubmissionFile.objects.get().pk}/").status_code == 200
    queue = english(teacher, "/teach/")
    assert learner.name_en in queue and "Task on a case" in queue and "1 to mark" in queue
    assert "One-page letter" in english(teacher, "/teach/llp-1/")


def test_a_refused_file_loses_no_text(reader, path):
    evil = SimpleUploadedFile("evil.pdf", b"<script>", content_type="application/pdf")
    page = reader.post(f"/en{path}", {"act": "submit", "text": "ข้อความยาว", "files": [evil]}).content.decode()
    assert "evil.pdf: This kind of file cannot be taken" in page and "ข้อความยาว</textarea>" in page


def test_it_is_returned_revised_and_marked_at_the_same_desk(reader, teacher, path, enrolment, found, learner):
    first = hand_in(enrolment, case_row(found), "<p>ฉบับแรก</p>")
    desk = f"/en/teach/submissions/{first.pk}/"
    page = teacher.get(desk).content.decode()
    assert "ฉบับแรก" in page and "Question" in page and "ใครได้ ใครเสีย" in page
    teacher.post(desk, {"act": "return", "seen": "", "feedback": "ขอตัวเลขเพิ่ม"})
    page = english(reader, path)
    assert "Returned for revision" in page and "ขอตัวเลขเพิ่ม" in page and "ฉบับแรก</textarea>" in page
    assert "Returned" in english(reader, "/learn/llp-1/")
    reader.post(path, {"act": "submit", "text": "ฉบับสอง"})
    second = Submission.objects.get(number=2)
    desk = f"/en/teach/submissions/{second.pk}/"
    teacher.post(desk, {"act": "mark", "seen": "", "level-0": "4", "level-1": "3", "feedback": "ดี"})
    page = english(reader, path)
    assert "87.5 of 100 points" in page and "Version 1" in page and "Version 2" in page
    assert "Marked" in english(reader, "/learn/llp-1/")
    refused = teacher.post(
        f"/en/teach/submissions/{first.pk}/", {"act": "mark", "seen": "", "level-0": "4", "level-1": "4"}
    )
    assert refused.status_code == 422


def test_the_mail_names_the_case_and_leads_to_the_task(enrolment, found, instructor, path):
    grade_submission(submission=hand_in(enrolment, case_row(found)), marker=instructor, levels=LEVELS)
    run_job(Job.objects.get(kind="cohorts.mail", key__startswith="work_marked").pk)
    assert found.title in mail.outbox[0].body and path in mail.outbox[0].body


def test_work_for_a_case_and_for_an_assignment_do_not_meet(enrolment, found):
    """Even where the ids are the same number."""
    work = row_of(enrolment, "assignment")
    Submission.objects.create(enrolment=enrolment, assignment_id=work["id"], number=1)
    hand_in(enrolment, case_row(found) | {"id": found.pk}, "<p>ก</p>")
    assert Submission.objects.filter(case_class=found).get().number == 1
    assert Submission.objects.get(assignment=work["id"]).state == "draft"


def test_completion_does_not_know_it(enrolment, found, instructor):
    hand_in(enrolment, case_row(found))
    assert facts_of(enrolment).work == {} and all(act.kind != "marking" for act in desk_of(enrolment).acts)
    grade_submission(submission=Submission.objects.get(), marker=instructor, levels=LEVELS)
    assert facts_of(enrolment).work == {}
    do_everything(enrolment)
    assert Enrolment.objects.get(pk=enrolment.pk).state == "completed"


def test_the_rubric_is_a_copy(enrolment, found, instructor):
    rubric = make.rubric()
    rubric.criteria = make.stream({"title": "ใหม่", "title_en": "", "weight": 100, "levels": []}, kind="criterion")
    rubric.save()
    grade = grade_submission(submission=hand_in(enrolment, case_row(found)), marker=instructor, levels=LEVELS)
    assert grade.score == Decimal("87.50")


def test_a_task_that_was_begun_stays_as_it_is(teacher, enrolment, found, instructor, cohort):
    save_draft(enrolment=enrolment, assignment=case_row(found), text="<p>ร่าง</p>")
    with pytest.raises(ValidationError):
        change_class(case_class=found, actor=instructor, place=found.place, task="อื่น", rubric=make.rubric())
    place = module_place(cohort, 2)
    page = teacher.get(f"/en/teach/llp-1/cases/{found.pk}/edit/").content.decode()
    assert "Learners have begun the task" in page and 'name="task"' not in page
    teacher.post(f"/en/teach/llp-1/cases/{found.pk}/edit/", {"place": f"module-{place[1]}", "due_on": "1/12/2569"})
    found.refresh_from_db()
    assert found.place == place and found.due_on.month == 12 and found.task.startswith("เขียน") and found.rubric


def test_a_closed_case_takes_no_new_work_but_revisions(reader, path, enrolment, found, instructor, other_learner):
    first = hand_in(enrolment, case_row(found))
    close_class(case_class=found, actor=instructor)
    other = Enrolment.objects.get(learner=other_learner)
    with pytest.raises(ValidationError):
        save_draft(enrolment=other, assignment=case_row(found), text="<p>สาย</p>")
    return_submission(submission=first, marker=instructor, feedback="แก้อีกนิด")
    assert "<textarea" in english(reader, path)
    reader.post(path, {"act": "submit", "text": "แก้แล้ว"})
    assert Submission.objects.get(number=2).state == "submitted"


def test_closing_while_somebody_writes_loses_nothing(reader, path, found, instructor):
    reader.post(path, {"act": "save", "text": "ร่าง"})
    close_class(case_class=found, actor=instructor)
    page = reader.post(f"/en{path}", {"act": "submit", "text": "ร่างที่ยาวขึ้น"}).content.decode()
    assert "has closed this case" in page and "ร่างที่ยาวขึ้น</textarea>" in page
    assert Submission.objects.get().state == "draft"


def test_a_case_without_a_task_takes_no_work(reader, cohort, instructor, enrolment):
    found = attach(cohort, instructor, case_page("CASE-9"))
    assert reader.get(f"/learn/llp-1/cases/{found.pk}/task/").status_code == 404
    with pytest.raises(PermissionDenied):
        save_draft(enrolment=enrolment, assignment=case_row(found), text="<p>x</p>")


def test_who_completed_may_read_and_hand_in_no_more(reader, path, enrolment, found):
    hand_in(enrolment, case_row(found), "<p>ของฉัน</p>")
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=enrolment.enrolled_at)
    assert "ของฉัน" in english(reader, path)
    assert reader.post(path, {"act": "save", "text": "อีก"}).status_code == 403


def test_handing_in_twice_is_once(enrolment, found):
    hand_in(enrolment, case_row(found))
    assert submit_work(enrolment=enrolment, assignment=case_row(found)) == Submission.objects.get()
