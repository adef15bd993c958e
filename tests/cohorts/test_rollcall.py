"""Roll-call: marks are appended, a closed session counts, later changes need a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, User
from cohorts.actions.sessions import close_session, record_attendance, remove_session, schedule_session
from cohorts.models import Attendance, Cohort, Enrolment, LiveSession
from cohorts.queries.managing import latest_marks
from config.demo import factories as make


@pytest.fixture
def session(cohort):
    return make.session(cohort)


@pytest.fixture
def url(session):
    return f"/manage/sessions/{session.pk}/"


def second(cohort, other_learner):
    return Enrolment.objects.get(cohort=cohort, learner=other_learner)


def test_the_roll_shows_everyone_unmarked(as_user, officer, url, enrolment, other_learner):
    page = as_user(officer).get(url).content.decode()
    assert "นายตัวอย่าง หนึ่ง" in page and "นายตัวอย่าง สอง" in page
    assert '<b data-count="">2</b>' in page and not Attendance.objects.exists()


def test_only_changes_are_appended(as_user, officer, url, session, enrolment, other_learner, cohort):
    browser, other = as_user(officer), second(cohort, other_learner)
    browser.post(url, {f"mark-{enrolment.pk}": "present", f"mark-{other.pk}": "late", "act": "save"})
    browser.post(url, {f"mark-{enrolment.pk}": "present", f"mark-{other.pk}": "absent", "act": "save"})
    assert [a.status for a in Attendance.objects.filter(enrolment=enrolment)] == ["present"]
    assert [a.status for a in Attendance.objects.filter(enrolment=other).order_by("pk")] == ["late", "absent"]
    assert latest_marks(session) == {enrolment.pk: "present", other.pk: "absent"}


def test_the_rest_are_marked_present_at_once(as_user, officer, url, session, enrolment, other_learner, cohort):
    other = second(cohort, other_learner)
    as_user(officer).post(url, {f"mark-{other.pk}": "leave", "act": "rest"})
    assert latest_marks(session) == {enrolment.pk: "present", other.pk: "leave"}


def test_closing_waits_until_everyone_is_marked_and_keeps_the_marks(
    as_user, officer, url, session, enrolment, other_learner, cohort
):
    response = as_user(officer).post(url, {f"mark-{enrolment.pk}": "present", "act": "close"})
    assert response.status_code == 422
    session.refresh_from_db()
    assert session.closed_at is None and latest_marks(session) == {enrolment.pk: "present"}
    as_user(officer).post(url, {f"mark-{second(cohort, other_learner).pk}": "absent", "act": "close"})
    session.refresh_from_db()
    assert session.closed_at and session.closed_by == officer


def test_a_session_is_not_closed_before_its_day(cohort, officer):
    tomorrow = make.session(cohort, day=timezone.localdate() + timedelta(days=1))
    with pytest.raises(ValidationError):
        close_session(session=tomorrow, actor=officer)


def test_a_change_after_closing_needs_a_reason_and_is_audited(as_user, officer, url, session, enrolment):
    record_attendance(session=session, marks={enrolment.pk: "absent"}, actor=officer)
    close_session(session=session, actor=officer)
    browser = as_user(officer)
    response = browser.post(url, {f"mark-{enrolment.pk}": "leave", "act": "save"})
    assert response.status_code == 422 and latest_marks(session) == {enrolment.pk: "absent"}
    browser.post(url, {f"mark-{enrolment.pk}": "leave", "reason": "ส่งใบลาแล้ว", "act": "save"})
    assert latest_marks(session) == {enrolment.pk: "leave"}
    entry = AuditEntry.objects.get(verb="attendance.changed")
    assert (entry.before, entry.after, entry.reason) == (
        {str(enrolment.pk): "absent"},
        {str(enrolment.pk): "leave"},
        "ส่งใบลาแล้ว",
    )
    assert Attendance.objects.filter(enrolment=enrolment).count() == 2


def only_attendance(cohort):
    """Rules of a cohort that asks for attendance of one session and nothing else."""
    cohort.rules = cohort.rules | {
        "hours": 6.0,
        "modules": [],
        "pretest_required": False,
        "posttest_required": False,
        "evaluation_required": False,
    }
    Cohort.objects.filter(pk=cohort.pk).update(rules=cohort.rules)


def test_closing_completes_those_who_have_now_met_every_rule(officer, cohort, session, enrolment, other_learner):
    only_attendance(cohort)
    other = second(cohort, other_learner)
    record_attendance(session=session, marks={enrolment.pk: "late", other.pk: "absent"}, actor=officer)
    close_session(session=session, actor=officer)
    enrolment.refresh_from_db()
    other.refresh_from_db()
    assert (enrolment.state, other.state) == ("completed", "active")
    record_attendance(session=session, marks={other.pk: "present"}, actor=officer, reason="จำผิดคน")
    other.refresh_from_db()
    assert other.state == "completed"


def test_nonsense_is_refused_and_people_of_other_cohorts_are_not_marked(
    as_user, officer, url, session, enrolment, programme, applicant
):
    stranger = make.enrolment(make.cohort(programme, "llp-5", number=5), applicant)
    assert as_user(officer).post(url, {f"mark-{enrolment.pk}": "asleep", "act": "save"}).status_code == 422
    as_user(officer).post(url, {f"mark-{stranger.pk}": "present", "act": "save"})
    assert record_attendance(session=session, marks={stranger.pk: "present"}, actor=officer) == 0
    assert not Attendance.objects.exists()


def test_strangers_are_refused(client, as_user, url, learner, instructor, reviewer, registrar):
    for person in (learner, instructor, reviewer, registrar):
        assert as_user(person).get(url).status_code == 404
        assert as_user(person).post(url, {"act": "close"}).status_code == 404
    assert client.get(url).headers["Location"].startswith("/accounts/login/")


def test_a_thousand_learners_cost_as_many_queries_as_one(
    as_user, officer, url, session, cohort, enrolment, django_assert_num_queries
):
    browser = as_user(officer)

    def cost():
        with CaptureQueriesContext(connection) as shown:
            browser.get(url)
        with CaptureQueriesContext(connection) as sent:
            browser.post(url, {"act": "rest"})
        Attendance.objects.all().delete()
        return len(shown), len(sent)

    cost()
    few = cost()
    people = User.objects.bulk_create(
        User(email=f"p{n}@example.org", first_name="คน", last_name=str(n)) for n in range(1000)
    )
    Enrolment.objects.bulk_create(Enrolment(cohort=cohort, learner=person) for person in people)
    shown, sent = cost()
    assert shown == few[0]
    # Rows are written in as few statements as the database takes (SQLite: 999 values each).
    assert sent <= few[1] + 10
    record_attendance(
        session=session, marks=dict.fromkeys(Enrolment.objects.values_list("pk", flat=True), "absent"), actor=officer
    )
    with CaptureQueriesContext(connection) as closing:
        close_session(session=session, actor=officer)
    assert len(closing) < 25


# --- the timetable ----------------------------------------------------------------
def form(**fields):
    return {
        "title": "ลงพื้นที่",
        "kind": "field_visit",
        "mode": "onsite",
        "day": "๒๕/๑๒/๒๕๖๙",
        "begins": "13.00",
        "ends": "16:30",
        "hours": "3.5",
        "venue": "ตลาดสมมติ",
    } | fields


def test_a_session_is_added_with_a_thai_date(as_user, officer, cohort):
    response = as_user(officer).post("/manage/llp-1/sessions/new/", form())
    assert response.headers["Location"] == "/manage/llp-1/"
    added = LiveSession.objects.get()
    begins = timezone.localtime(added.starts_at)
    assert (begins.year, begins.month, begins.day, begins.hour) == (2026, 12, 25, 13)
    assert AuditEntry.objects.filter(verb="session.scheduled").exists()
    page = as_user(officer).get(f"/manage/sessions/{added.pk}/edit/").content.decode()
    assert "25/12/2569" in page and "16:30" in page


@pytest.mark.parametrize(
    "wrong", [{"ends": "12:00"}, {"day": "31/02/2569"}, {"hours": "-1"}, {"title": ""}, {"module": "999"}]
)
def test_a_wrong_session_is_shown_again(as_user, officer, cohort, wrong):
    response = as_user(officer).post("/manage/llp-1/sessions/new/", form(**wrong))
    assert (
        response.status_code == 422
        and "ตลาดสมมติ" in response.content.decode()
        and "field--bad" in response.content.decode()
    )
    assert not LiveSession.objects.exists()


def test_a_closed_session_no_longer_changes(officer, cohort, session):
    close_session(session=session, actor=officer)
    with pytest.raises(ValidationError):
        schedule_session(cohort=cohort, actor=officer, session=session, hours=1)
    with pytest.raises(ValidationError):
        remove_session(session=session, actor=officer)


def test_a_session_that_does_not_take_place_is_removed(as_user, officer, session, learner):
    assert as_user(officer).get(f"/manage/sessions/{session.pk}/remove/").status_code == 405
    assert as_user(learner).post(f"/manage/sessions/{session.pk}/remove/").status_code == 404
    as_user(officer).post(f"/manage/sessions/{session.pk}/remove/")
    assert not LiveSession.objects.exists()
