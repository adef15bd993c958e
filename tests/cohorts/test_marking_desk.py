"""The screens of those who teach: what waits, how a cohort stands, and the marking desk."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cohorts.actions.marking import grade_submission, return_submission
from cohorts.actions.work import save_draft, submit_work
from cohorts.models import Enrolment, Grade, Submission
from config.demo import factories as make

from .learning import english, hand_in, row_of

pytestmark = pytest.mark.django_db
LEVELS = {"level-0": "4", "level-1": "3"}


@pytest.fixture
def work(enrolment):
    return row_of(enrolment, "assignment")


@pytest.fixture
def submission(enrolment, work):
    return hand_in(enrolment, work, "<p>งานของฉัน</p>")


@pytest.fixture
def desk(submission):
    return f"/teach/submissions/{submission.pk}/"


@pytest.fixture
def teacher(as_user, instructor):
    return as_user(instructor)


@pytest.fixture
def colleague(cohort):
    user = make.person("colleague@example.org", "instructor", first_name_en="Kru", last_name_en="Song", prefix_en="")
    make.staff(cohort, user)
    return user


def send(teacher, desk, act="mark", **fields):
    return teacher.post(f"/en{desk}", {"act": act, "seen": "", **fields}, follow=True)


def waited(submission, days):
    Submission.objects.filter(pk=submission.pk).update(submitted_at=timezone.now() - timedelta(days=days))


def others(cohort, work, count, start=10):
    """As many more learners, each with work that waits."""
    for number in range(start, start + count):
        user = make.person(
            f"many-{number}@example.org", first_name="หลาย", last_name=f"คน {number}", last_name_en=f"N{number}"
        )
        hand_in(make.enrolment(cohort, user), work)


def queries(teacher, path):
    teacher.get(path)
    with CaptureQueriesContext(connection) as found:
        assert teacher.get(path).status_code == 200
    return len(found)


# --- what waits -------------------------------------------------------------------------
def test_the_queue_shows_the_oldest_first_and_how_long_it_waits(teacher, submission, cohort, work):
    others(cohort, work, 1)
    waited(submission, 9)
    page = english(teacher, "/teach/")
    assert "2 submissions wait" in page and "Waiting 9 days" in page and "Came in today" in page
    assert page.index("Waiting 9 days") < page.index("Came in today")
    assert "2 to mark" in page


def test_drafts_marked_work_and_those_who_left_are_not_in_the_queue(
    teacher, enrolment, submission, work, instructor, cohort
):
    save_draft(enrolment=enrolment, assignment=row_of(enrolment, "assignment", 1), text="<p>ร่าง</p>")
    grade_submission(submission=submission, marker=instructor, levels={"0": 4, "1": 4})
    others(cohort, work, 1)
    Enrolment.objects.exclude(pk=enrolment.pk).update(state="ended")
    assert "Nothing waits to be marked" in english(teacher, "/teach/")


def test_only_my_cohorts_are_shown_and_officers_see_all_that_run(
    as_user, teacher, other_instructor, officer, submission
):
    assert "llp-9" not in english(teacher, "/teach/")
    page = english(as_user(other_instructor), "/teach/")
    assert "/teach/llp-1/" not in page and "/teach/llp-9/" in page and "Nothing waits" in page
    page = english(as_user(officer), "/teach/")
    assert "/teach/llp-1/" in page and "/teach/llp-9/" in page and "1 submission waits" in page


def test_sessions_of_today_are_shown(teacher, cohort):
    make.session(cohort, "วันนี้", title_en="Today’s class", online_url="https://meet.example.org/x")
    make.session(cohort, "พรุ่งนี้", title_en="Tomorrow’s class", day=timezone.localdate() + timedelta(days=1))
    page = english(teacher, "/teach/")
    assert "Today’s class" in page and "https://meet.example.org/x" in page and "Tomorrow’s class" not in page


def test_an_instructor_without_a_cohort_is_told_how_it_begins(as_user):
    assert "You do not teach a cohort yet" in english(as_user(make.person("new@example.org", "instructor")), "/teach/")


def test_strangers_find_nothing(
    client, as_user, desk, learner, other_learner, applicant, reviewer, registrar, other_instructor
):
    for person in (learner, other_learner, applicant, reviewer, registrar):
        for path in ("/teach/", "/teach/llp-1/", desk):
            assert as_user(person).get(path).status_code == 404, (person, path)
    for path in ("/teach/llp-1/", desk, "/teach/nothing/", "/teach/submissions/999999/"):
        assert as_user(other_instructor).get(path).status_code == 404
    assert as_user(other_instructor).post(desk, {"act": "mark", **LEVELS}).status_code == 404
    for path in ("/teach/", "/teach/llp-1/", desk):
        assert client.get(path).status_code == 302
    assert not Grade.objects.exists()


def test_lists_are_read_and_not_posted_to(teacher, cohort):
    assert teacher.post("/teach/").status_code == 405 == teacher.post("/teach/llp-1/").status_code


# --- one cohort -----------------------------------------------------------------------------
def test_the_cohort_shows_progress_and_what_waits(teacher, submission, other_learner):
    page = english(teacher, "/teach/llp-1/")
    assert page.count("0 of 2 modules done") == 2 and "in progress" in page
    assert f"/teach/submissions/{submission.pk}/" in page and "Mark the oldest work" in page
    assert "Manage the cohort" not in page


def test_a_cohort_that_has_not_begun_shows_its_people(as_user, open_cohort, officer, applicant):
    make.enrolment(open_cohort, applicant)
    page = english(as_user(officer), "/teach/llp-2/")
    assert applicant.name_en in page and "modules done" not in page and "Manage the cohort" in page


@pytest.mark.parametrize("path", ["/teach/", "/teach/llp-1/"])
def test_lists_cost_the_same_with_few_and_with_many(teacher, cohort, submission, work, path):
    few = queries(teacher, path)
    others(cohort, work, 45)
    assert queries(teacher, path) == few
    assert "?page=2" in teacher.get(path).content.decode()
    assert teacher.get(f"{path}?page=2").status_code == 200 == teacher.get(f"{path}?page=x").status_code


def test_the_desk_costs_the_same_with_few_and_with_many(teacher, cohort, submission, work, desk):
    few = queries(teacher, desk)
    others(cohort, work, 5)
    assert queries(teacher, desk) <= few


# --- the desk ---------------------------------------------------------------------------------
def test_the_desk_shows_work_files_task_and_rubric(teacher, enrolment, work):
    save_draft(
        enrolment=enrolment,
        assignment=work,
        text="<p>เนื้องาน</p><script>alert(1)</script>",
        files=[(SimpleUploadedFile("แผน.pdf", b"%PDF-1.7"), "application/pdf")],
    )
    submission = submit_work(enrolment=enrolment, assignment=work)
    page = english(teacher, f"/teach/submissions/{submission.pk}/")
    assert "<p>เนื้องาน</p>" in page and "alert(1)" not in page
    file = submission.files.get()
    assert f"/learn/files/{file.pk}/" in page and "แผน.pdf" in page
    assert teacher.get(f"/learn/files/{file.pk}/").status_code == 200
    assert "เขียนหนึ่งหน้า" in page and "1. Question" in page and "4 Excellent" in page
    assert page.count('type="radio"') == 8 and "2 criteria without a level" in page


def test_the_rubric_is_the_frozen_one(teacher, desk, work):
    from courses.models import Rubric

    Rubric.objects.update(title="เปลี่ยนแล้ว", title_en="Changed later", criteria=[])
    page = english(teacher, desk)
    assert "Changed later" not in page and "1. Question" in page


def test_marks_are_sent_and_the_desk_goes_on_to_the_next(teacher, desk, submission, cohort, work):
    others(cohort, work, 1)
    waited(submission, 3)
    following = Submission.objects.latest("pk")
    response = send(teacher, desk, **LEVELS, feedback="ตัวชี้วัดชัด")
    assert response.redirect_chain[-1][0] == f"/en/teach/submissions/{following.pk}/"
    assert "87.5 of 100" in response.content.decode()
    grade = Grade.objects.get()
    assert grade.submission == submission and grade.score == 87.5 and grade.feedback == "ตัวชี้วัดชัด"


def test_after_the_last_one_the_cohort_is_shown(teacher, desk):
    response = send(teacher, desk, **LEVELS)
    assert response.redirect_chain[-1][0] == "/en/teach/llp-1/"


def test_a_missing_criterion_is_named_and_nothing_is_lost(teacher, desk):
    response = send(teacher, desk, **{"level-0": "3"}, feedback="ความเห็นยาว")
    page = response.content.decode()
    assert response.status_code == 422 and not Grade.objects.exists()
    assert "Choose one level." in page and "ความเห็นยาว</textarea>" in page
    assert re.search(r'name="level-0" value="3"[^>]* checked', page) and "37.5</output>" in page
    assert "1 criterion without a level" in page


@pytest.mark.parametrize("value", ["9", "x", "", "4 "])
def test_levels_that_the_rubric_does_not_have_are_refused(teacher, desk, value):
    assert send(teacher, desk, **{"level-0": value, "level-1": "3"}).status_code == 422
    assert not Grade.objects.exists()


def test_work_is_returned_with_what_was_chosen_so_far(teacher, desk, submission):
    assert "Say what should be revised" in send(teacher, desk, "return", **{"level-0": "2"}).content.decode()
    assert not Grade.objects.exists()
    send(teacher, desk, "return", **{"level-0": "2"}, feedback="ขอตัวเลข")
    grade = Grade.objects.get()
    assert grade.returned and grade.levels == {"0": 2} and grade.score is None


def test_a_double_click_makes_one_mark(teacher, desk):
    for _n in range(2):
        response = send(teacher, desk, **LEVELS, feedback="ดี")
        assert response.status_code == 200 and "87.5 of 100" in response.content.decode()
    assert Grade.objects.count() == 1


def test_someone_else_was_quicker_and_nothing_typed_is_lost(teacher, desk, submission, colleague):
    first = grade_submission(submission=submission, marker=colleague, levels={"0": 1, "1": 1}, feedback="ของเพื่อน")
    response = send(teacher, desk, **LEVELS, feedback="ของฉัน")
    page = response.content.decode()
    assert response.status_code == 422 and Grade.objects.count() == 1
    assert "Kru Song has marked this work while you were writing" in page
    assert "ของฉัน</textarea>" in page and "ของเพื่อน" in page
    assert f'name="seen" value="{first.pk}"' in page and 'name="reason"' in page
    send(teacher, desk, **LEVELS | {"seen": first.pk}, feedback="ของฉัน", reason="ตกลงกันแล้ว")
    assert submission.grades.last().feedback == "ของฉัน" and Grade.objects.count() == 2


def test_marks_are_changed_with_a_reason_and_the_earlier_ones_shown(teacher, desk, submission, instructor):
    first = grade_submission(submission=submission, marker=instructor, levels={"0": 1, "1": 1}, feedback="แรก")
    page = english(teacher, desk)
    assert "25 of 100 points" in page and "Change the marks" in page and f'value="{first.pk}"' in page
    response = send(teacher, desk, **LEVELS | {"seen": first.pk}, feedback="หลัง")
    assert response.status_code == 422 and "Say why the marks change." in response.content.decode()
    assert "หลัง</textarea>" in response.content.decode()
    send(teacher, desk, **LEVELS | {"seen": first.pk}, feedback="หลัง", reason="อ่านใหม่")
    page = english(teacher, desk)
    assert "87.5 of 100 points" in page and "25 of 100 points" in page and "อ่านใหม่" in page


def test_earlier_versions_stand_beside_and_old_ones_lead_to_the_new(
    teacher, enrolment, work, desk, submission, instructor
):
    return_submission(submission=submission, marker=instructor, feedback="ขอตัวเลข")
    save_draft(enrolment=enrolment, assignment=work, text="<p>ลับ ยังไม่ส่ง</p>")
    page = english(teacher, desk)
    assert "The learner is revising this work" in page and "ลับ ยังไม่ส่ง" not in page and 'type="radio"' not in page
    second = hand_in(enrolment, work, "<p>ฉบับสอง</p>")
    assert f"/teach/submissions/{second.pk}/" in english(teacher, desk)
    page = english(teacher, f"/teach/submissions/{second.pk}/")
    assert "ฉบับสอง" in page and "งานของฉัน" in page and "ขอตัวเลข" in page and "version 2" in page
    draft_desk = send(teacher, desk, **LEVELS)
    assert draft_desk.status_code == 422 and submission.grades.count() == 1


def test_a_draft_is_not_on_the_desk(teacher, enrolment, work):
    draft = save_draft(enrolment=enrolment, assignment=work, text="<p>ร่าง</p>")
    assert teacher.get(f"/teach/submissions/{draft.pk}/").status_code == 404


def test_the_neighbours_in_the_queue_are_linked(teacher, cohort, work, submission, desk):
    others(cohort, work, 2)
    first, second, third = Submission.objects.order_by("submitted_at").values_list("pk", flat=True)
    page = english(teacher, f"/teach/submissions/{second}/")
    assert "2 of 3" in page
    assert re.search(rf'href="/en/teach/submissions/{first}/" rel="prev"', page)
    assert re.search(rf'href="/en/teach/submissions/{third}/" rel="next"', page)


def test_an_officer_may_step_in(as_user, officer, desk):
    send(as_user(officer), desk, **LEVELS)
    assert Grade.objects.get().marker == officer


def test_work_is_not_offered_for_return_to_those_who_left(teacher, enrolment, desk):
    assert 'value="return"' in english(teacher, desk)
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=timezone.now())
    assert 'value="return"' not in english(teacher, desk)


def test_what_is_typed_is_shown_as_letters(teacher, desk, submission):
    send(teacher, desk, "return", feedback="<script>alert(1)</script> แก้")
    page = english(teacher, desk)
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
