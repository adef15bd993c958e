"""Selection: the committee scores, the officer decides within the seats, applicants are told."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from cohorts.actions.admission import decide_application, save_draft, score_application, submit_application
from cohorts.models import Application, ApplicationReview, Cohort, Enrolment
from config.demo import factories as make

DESK = "/manage/llp-2/applications/"


def application(cohort, email, **person):
    applicant = make.person(email, **person)
    found = save_draft(cohort=cohort, applicant=applicant, area_question="โจทย์", expectation="ใช้")
    return submit_application(application=found)


@pytest.fixture
def three(open_cohort):
    return [
        application(open_cohort, f"a{n}@example.org", first_name=name) for n, name in enumerate(("ขวัญ", "กานดา", "เกศ"))
    ]


def test_the_desk_lists_the_best_first_then_by_name(as_user, officer, reviewer, three):
    score_application(application=three[2], reviewer=reviewer, scores={"0": 50, "1": 30})
    page = as_user(officer).get(DESK).content.decode()
    assert page.index("เกศ") < page.index("กานดา") < page.index("ขวัญ")
    assert "80" in page


def test_drafts_are_not_on_the_desk(as_user, officer, open_cohort, applicant):
    save_draft(cohort=open_cohort, applicant=applicant)
    assert "ใจดี" not in as_user(officer).get(DESK).content.decode()


def test_the_desk_filters(as_user, officer, three):
    page = as_user(officer).get(DESK, {"q": "กานดา"}).content.decode()
    assert "กานดา" in page and "ขวัญ" not in page
    assert "กานดา" not in as_user(officer).get(DESK, {"state": "accepted"}).content.decode()
    assert "กานดา" in as_user(officer).get(DESK, {"state": "nonsense"}).content.decode()


def test_the_officer_decides_several_at_once(as_user, officer, three, django_capture_on_commit_callbacks):
    one, two, three_ = three
    answers = {
        f"decision-{one.pk}": "accepted",
        f"decision-{two.pk}": "rejected",
        f"reason-{two.pk}": "ไม่ตรงกลุ่ม",
        f"decision-{three_.pk}": "",
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = as_user(officer).post(DESK, answers)
    assert response.status_code == 302
    assert [Application.objects.get(pk=a.pk).state for a in three] == ["accepted", "rejected", "submitted"]
    enrolment = Enrolment.objects.get(application=one)
    assert enrolment.position_text == one.position_text and enrolment.organisation_text == one.organisation_text
    assert {tuple(m.to) for m in mail.outbox} == {("a0@example.org",), ("a1@example.org",)}
    assert any("ไม่ตรงกลุ่ม" in m.body for m in mail.outbox)
    assert AuditEntry.objects.filter(verb="application.rejected", reason="ไม่ตรงกลุ่ม").exists()


def test_seats_run_out_and_the_choice_stays_on_the_screen(as_user, officer, open_cohort, three):
    Cohort.objects.filter(pk=open_cohort.pk).update(seats=2)
    response = as_user(officer).post(DESK, {f"decision-{a.pk}": "accepted" for a in three})
    assert response.status_code == 200 and 'aria-invalid="true"' in response.content.decode()
    assert Enrolment.objects.count() == 2
    assert Application.objects.filter(state="submitted").count() == 1


def test_the_waiting_list_is_limited(officer, open_cohort, three):
    Cohort.objects.filter(pk=open_cohort.pk).update(waitlist_seats=1)
    decide_application(application=three[0], state="waitlisted", actor=officer)
    with pytest.raises(ValidationError):
        decide_application(application=three[1], state="waitlisted", actor=officer)


def test_the_same_decision_again_changes_nothing(officer, three, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _again in range(2):
            decide_application(application=three[0], state="accepted", actor=officer)
    assert len(mail.outbox) == 1 and Enrolment.objects.count() == 1


def test_taking_an_admission_back_needs_a_reason_and_frees_the_seat(officer, open_cohort, three):
    Cohort.objects.filter(pk=open_cohort.pk).update(seats=1)
    decide_application(application=three[0], state="accepted", actor=officer)
    with pytest.raises(ValidationError):
        decide_application(application=three[0], state="rejected", actor=officer)
    decide_application(application=three[0], state="rejected", actor=officer, reason="สละสิทธิ์")
    assert Enrolment.objects.get().state == "ended"
    decide_application(application=three[1], state="accepted", actor=officer)
    assert Enrolment.objects.filter(state="active").get().learner == three[1].applicant


def test_a_draft_or_withdrawn_application_is_not_decided(officer, open_cohort, applicant):
    found = save_draft(cohort=open_cohort, applicant=applicant)
    with pytest.raises(ValidationError):
        decide_application(application=found, state="accepted", actor=officer)


# --- the committee ----------------------------------------------------------------
def test_a_reviewer_scores_and_corrects(as_user, reviewer, three):
    url = f"/manage/applications/{three[0].pk}/"
    page = as_user(reviewer).get(url).content.decode()
    assert "โจทย์พื้นที่" in page and "โอกาสนำไปใช้" in page
    as_user(reviewer).post(url, {"score_0": "55", "score_1": "30", "note": "ชัด"})
    as_user(reviewer).post(url, {"score_0": "50", "score_1": "30", "note": "ชัด"})
    review = ApplicationReview.objects.get()
    assert (review.scores, review.total, review.reviewer) == ({"0": 50, "1": 30}, 80, reviewer)
    assert AuditEntry.objects.filter(verb="application.scored").count() == 2


@pytest.mark.parametrize(
    "scores", [{"score_0": "61", "score_1": "0"}, {"score_0": "-1", "score_1": "0"}, {"score_0": "", "score_1": "ก"}]
)
def test_scores_stay_within_their_weights(as_user, reviewer, three, scores):
    response = as_user(reviewer).post(f"/manage/applications/{three[0].pk}/", {**scores, "note": "เก็บไว้"})
    assert response.status_code == 422 and "เก็บไว้" in response.content.decode()
    assert not ApplicationReview.objects.exists()


def test_the_action_checks_weights_too(reviewer, three):
    with pytest.raises(ValidationError):
        score_application(application=three[0], reviewer=reviewer, scores={"0": 61, "1": 1})


def test_nobody_scores_their_own_application(open_cohort, reviewer):
    own = submit_application(
        application=save_draft(cohort=open_cohort, applicant=reviewer, area_question="โจทย์", expectation="ใช้")
    )
    with pytest.raises(ValidationError):
        score_application(application=own, reviewer=reviewer, scores={"0": 60, "1": 40})


def test_scores_stand_after_the_decision(officer, reviewer, three):
    decide_application(application=three[0], state="accepted", actor=officer)
    with pytest.raises(ValidationError):
        score_application(application=three[0], reviewer=reviewer, scores={"0": 1, "1": 1})


def test_a_reviewer_sees_the_list_but_decides_nothing(as_user, reviewer, three):
    page = as_user(reviewer).get(DESK).content.decode()
    assert "กานดา" in page and "decision-" not in page
    assert as_user(reviewer).post(DESK, {f"decision-{three[0].pk}": "accepted"}).status_code == 403
    assert "/manage/llp-2/applications/" in as_user(reviewer).get("/manage/").content.decode()


def test_strangers_are_refused(client, as_user, three, learner, instructor, registrar):
    urls = [DESK, f"/manage/applications/{three[0].pk}/"]
    for person in (learner, instructor, registrar, three[0].applicant):
        assert [as_user(person).get(url).status_code for url in urls] == [404, 404]
    assert [client.get(url).status_code for url in urls] == [302, 302]


def test_the_desk_costs_the_same_with_many_applications(
    as_user, officer, open_cohort, three, reviewer, django_assert_num_queries
):
    browser = as_user(officer)
    browser.get(DESK)
    with CaptureQueriesContext(connection) as few:
        browser.get(DESK)
    for n in range(10, 18):
        found = application(open_cohort, f"b{n}@example.org")
        score_application(application=found, reviewer=reviewer, scores={"0": n, "1": n})
    with django_assert_num_queries(len(few)):
        browser.get(DESK)
