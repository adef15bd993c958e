"""The copy of one's own data: everything that the site holds about a person, and nothing about anybody else."""

import json

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casebank.actions.proposing import draft_case
from casebank.models import AdoptionReading
from cohorts.actions.board import say
from cohorts.actions.casework import attach_case
from cohorts.actions.learning import start_attempt
from cohorts.models import (
    Application,
    ApplicationFile,
    ApplicationReview,
    BoardPost,
    CaseOffer,
    CaseOfferAuthor,
    FollowUp,
    Grade,
    LessonCompletion,
    SubmissionFile,
)
from config.demo import factories as make
from tests.cohorts.learning import do_everything, hand_in, row_of

pytestmark = pytest.mark.django_db


def file_of(record, name):
    """A file handed in, kept in private storage."""
    found = record(original_name=name, content_type="application/pdf", size=5)
    found.file.save(name, ContentFile(b"%PDF-"))
    return found


def data_of(browser, language=""):
    response = browser.get(f"{language}/me/privacy/data/")
    assert response.status_code == 200
    return json.loads(response.content)


@pytest.fixture
def applied(open_cohort, applicant, reviewer):
    """An application that was not admitted, with a document and the scores of a committee member."""
    found = Application.objects.create(
        cohort=open_cohort,
        applicant=applicant,
        state="rejected",
        number="LLP-2/1",
        area_question="น้ำท่วมตลาด",
        submitted_at=timezone.now(),
        decided_at=timezone.now(),
        decision_reason="ที่นั่งเต็ม",
    )
    file_of(lambda **facts: ApplicationFile(application=found, **facts), "โครงการ.pdf")
    ApplicationReview.objects.create(
        application=found, reviewer=reviewer, scores={"0": 50, "1": 30}, total=80, note="บันทึกลับของกรรมการ"
    )
    return found


def test_an_application_is_whole_with_its_documents_and_without_who_scored_it(applied, applicant, reviewer, as_user):
    data = data_of(as_user(applicant), "/en")
    found = data["applications"][0]
    assert found["cohort"]["code"] == "llp-2" and found["number"] == "LLP-2/1"
    assert found["area_question"] == "น้ำท่วมตลาด" and found["decision_reason"] == "ที่นั่งเต็ม"
    assert (found["state"], found["state_in_words"]) == ("rejected", "Not admitted")
    assert found["scores"][0]["total"] == 80
    assert found["scores"][0]["criteria"][0] == {"criterion": "โจทย์พื้นที่", "score": 50}
    assert found["files"][0]["name"] == "โครงการ.pdf"
    assert as_user(applicant).get(found["files"][0]["address"]).status_code == 200
    told = json.dumps(data, ensure_ascii=False)
    assert reviewer.email not in told and "บันทึกลับ" not in told


def test_scores_stay_with_the_committee_until_the_decision(applied, applicant, as_user):
    Application.objects.update(state="submitted", decided_at=None)
    assert data_of(as_user(applicant))["applications"][0]["scores"] == []


def test_learning_is_told_in_words(enrolment, learner, as_user):
    do_everything(enrolment, leave=("capstone",))
    marked = enrolment.submissions.get()
    file_of(lambda **facts: SubmissionFile(submission=marked, **facts), "งาน.pdf")
    FollowUp.objects.create(enrolment=enrolment, used="in_use", story="ใช้แล้วที่ตลาด")
    found = data_of(as_user(learner), "/en")["enrolments"][0]
    assert found["state"] == "active" and found["cohort"]["code"] == "llp-1"
    assert found["attendance"][0]["status_in_words"] == "Present"
    assert {row["lesson"] for row in found["lessons_finished"]} == {"บทเรียน 1", "บทเรียน 2"}
    assert found["quiz_attempts"][0]["answers"][0] == {"question": "Question LLP-01-P", "chosen": ["Right"]}
    work = found["submissions"][0]
    assert work["task"] == "ใบงาน" and work["text"] == "<p>งาน</p>"
    assert work["marks"][0]["score"] == "80.00" and work["marks"][0]["feedback"] == "ดี"
    assert work["marks"][0]["criteria"][0] == {"criterion": "Question", "level": "Excellent", "points": 4}
    assert as_user(learner).get(work["files"][0]["address"]).status_code == 200
    assert found["satisfaction_form"]["ratings_1_to_5"]["content"] == 5
    assert found["follow_up"]["what_happened"] == "ใช้แล้วที่ตลาด"


