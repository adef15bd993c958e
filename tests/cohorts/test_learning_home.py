"""/learn/: what do I do next, and what is still missing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cohorts.actions.learning import evaluate, finish_lesson, start_attempt, submit_attempt
from cohorts.actions.work import save_draft, submit_work
from cohorts.choices import EnrolmentState
from cohorts.models import Attendance, Enrolment, Submission
from config.demo import factories as make
from curriculum.requirements import activities

from .learning import do_everything, english, row_of

pytestmark = pytest.mark.django_db
LIMIT_QUERIES, LIMIT_BYTES = 20, 60 * 1024


def test_one_active_enrolment_opens_its_home_at_once(as_user, enrolment, learner):
    page = english(as_user(learner), "/learn/")
    assert "What to do next" in page and "Take “แบบทดสอบก่อนเรียน”" in page


def test_without_enrolment_the_page_leads_to_the_cohorts_and_applications(as_user, site, applicant):
    page = english(as_user(applicant), "/learn/")
    assert "Not enrolled in a cohort yet" in page and 'class="btn btn--line" href="/en/apply/"' in page


def test_several_cohorts_are_listed_with_progress(as_user, enrolment, learner, self_paced):
    make.enrolment(self_paced, learner)
    page = english(as_user(learner), "/learn/")
    assert (
        "My cohorts" in page
        and "/learn/llp-1/" in page
        and "/learn/ard-02-open/" in page
        and "0 of 2 modules done" in page
    )


def test_home_stands_in_thai_first(as_user, enrolment, learner):
    response = as_user(learner).get("/learn/llp-1/")
    assert response.status_code == 200 and "หลักสูตรผู้นำท้องถิ่น" in response.content.decode()


@pytest.mark.parametrize("path", ["", "outline/", "progress/", "evaluation/"])
def test_strangers_find_nothing(client, as_user, enrolment, applicant, other_instructor, path):
    assert as_user(applicant).get(f"/learn/llp-1/{path}").status_code == 404
    assert as_user(other_instructor).get(f"/learn/llp-1/{path}").status_code == 404
    response = client.get(f"/learn/llp-1/{path}")
    assert response.status_code == 302 and "/accounts/login/" in response["Location"]


def test_an_ended_enrolment_is_closed(as_user, enrolment, learner):
    Enrolment.objects.update(state=EnrolmentState.ENDED)
    assert as_user(learner).get("/learn/llp-1/").status_code == 404


@pytest.mark.parametrize("path", ["", "outline/", "progress/"])
def test_reading_screens_refuse_posts(as_user, enrolment, learner, path):
    assert as_user(learner).post(f"/learn/llp-1/{path}").status_code == 405


def test_before_the_cohort_begins_the_home_says_when(as_user, open_cohort, learner):
    make.enrolment(open_cohort, learner)
    browser = as_user(learner)
    assert "The cohort begins on" in english(browser, "/learn/llp-2/")
    assert browser.get("/learn/llp-2/progress/").status_code == 404


def test_a_session_today_comes_before_everything(as_user, enrolment, learner, cohort):
    now = timezone.now()
    make.session(
        cohort,
        "ข้อตกลง",
        starts_at=now,
        ends_at=now + timedelta(hours=3),
        mode="online",
        online_url="https://meet.example.org/x",
    )
    page = english(as_user(learner), "/learn/llp-1/")
    assert "Attend “ข้อตกลง”" in page and 'href="https://meet.example.org/x"' in page
    assert page.index("Attend “ข้อตกลง”") < page.index("Take “แบบทดสอบก่อนเรียน”")


def test_a_session_that_is_over_or_far_away_is_not_next(as_user, enrolment, learner, cohort):
    make.session(cohort, "ผ่านไปแล้ว", day=timezone.localdate() - timedelta(days=3))
    make.session(cohort, "อีกนาน", day=timezone.localdate() + timedelta(days=30))
    page = english(as_user(learner), "/learn/llp-1/")
    assert "Attend “" not in page and "อีกนาน" in page and "ผ่านไปแล้ว" not in page


def test_returned_work_then_open_quiz_then_draft(as_user, enrolment, learner):
    first, capstone = activities(enrolment.cohort.rules, "assignment")
    save_draft(enrolment=enrolment, assignment=first, text="<p>ก</p>")
    submit_work(enrolment=enrolment, assignment=first)
    Submission.objects.update(state="returned")
    start_attempt(enrolment=enrolment, quiz=row_of(enrolment, "quiz", 1))
    save_draft(enrolment=enrolment, assignment=capstone, text="<p>ข</p>")
    page = english(as_user(learner), "/learn/llp-1/")
    places = [
        page.index(words)
        for words in (
            "Revise the work “ใบงาน”",
            "Finish “แบบทดสอบ”",
            "Finish and submit “โครงงาน”",
            "Take “แบบทดสอบก่อนเรียน”",
        )
    ]
    assert places == sorted(places)


def test_what_is_missing_is_counted(as_user, enrolment, learner):
    finish_lesson(enrolment=enrolment, lesson_id=row_of(enrolment, "lesson")["id"])
    page = english(as_user(learner), "/learn/llp-1/")
    assert "read 1 of 2" in page and "passed 0 of 2" in page and "submitted 0 of 1" in page and "not yet" in page


def test_attendance_is_measured_against_its_rule(as_user, enrolment, learner, cohort):
    held = make.session(cohort, "คาบแรก", day=timezone.localdate() - timedelta(days=9), closed_at=timezone.now())
    make.session(cohort, "คาบสอง", day=timezone.localdate() + timedelta(days=9))
    browser = as_user(learner)
    assert "0 of 6 hours held so far" in english(browser, "/learn/llp-1/")
    assert "can no longer be reached" in english(browser, "/learn/llp-1/")
    Attendance.objects.create(session=held, enrolment=enrolment, status="late")
    page = english(browser, "/learn/llp-1/")
    assert "100%" in page and "3.6 hours to go" in page and "2.4 more hours may be missed" in page
    progress = english(browser, "/learn/llp-1/progress/")
    assert "Late" in progress and "Not held yet" in progress


def test_almost_complete_shows_the_last_things(as_user, enrolment, learner):
    do_everything(enrolment, leave=("capstone", "evaluation"))
    page = english(as_user(learner), "/learn/llp-1/")
    assert "2 things are left before the certificate" in page and "Do the work “โครงงาน”" in page


def test_when_only_the_form_is_left_it_is_next(as_user, enrolment, learner):
    do_everything(enrolment, leave=("evaluation",))
    page = english(as_user(learner), "/learn/llp-1/")
    assert "One thing is left before the certificate" in page and "Open the form" in page


def test_submitted_work_waits_for_marks(as_user, enrolment, learner):
    do_everything(enrolment, grade=False)
    assert "Wait for the marks of your work" in english(as_user(learner), "/learn/llp-1/")


def test_used_up_tries_lead_to_the_officer(as_user, enrolment, learner):
    do_everything(enrolment, leave=("posttest",))
    quiz = row_of(enrolment, "quiz", -1)
    for _try in range(3):
        submit_attempt(attempt=start_attempt(enrolment=enrolment, quiz=quiz), answers={}, quiz=quiz)
    page = english(as_user(learner), "/learn/llp-1/")
    assert "Talk to the programme officer" in page
    assert "no tries left" in english(as_user(learner), "/learn/llp-1/outline/")


def test_completed_home_celebrates_quietly_and_stays_readable(
    as_user, enrolment, learner, django_capture_on_commit_callbacks
):
    do_everything(enrolment)
    assert Enrolment.objects.get().state == EnrolmentState.COMPLETED
    browser = as_user(learner)
    page = english(browser, "/learn/")
    assert "Completed on" in page and "Read the lessons again" in page and "What to do next" not in page
    lesson = row_of(enrolment, "lesson")["id"]
    assert browser.get(f"/learn/llp-1/{lesson}/").status_code == 200
    assert browser.post(f"/learn/llp-1/{lesson}/").status_code == 403


def test_progress_names_what_is_missing_with_links(as_user, enrolment, learner):
    quiz = row_of(enrolment, "quiz", 1)
    submit_attempt(attempt=start_attempt(enrolment=enrolment, quiz=quiz), answers={}, quiz=quiz)
    page = english(as_user(learner), "/learn/llp-1/progress/")
    assert "best 0%, try 1 of 3" in page and f'href="/en/learn/llp-1/{quiz["id"]}/"' in page
    assert "not begun" in page and "Fill in the satisfaction form" in page


def test_progress_shows_a_capstone_below_the_pass_mark(as_user, enrolment, learner):
    do_everything(enrolment, score=40)
    page = english(as_user(learner), "/learn/llp-1/progress/")
    assert "40 points, pass mark 60" in page and "marked below the pass mark" in page


def test_outline_shows_every_module_and_activity(as_user, enrolment, learner):
    page = english(as_user(learner), "/learn/llp-1/outline/")
    for row in activities(enrolment.cohort.rules):
        assert f"/learn/llp-1/{row['id']}/" in page


@pytest.mark.parametrize(
    "path", ["/learn/", "/learn/llp-1/", "/learn/llp-1/progress/", "/learn/llp-1/outline/", "/en/learn/llp-1/"]
)
def test_cost_does_not_grow_with_the_cohort(as_user, enrolment, learner, cohort, path):
    for day in range(3):
        make.session(cohort, day=timezone.localdate() + timedelta(days=day))
    browser = as_user(learner)
    costs = []
    for number in (1, 30):
        for other in range(2, number + 1):
            mate = make.enrolment(cohort, make.person(f"mate-{other}@example.org"))
            finish_lesson(enrolment=mate, lesson_id=row_of(enrolment, "lesson")["id"])
        with CaptureQueriesContext(connection) as queries:
            response = browser.get(path)
        assert response.status_code == 200 and len(response.content) <= LIMIT_BYTES
        costs.append(len(queries))
    assert costs[0] == costs[1] <= LIMIT_QUERIES


def test_the_form_is_filled_in_once(as_user, enrolment, learner):
    browser = as_user(learner)
    given = {"content": 5, "teaching": 4, "materials": 3, "arrangement": 2, "use": 1, "comment": "<script>x</script> ดี"}
    page = browser.post("/en/learn/llp-1/evaluation/", {**given, "use": ""}).content.decode()
    assert "Choose one level." in page and "&lt;script&gt;" in page and 'value="5"' in page
    assert browser.post("/learn/llp-1/evaluation/", given).status_code == 302
    assert browser.post("/learn/llp-1/evaluation/", {**given, "content": 1}).status_code == 200
    evaluation = enrolment.evaluation
    assert evaluation.ratings == {"content": 5, "teaching": 4, "materials": 3, "arrangement": 2, "use": 1}
    assert "has been received" in english(browser, "/learn/llp-1/evaluation/")
    assert evaluate(enrolment=enrolment, ratings={"content": 1}) == evaluation
