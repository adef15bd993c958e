"""Six months later: who is asked and when, what the answer starts, and what officers learn from it."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from casebank.models import Adoption
from cohorts.actions.followup import answer_follow_up, ask_for_follow_ups
from cohorts.exports import safe_cell
from cohorts.jobs import ask_for_follow_ups_of_today
from cohorts.models import Cohort, Enrolment, FollowUp
from cohorts.queries.followup import months_later
from config.celery import app
from config.demo import factories as make

pytestmark = pytest.mark.django_db
PATH = "/learn/llp-1/follow-up/"


@pytest.fixture
def finished(cohort, enrolment):
    """The cohort of `learner`, who completed; it ended seven months ago."""
    return ended(cohort, enrolment, days=215)


def ended(cohort, enrolment, days):
    last = timezone.localdate() - timedelta(days=days)
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=last - timedelta(days=90), ends_on=last)
    complete(enrolment, days)
    return Cohort.objects.get(pk=cohort.pk)


def complete(enrolment, days=215):
    at = timezone.now() - timedelta(days=days)
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=at)


def form(**more):
    return {"used": "in_use", "story": "ใช้ในงานจัดเก็บ", "obstacle": ""} | more


ADOPTION = {"what": "CASE-LGCBI-01 จดหมายหนึ่งหน้า", "adopted_on": "1/3/2569", "how": "ส่งทุกเดือน"}
READING = {"indicator": "ผู้ชำระ", "value": "๑๗", "unit": "ร้อยละ", "measured_on": "1/6/2569"}


def read(browser, path):
    return browser.get(path).content.decode()


# --- when ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 6, 15), date(2026, 12, 15)),
        (date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_six_months_end_on_a_day_that_there_is(day, later):
    assert months_later(day, 6) == later


def test_before_its_day_the_form_tells_the_day_and_takes_nothing(as_user, cohort, enrolment, learner):
    ended(cohort, enrolment, days=30)
    browser = as_user(learner)
    assert "ยังไม่เปิดให้ตอบ" in read(browser, PATH)
    assert browser.post(PATH, form()).status_code == 403 and not FollowUp.objects.exists()


def test_only_those_who_completed_have_the_form(as_user, finished, other_learner, researcher):
    assert as_user(other_learner).get(PATH).status_code == 404
    assert as_user(other_learner).post(PATH, form()).status_code == 404
    assert as_user(researcher).get(PATH).status_code == 404


def test_self_paced_learners_are_asked_six_months_after_completing(as_user, self_paced, researcher):
    enrolment = make.enrolment(self_paced, researcher)
    complete(enrolment, days=100)
    path = f"/learn/{self_paced.code}/follow-up/"
    assert "ยังไม่เปิดให้ตอบ" in read(as_user(researcher), path) and ask_for_follow_ups() == 0
    complete(enrolment, days=190)
    assert 'name="used"' in read(as_user(researcher), path) and ask_for_follow_ups() == 1


# --- the mail -------------------------------------------------------------------------------
def test_everyone_is_asked_by_one_mail_however_often_the_clock_rings(
    finished, learner, other_learner, django_capture_on_commit_callbacks
):
    for _n in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            ask_for_follow_ups_of_today()
    assert [message.to for message in mail.outbox] == [[learner.email]]
    assert PATH in mail.outbox[0].body
    assert app.conf.beat_schedule["ask-for-follow-ups"]["task"] == ask_for_follow_ups_of_today.name


def test_nobody_is_asked_who_answered_is_not_due_or_was_due_long_ago(cohort, enrolment, learner):
    for days, asked in ((100, 0), (179, 0), (400, 0), (215, 1)):
        ended(cohort, enrolment, days=days)
        assert ask_for_follow_ups() == asked, days
    answer_follow_up(enrolment=enrolment, by=learner, used="not_yet")
    assert ask_for_follow_ups() == 0


def test_who_answered_before_the_mail_went_out_gets_none(
    finished, enrolment, learner, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_follow_ups()
        answer_follow_up(enrolment=enrolment, by=learner, used="not_yet")
    assert not mailoutbox


# --- the answer -------------------------------------------------------------------------------
def test_an_answer_is_kept_once_and_may_be_corrected_for_a_year(as_user, finished, learner):
    browser = as_user(learner)
    browser.post(PATH, form())
    browser.post(PATH, form(used="stopped", obstacle="งบประมาณ"))
    found = FollowUp.objects.get()
    assert (found.used, found.obstacle) == ("stopped", "งบประมาณ")
    assert AuditEntry.objects.filter(verb="follow_up.answered").count() == 2
    assert "งบประมาณ" in read(browser, PATH)
    FollowUp.objects.update(at=timezone.now() - timedelta(days=366))
    assert browser.post(PATH, form()).status_code == 403 and "<textarea" not in read(browser, PATH)
    with pytest.raises(ValidationError):
        answer_follow_up(enrolment=found.enrolment, by=learner, used="in_use")


def test_nobody_answers_for_another(finished, enrolment, other_learner):
    with pytest.raises(PermissionDenied):
        answer_follow_up(enrolment=enrolment, by=other_learner, used="in_use")


def test_a_case_in_use_becomes_an_adoption_with_its_indicator(as_user, client, finished, learner):
    case = make.case()
    browser = as_user(learner)
    assert "CASE-LGCBI-01 จดหมายหนึ่งหน้า" in read(browser, PATH)
    for _n in range(2):
        assert browser.post(PATH, form(**ADOPTION, **READING)).status_code == 302
    adoption = Adoption.objects.get()
    assert (adoption.case, adoption.organisation, adoption.how) == (case, learner.organisation, "ส่งทุกเดือน")
    assert adoption.readings.get().value == Decimal(17) and FollowUp.objects.get().adoption == adoption
    area = read(client, f"/areas/{learner.organisation_id}/")
    assert "ส่งทุกเดือน" in area and "ใช้ในงานจัดเก็บ" not in area
    assert f"/adoptions/{adoption.pk}/" in read(browser, PATH) and 'name="what"' not in read(browser, PATH)


@pytest.mark.parametrize("name", ["CASE-LGCBI-01", "case-lgcbi-01", "จดหมายหนึ่งหน้า", " CASE-LGCBI-01 จดหมายเก่า"])
def test_a_case_is_found_by_its_code_or_title(as_user, finished, learner, name):
    make.case()
    as_user(learner).post(PATH, form(**ADOPTION | {"what": name}))
    assert Adoption.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"used": ""}, "used"),
        ({"used": "often"}, "used"),
        (ADOPTION | {"what": "CASE-X-99"}, "what"),
        (ADOPTION | {"what": ""}, "what"),
        (ADOPTION | {"how": ""}, "how"),
        (ADOPTION | {"adopted_on": "1/1/2599"}, "adopted_on"),
        (ADOPTION | READING | {"value": "มาก"}, "value"),
        (ADOPTION | READING | {"unit": ""}, "unit"),
        (READING, "what"),
        (ADOPTION | {"used": "not_yet"}, "what"),
        ({"story": "ก" * 4001}, "story"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_lost(as_user, finished, learner, typed, field):
    make.case()
    answer = as_user(learner).post(PATH, form(**({"obstacle": "ยังไม่มีคน"} | typed)))
    page = answer.content.decode()
    assert answer.status_code == 422 and f'id="id_{field}_error"' in page and "ยังไม่มีคน" in page
    assert not FollowUp.objects.exists() and not Adoption.objects.exists()


def test_who_has_no_local_authority_answers_without_the_case(as_user, finished, learner):
    learner.organisation = make.organisation("มหาวิทยาลัยสมมติ ก", kind="UNIVERSITY")
    learner.save()
    browser = as_user(learner)
    assert 'name="what"' not in read(browser, PATH)
    make.case()
    browser.post(PATH, form(**ADOPTION))
    assert FollowUp.objects.exists() and not Adoption.objects.exists()


# --- officers ---------------------------------------------------------------------------------
def test_officers_see_rates_and_answers(as_user, finished, learner, officer, instructor):
    empty = read(as_user(officer), "/manage/llp-1/follow-up/")
    assert "ยังไม่มีคำตอบ" in empty
    as_user(learner).post(PATH, form())
    page = read(as_user(officer), "/manage/llp-1/follow-up/")
    assert learner.name in page and "ใช้ในงานจัดเก็บ" in page and "100%" in page
    assert "/manage/llp-1/follow-up/" in read(as_user(officer), "/manage/llp-1/")
    for path in ("/manage/llp-1/follow-up/", "/manage/llp-1/follow-up/export/"):
        assert as_user(instructor).get(path).status_code == 404


def test_no_cell_of_the_table_is_a_formula(as_user, finished, learner, officer):
    as_user(learner).post(PATH, form(story='=HYPERLINK("http://x")', obstacle="ขาดคน, ขาดงบ\nและเวลา"))
    response = as_user(officer).get("/manage/llp-1/follow-up/export/")
    assert response["Content-Type"] == "text/csv; charset=utf-8" and response.content.startswith(b"\xef\xbb\xbf")
    head, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert len(head) == len(row) and row[0] == learner.name
    assert row[4] == '\'=HYPERLINK("http://x")' and row[5] == "ขาดคน, ขาดงบ\nและเวลา"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "＝1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["ก-ข", "1=1", "", "ร้อยละ 5"])
def test_other_cells_stay(text):
    assert safe_cell(text) == text


def test_the_results_cost_the_same_with_one_and_with_many(as_user, finished, learner, enrolment, officer):
    case = make.case()

    def answer(enrolment):
        adoption = Adoption.objects.create(
            organisation=make.organisation(f"เทศบาลตำบลสมมติ {enrolment.pk}"), case=case, adopted_on=date(2026, 1, 1)
        )
        FollowUp.objects.create(enrolment=enrolment, used="in_use", adoption=adoption)

    def cost(path):
        browser = as_user(officer)
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    answer(enrolment)
    paths = ("/manage/llp-1/follow-up/", "/manage/llp-1/follow-up/export/")
    alone = [cost(path) for path in paths]
    for number in range(12):
        more = make.enrolment(finished, make.person(f"more-{number}@example.org"))
        complete(more)
        answer(more)
    assert [cost(path) for path in paths] == alone