def test_a_quiz_under_way_does_not_give_its_answers_away(enrolment, learner, as_user):
    start_attempt(enrolment=enrolment, quiz=row_of(enrolment, "quiz", 1))
    attempt = data_of(as_user(learner))["enrolments"][0]["quiz_attempts"][0]
    assert attempt["answers"] and all(set(row) == {"question", "chosen"} for row in attempt["answers"])
    assert not any(row["chosen"] for row in attempt["answers"])


def test_what_was_said_recorded_and_written(enrolment, learner, other_learner, as_user):
    post = _post(enrolment.cohort, learner, "ถามเรื่องงบ")
    _post(enrolment.cohort, other_learner, "คำของคนอื่น", in_class=post.case_class)
    author = make.contributor(user=learner)
    make.written_by(make.case("CASE-LGCBI-07", title="กรณีของผู้เรียน"), author)
    adoption = make.adoption(make.case(), learner.organisation, recorded_by=learner, how="ใช้ทุกเดือน")
    AdoptionReading.objects.create(
        adoption=adoption, indicator="อัตราชำระ", unit="ร้อยละ", value=51, measured_on="2025-01-01", recorded_by=learner
    )
    draft_case(by=learner, institute="lgcbi", title="ข้อเสนอของผู้เรียน")
    offer = CaseOffer.objects.create(
        submission=hand_in(enrolment, row_of(enrolment, "assignment")), title="ตลาดเก่า", institute="ledi"
    )
    CaseOfferAuthor.objects.create(offer=offer, user=learner, agreed_at=timezone.now())
    data = data_of(as_user(learner))
    assert [row["text"] for row in data["board_posts"]] == ["ถามเรื่องงบ"]
    assert [row["title"] for row in data["author"]["cases"]] == ["กรณีของผู้เรียน"]
    assert data["cases_proposed"][0]["title"] == "ข้อเสนอของผู้เรียน"
    recorded = data["adoptions_recorded"]["adoptions"][0]
    assert recorded["how"] == "ใช้ทุกเดือน" and recorded["values"][0]["indicator"] == "อัตราชำระ"
    assert data["capstones_offered_to_the_case_bank"][0]["title"] == "ตลาดเก่า"


def test_nothing_of_others_is_in_it(applied, enrolment, other_learner, learner, as_user):
    """Who has done nothing gets empty lists, whatever others did."""
    do_everything(enrolment)
    data = data_of(as_user(other_learner))
    assert data["applications"] == data["board_posts"] == data["certificates"] == []
    assert data["author"] is None and len(data["enrolments"]) == 1
    assert not data["enrolments"][0]["submissions"] and not data["enrolments"][0]["lessons_finished"]
    assert learner.email not in json.dumps(data)


def test_more_records_cost_no_more_queries(enrolment, learner, programme, as_user):
    client = as_user(learner)

    def add(number):
        other = make.enrolment(make.cohort(programme, f"llp-{number}", number=number), learner)
        lesson = row_of(other, "lesson")["id"]
        LessonCompletion.objects.create(enrolment=other, lesson_id=lesson)
        start_attempt(enrolment=other, quiz=row_of(other, "quiz"))
        work = hand_in(other, row_of(other, "assignment"))
        Grade.objects.create(submission=work, score=80, levels={"0": 4}, feedback="ดี")
        file_of(lambda **facts: SubmissionFile(submission=work, **facts), "a.pdf")
        _post(other.cohort, learner, "ถาม")
        Application.objects.create(cohort=other.cohort, applicant=learner)
        adopted = make.case(f"CASE-LGCBI-{number}0")
        make.adoption(adopted, learner.organisation, recorded_by=learner)
        make.written_by(adopted, make.contributor(user=learner))

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            data_of(client)
        return len(counted)

    add(11)
    data_of(client)  # what each process asks once
    few = cost()
    for number in (12, 13, 14):
        add(number)
    assert cost() == few


def _post(cohort, author, text, in_class=None):
    if in_class is None:
        place = ("module", cohort.rules["modules"][0]["id"])
        in_class = attach_case(cohort=cohort, case=make.case(), place=place, actor=None)
    say(case_class=in_class, author=author, text=text)
    return BoardPost.objects.filter(author=author).latest("pk")
