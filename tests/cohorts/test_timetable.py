"""A timetable that is not whole yet: staff are told, nobody is completed by it, and what is not in class is said."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from certificates.actions.batches import prepare_batch
from cohorts.actions.cohorts import finish_cohort, set_class_hours
from cohorts.actions.sessions import close_session
from cohorts.models import Attendance
from config.demo import factories as make

from .learning import attend, do_everything

pytestmark = pytest.mark.django_db
WARNING = "The timetable holds 6 of 12 hours"


@pytest.fixture
def half(cohort, enrolment):
    """Six of the twelve hours of the cohort, held, and the learner was there."""
    module = cohort.rules["modules"][0]["id"]
    session = make.session(cohort, module_id=module, closed_at=timezone.now())
    Attendance.objects.create(session=session, enrolment=enrolment, status="present")
    return session


def read(browser, path):
    response = browser.get(f"/en{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_officers_are_told_what_is_missing(half, as_user, officer):
    page = read(as_user(officer), "/manage/llp-1/")
    without = page[page.index(WARNING) : page.index("Part of the hours is not in class")]
    assert "หน่วยที่ 2" in without and "หน่วยที่ 1" not in without
    assert WARNING in read(as_user(officer), "/manage/")


def test_a_whole_timetable_is_not_warned_of(enrolment, as_user, officer):
    attend(enrolment)
    assert "The timetable holds" not in read(as_user(officer), "/manage/llp-1/") + read(as_user(officer), "/manage/")


def test_a_cohort_at_one_s_own_pace_has_no_timetable_to_fill(self_paced, as_user, officer, learner):
    as_user(learner).post(f"/apply/{self_paced.code}/enrol/")
    self_paced.refresh_from_db()
    assert self_paced.state == "running"
    assert "The timetable holds" not in read(as_user(officer), f"/manage/{self_paced.code}/")
    assert as_user(officer).get(f"/manage/{self_paced.code}/hours/").status_code == 404


def test_half_the_sessions_complete_nobody(half, enrolment, as_user, learner):
    do_everything(enrolment, leave=("sessions",))
    enrolment.refresh_from_db()
    assert enrolment.state == "active"
    assert "6 hours attended, 9.6 are needed" in read(as_user(learner), "/learn/llp-1/progress/")


def test_a_cohort_with_sessions_missing_is_not_finished(half, enrolment, as_user, officer):
    """Or everyone would end without completing, because of what nobody entered."""
    page = as_user(officer).post("/en/manage/llp-1/finish/", follow=True).content.decode()
    assert "The timetable holds 6 of 12 hours. Add the missing sessions" in page
    enrolment.refresh_from_db()
    enrolment.cohort.refresh_from_db()
    assert (enrolment.state, enrolment.cohort.state) == ("active", "running")


def test_saying_what_is_in_class_completes_who_is_ready_and_keeps_the_rules(half, enrolment, as_user, officer):
    do_everything(enrolment, leave=("sessions",))
    rules = enrolment.cohort.rules
    sent = {"hours": "๖", "reason": "อ่านบทเรียนเอง 6 ชั่วโมง"}
    page = as_user(officer).post("/en/manage/llp-1/hours/", sent, follow=True).content.decode()
    assert "6 of 12 hours are in class: อ่านบทเรียนเอง" in page and "The timetable holds" not in page
    enrolment.refresh_from_db()
    enrolment.cohort.refresh_from_db()
    assert enrolment.state == "completed" and enrolment.cohort.rules == rules
    entry = AuditEntry.objects.get(verb="cohort.class_hours_set")
    assert (entry.actor, entry.reason, entry.after) == (officer, "อ่านบทเรียนเอง 6 ชั่วโมง", {"class_hours": "6"})
    set_class_hours(cohort=enrolment.cohort, hours=Decimal(6), reason=sent["reason"], actor=officer)
    assert AuditEntry.objects.filter(verb="cohort.class_hours_set").count() == 1
    assert finish_cohort(cohort=enrolment.cohort, actor=officer).state == "finished"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"hours": "5", "reason": "เรียนเอง"}, "hours"),
        ({"hours": "13", "reason": "เรียนเอง"}, "hours"),
        ({"hours": "0", "reason": "เรียนเอง"}, "hours"),
        ({"hours": "หก", "reason": "เรียนเอง"}, "hours"),
        ({"hours": "6", "reason": "  "}, "reason"),
    ],
)
def test_a_number_that_cannot_be_and_a_missing_reason_are_named(half, as_user, officer, sent, field):
    page = as_user(officer).post("/manage/llp-1/hours/", sent)
    assert page.status_code == 422 and list(page.context["form"].errors) == [field]
    assert page.context["form"]["hours"].value() == sent["hours"]
    assert not AuditEntry.objects.filter(verb="cohort.class_hours_set").exists()


def test_a_planned_cohort_has_no_hours_in_class_yet(open_cohort, officer):
    with pytest.raises(ValidationError):
        set_class_hours(cohort=open_cohort, hours=Decimal(6), reason="เรียนเอง", actor=officer)


def test_the_registrar_sees_why_hours_are_not_in_class(half, enrolment, as_user, officer, registrar):
    do_everything(enrolment, leave=("sessions",))
    set_class_hours(cohort=enrolment.cohort, hours=Decimal(6), reason="เรียนเองหกชั่วโมง", actor=officer)
    batch = prepare_batch(cohort=enrolment.cohort, registrar=registrar, issued_on=timezone.localdate())
    assert "6 of 12 hours are in class: เรียนเองหกชั่วโมง" in read(as_user(registrar), f"/registrar/batches/{batch.pk}/")


def test_the_last_session_that_was_missing_completes(half, enrolment, officer):
    do_everything(enrolment, leave=("sessions",))
    last = make.session(enrolment.cohort, "คาบสุดท้าย", hour=0)
    Attendance.objects.create(session=last, enrolment=enrolment, status="late")
    close_session(session=last, actor=officer)
    enrolment.refresh_from_db()
    assert enrolment.state == "completed"


def test_the_warning_costs_the_same_with_many_sessions(half, as_user, officer):
    browser = as_user(officer)

    def cost():
        with CaptureQueriesContext(connection) as counted:
            read(browser, "/manage/llp-1/")
            read(browser, "/manage/")
        return len(counted)

    cost()
    few = cost()
    for _n in range(3):
        make.session(half.cohort, hours=1)
    assert cost() == few
