"""The life of a cohort: work of today, start with frozen rules, finish; and cohorts in the editors' desk."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from cohorts.actions.admission import save_draft, submit_application
from cohorts.actions.cohorts import change_code, finish_cohort, start_cohort
from cohorts.actions.sessions import close_session
from cohorts.models import Application, Cohort, CohortStaff
from config.demo import factories as make


# --- the work of today --------------------------------------------------------------
def test_today_names_what_waits(as_user, officer, cohort, open_cohort, applicant):
    submit_application(
        application=save_draft(cohort=open_cohort, applicant=applicant, area_question="โจทย์", expectation="ใช้")
    )
    session = make.session(cohort, "ข้อตกลงข้ามวาระ")
    make.session(cohort, "ยังไม่ถึงวัน", day=timezone.localdate() + timedelta(days=3))
    page = as_user(officer).get("/manage/").content.decode()
    assert "/manage/llp-2/applications/" in page
    assert f"/manage/sessions/{session.pk}/" in page and "ข้อตกลงข้ามวาระ" in page
    assert "ยังไม่ถึงวัน" not in page


def test_today_costs_the_same_with_many_cohorts(as_user, officer, programme, cohort, django_assert_num_queries):
    browser = as_user(officer)
    make.session(cohort)
    browser.get("/manage/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/manage/")
    for number in (4, 5, 6):
        make.session(make.cohort(programme, f"llp-{number}", number=number))
    with django_assert_num_queries(len(one)):
        browser.get("/manage/")


def test_only_officers_and_committee_members_come_in(
    client, as_user, cohort, learner, instructor, reviewer, registrar, officer
):
    for person in (learner, instructor, registrar):
        assert as_user(person).get("/manage/").status_code == 404
    assert as_user(reviewer).get("/manage/").status_code == 200
    for person in (learner, instructor, reviewer, registrar):
        assert as_user(person).get("/manage/llp-1/").status_code == 404
        assert as_user(person).get("/manage/llp-1/sessions/new/").status_code == 404
    assert as_user(officer).get("/manage/llp-1/").status_code == 200
    assert client.get("/manage/").headers["Location"].startswith("/accounts/login/")


# --- one cohort ---------------------------------------------------------------------
def test_the_cohort_page_shows_people_and_sessions(as_user, officer, cohort, enrolment):
    make.session(cohort, "เปิดหลักสูตร")
    page = as_user(officer).get("/manage/llp-1/").content.decode()
    assert "นายตัวอย่าง หนึ่ง" in page and "เปิดหลักสูตร" in page


def test_the_cohort_page_costs_the_same_with_many_people(
    as_user, officer, cohort, enrolment, django_assert_num_queries
):
    browser = as_user(officer)
    make.session(cohort)
    browser.get("/manage/llp-1/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/manage/llp-1/")
    for n in range(5):
        make.enrolment(cohort, make.person(f"p{n}@example.org"))
        make.session(cohort, f"คาบ {n}")
    with django_assert_num_queries(len(one)):
        browser.get("/manage/llp-1/")


def test_starting_freezes_the_rules(as_user, officer, open_cohort, programme):
    as_user(officer).post("/manage/llp-2/start/")
    open_cohort.refresh_from_db()
    assert open_cohort.state == "running" and open_cohort.rules_frozen_at
    programme.attendance_percent = 10
    programme.save()
    start_cohort(cohort=open_cohort, actor=officer)
    open_cohort.refresh_from_db()
    assert open_cohort.rules["attendance_percent"] == 80
    assert AuditEntry.objects.filter(verb="cohort.started", actor=officer).count() == 1


def test_a_programme_without_modules_cannot_start(site, officer):
    empty = make.programme("XYZ", modules=0)
    cohort = make.cohort(empty, "xyz-1", state="planned")
    with pytest.raises(ValidationError):
        start_cohort(cohort=cohort, actor=officer)


def test_finishing_waits_for_the_roll_calls_and_ends_those_left(as_user, officer, cohort, enrolment):
    session = make.session(cohort, hour=0, hours=12)
    as_user(officer).post("/manage/llp-1/finish/")
    cohort.refresh_from_db()
    assert cohort.state == "running"
    enrolment.attendance.create(session=session, status="present")
    close_session(session=session, actor=officer)
    as_user(officer).post("/manage/llp-1/finish/")
    cohort.refresh_from_db()
    enrolment.refresh_from_db()
    assert (cohort.state, enrolment.state) == ("finished", "ended")
    assert finish_cohort(cohort=cohort, actor=officer).state == "finished"
    with pytest.raises(ValidationError):
        start_cohort(cohort=cohort, actor=officer)


@pytest.mark.parametrize("verb", ["start", "finish"])
def test_changes_refuse_get_and_strangers(client, as_user, officer, learner, reviewer, cohort, verb):
    url = f"/manage/llp-1/{verb}/"
    assert as_user(officer).get(url).status_code == 405
    assert as_user(learner).post(url).status_code == 404
    assert as_user(reviewer).post(url).status_code == 404
    assert client.post(url).headers["Location"].startswith("/accounts/login/")
    assert Cohort.objects.get(pk=cohort.pk).state == "running"


# --- the editors' desk ----------------------------------------------------------------
def fields(programme, **more):
    return {
        "programme": programme.pk,
        "code": "llp-7",
        "number": "7",
        "pace": "cohort",
        "seats": "60",
        "waitlist_seats": "10",
        "applications_open": "1/12/2569",
        "applications_close": "31/12/2569",
        "starts_on": "1/2/2570",
        "ends_on": "1/6/2570",
    } | more


def test_a_cohort_is_made_in_the_desk_with_its_people(as_user, admin, programme, instructor):
    response = as_user(admin).post("/cms/snippets/cohorts/cohort/add/", fields(programme, instructors=[instructor.pk]))
    assert response.status_code == 302
    made = Cohort.objects.get(code="llp-7")
    assert made.applications_close.isoformat() == "2026-12-31" and made.state == "planned"
    assert CohortStaff.objects.get(cohort=made).user == instructor


def test_the_desk_says_which_date_is_missing_or_out_of_order(as_user, admin, programme):
    wrong = fields(programme, starts_on="", applications_close="1/11/2569")
    page = as_user(admin).post("/cms/snippets/cohorts/cohort/add/", wrong)
    assert page.status_code == 200 and not Cohort.objects.filter(code="llp-7").exists()
    assert set(page.context["form"].errors) >= {"starts_on", "applications_close"}


def test_editing_keeps_what_the_rules_rest_on_and_changes_the_people(as_user, admin, cohort, instructor):
    other = make.programme("ICL", title="เมือง")
    url = f"/cms/snippets/cohorts/cohort/edit/{cohort.pk}/"
    assert as_user(admin).get(url).status_code == 200
    as_user(admin).post(url, fields(other, code="llp-1", number="1", seats="40", pace="self_paced", reviewers=[]))
    cohort.refresh_from_db()
    assert (cohort.seats, cohort.programme.code, cohort.pace) == (40, "LLP", "cohort")
    assert not CohortStaff.objects.filter(cohort=cohort).exists()


def test_a_code_that_nobody_was_told_may_change(as_user, officer, admin, programme, open_cohort):
    url = f"/cms/snippets/cohorts/cohort/edit/{open_cohort.pk}/"
    assert as_user(admin).post(url, fields(programme, code="llp-two", number="2")).status_code == 302
    open_cohort.refresh_from_db()
    assert open_cohort.code == "llp-two"
    entry = AuditEntry.objects.get(verb="cohort.renamed")
    assert (entry.actor, entry.before, entry.after) == (admin, {"code": "llp-2"}, {"code": "llp-two"})


def test_a_code_stays_once_somebody_applied_and_the_form_says_why(as_user, admin, programme, open_cohort, applicant):
    """Also where the form was opened before; what else was typed is not lost."""
    Application.objects.create(cohort=open_cohort, applicant=applicant)
    url = f"/cms/snippets/cohorts/cohort/edit/{open_cohort.pk}/"
    shown = as_user(admin).get(url).context["form"]
    assert "llp-2" in str(shown.fields["code"].help_text) and "readonly" in str(shown["code"])
    page = as_user(admin).post(url, fields(programme, code="llp-two", number="2", seats="41"))
    assert page.status_code == 200 and "code" in page.context["form"].errors
    assert page.context["form"]["seats"].value() == "41"
    open_cohort.refresh_from_db()
    assert (open_cohort.code, open_cohort.seats) == ("llp-2", 60)
    as_user(admin).post(url, fields(programme, code="llp-2", number="2", seats="41"))
    open_cohort.refresh_from_db()
    assert open_cohort.seats == 41


def test_a_code_stays_once_somebody_is_enrolled(cohort, enrolment, officer):
    with pytest.raises(ValidationError) as refused:
        change_code(cohort=cohort, code="llp-one", actor=officer)
    assert "code" in refused.value.message_dict
    assert change_code(cohort=cohort, code="llp-1", actor=officer).code == "llp-1"
    assert not AuditEntry.objects.filter(verb="cohort.renamed").exists()


@pytest.mark.parametrize("code", ["failed", "llp-1"])
def test_a_code_of_the_site_or_of_another_cohort_is_refused(cohort, open_cohort, officer, code):
    with pytest.raises(ValidationError):
        change_code(cohort=open_cohort, code=code, actor=officer)


def test_an_english_page_chosen_becomes_its_source(as_user, admin, programme):
    as_user(admin).post("/cms/snippets/cohorts/cohort/add/", fields(make.translate(programme, title="Local leaders")))
    assert Cohort.objects.get(code="llp-7").programme_id == programme.pk


def test_editors_do_not_touch_cohorts(as_user, editor, cohort):
    assert as_user(editor).get("/cms/snippets/cohorts/cohort/").status_code == 302


def test_a_page_with_records_is_unpublished_not_deleted(as_user, admin, cohort, programme):
    response = as_user(admin).post(f"/cms/pages/{programme.pk}/delete/", follow=True)
    assert type(programme).objects.filter(pk=programme.pk).exists()
    assert response.status_code == 200
    parent = programme.get_parent()
    as_user(admin).post(f"/cms/bulk/wagtailcore/page/delete/?id={programme.pk}&next=/cms/pages/{parent.pk}/")
    assert type(programme).objects.filter(pk=programme.pk).exists()


def test_a_page_without_records_is_deleted(as_user, admin, site):
    lonely = make.programme("XYZ", modules=1)
    as_user(admin).post(f"/cms/pages/{lonely.pk}/delete/")
    assert not type(lonely).objects.filter(pk=lonely.pk).exists()


def test_the_menu_leads_officers_to_their_work(as_user, admin, cohort):
    assert "/manage/" in as_user(admin).get("/cms/").content.decode()
