"""A marked capstone goes to the case bank: offered, agreed by every author, drafted in the studio, taken back."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Workflow, WorkflowState

from accounts.models import AuditEntry
from casebank.actions.proposing import fill
from casebank.models import CasePage
from cohorts.actions.marking import grade_submission
from cohorts.actions.offering import answer_offer, offer_capstone, withdraw_offer
from cohorts.models import CaseOffer, CaseOfferAuthor, Submission
from config.demo import factories as make
from config.setup import set_up
from curriculum.requirements import activities
from home.models.access import workflow_name

from .learning import hand_in

pytestmark = pytest.mark.django_db
TEXT = "<p>ตลาดเก่าเงียบลง</p><p>เปิดตลาดใหม่<br>วันเสาร์</p><ul><li>ก</li><li>ข &amp; ค</li></ul>"


@pytest.fixture
def bank(enrolment):
    make.section("cases")
    set_up()


@pytest.fixture
def capstone(enrolment):
    return next(row for row in activities(enrolment.cohort.rules, "assignment") if row["capstone"])


@pytest.fixture
def work(bank, enrolment, capstone, instructor):
    """The learner's own capstone, marked."""
    submission = hand_in(enrolment, capstone, TEXT)
    grade_submission(submission=submission, marker=instructor, levels={"0": 4, "1": 4})
    return Submission.objects.get(pk=submission.pk)


@pytest.fixture
def path(capstone):
    return f"/learn/llp-1/{capstone['id']}/offer/"


@pytest.fixture
def learner(db):
    return make.person("learner@example.org", last_name="ไม่ควรเห็น")


@pytest.fixture
def stranger(open_cohort):
    """A learner of another cohort."""
    user = make.person("stranger@example.org")
    make.enrolment(open_cohort, user)
    return user


def form(**more):
    return {"title": "ตลาดเก่า", "institute": "ledi", "naming": "named", "message": "", "agree": "on"} | more


def offer(work, learner, *authors, named=True):
    return offer_capstone(submission=work, by=learner, title="ตลาดเก่า", institute="ledi", named=named, authors=authors)


def publish(case):
    """As an editor would, with everything that the studio asks for."""
    told = dict.fromkeys(("summary", "summary_en", "intervention", "mechanism", "transferability"), "เปิดตลาดวันเสาร์")
    result = {"indicator": "ยอดขาย", "before": 1, "after": 2, "unit": "บาท", "source": "สมุดขาย", "note": ""}
    fill(case, told | {"actors": ["ผู้ค้า"], "lessons": ["ถามผู้ซื้อ"], "results": [result]})
    case.save_revision().publish()


def read(browser, path):
    return browser.get(path).content.decode()


# --- offering -----------------------------------------------------------------------------
def test_a_marked_capstone_is_offered_and_arrives_in_the_studio_in_review(as_user, work, path, learner, enrolment):
    browser = as_user(learner)
    assert "เสนอเป็นกรณีศึกษา" in read(browser, path.removesuffix("offer/"))
    answer = browser.post(path, form())
    case = CaseOffer.objects.get().case
    assert answer.headers["Location"] == f"/learn/offers/{CaseOffer.objects.get().pk}/"
    assert not case.live and case.institute == "ledi" and case.title == "ตลาดเก่า" and case.proposed_by == learner
    assert case.problem == "ตลาดเก่าเงียบลง\n\nเปิดตลาดใหม่\nวันเสาร์\n\nก\nข & ค"
    assert (case.area, list(case.provinces.all())) == (learner.organisation.name_th, [learner.organisation.province])
    assert case.year == enrolment.cohort.ends_on.year and case.authority_kind == learner.organisation.kind
    assert [str(row.contributor) for row in case.authorships.all()] == ["ตัวอย่าง ไม่ควรเห็น"]
    assert WorkflowState.objects.get(object_id=str(case.pk)).status == WorkflowState.STATUS_IN_PROGRESS
    assert {"capstone.offered", "capstone.passed_on"} <= set(AuditEntry.objects.values_list("verb", flat=True))
    assert "อยู่กับบรรณาธิการ" in read(browser, path.removesuffix("offer/"))


def test_without_names_nobody_stands_as_author(work, learner):
    assert not offer(work, learner, named=False).case.authorships.exists()


def test_offering_twice_is_once(as_user, work, path, learner):
    browser = as_user(learner)
    for _n in range(2):
        answer = browser.post(path, form())
    assert CaseOffer.objects.count() == 1 == CasePage.objects.count() and answer.status_code == 302
    assert offer(work, learner).case == CasePage.objects.get()


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"title": "ก" * 201}, {"institute": "x"}, {"naming": ""}, {"agree": ""}, {"authors": ["0"]}],
)
def test_bad_input_is_told_and_kept(as_user, work, path, learner, wrong):
    data = form(message="ขาดตัวเลข", **wrong)
    answer = as_user(learner).post(path, {name: value for name, value in data.items() if value})
    assert answer.status_code == 422 and "ขาดตัวเลข" in answer.content.decode()
    assert 'class="error"' in answer.content.decode() and not CaseOffer.objects.exists()


def test_only_ones_own_marked_capstone_can_be_offered(
    as_user, bank, enrolment, capstone, path, learner, other_learner, instructor
):
    assert as_user(learner).get(path).status_code == 404
    submission = hand_in(enrolment, capstone, TEXT)
    assert as_user(learner).get(path).status_code == 404
    with pytest.raises(ValidationError):
        offer(submission, learner)
    grade_submission(submission=submission, marker=instructor, levels={"0": 4, "1": 4})
    assert as_user(learner).get(path).status_code == 200
    assert as_user(other_learner).get(path).status_code == 404
    with pytest.raises(PermissionDenied):
        offer(submission, other_learner)
    worksheet = next(row for row in activities(enrolment.cohort.rules, "assignment") if not row["capstone"])
    assert as_user(learner).get(f"/learn/llp-1/{worksheet['id']}/offer/").status_code == 404


# --- co-authors -----------------------------------------------------------------------------
def test_co_authors_are_asked_and_all_must_agree(
    as_user, work, path, learner, other_learner, stranger, django_capture_on_commit_callbacks
):
    page = read(as_user(learner), path)
    assert other_learner.name in page and stranger.name not in page.replace(learner.name, "")
    with django_capture_on_commit_callbacks(execute=True):
        as_user(learner).post(path, form(authors=[other_learner.pk]))
    found = CaseOffer.objects.get()
    assert found.case is None and [message.to for message in mail.outbox] == [[other_learner.email]]
    address = f"/learn/offers/{found.pk}/"
    assert address in mail.outbox[0].body and address in read(as_user(other_learner), "/learn/")
    assert "CC BY 4.0" in read(as_user(other_learner), address)
    with django_capture_on_commit_callbacks(execute=True):
        as_user(other_learner).post(address, {"act": "agree"})
    found.refresh_from_db()
    assert [str(row.contributor) for row in found.case.authorships.all()] == ["ตัวอย่าง ไม่ควรเห็น", "ตัวอย่าง สอง"]
    assert [message.to for message in mail.outbox[1:]] == [[learner.email], [other_learner.email]]


def test_when_one_declines_it_goes_nowhere_until_they_agree(
    work, learner, other_learner, mailoutbox, django_capture_on_commit_callbacks
):
    found = offer(work, learner, other_learner)
    with django_capture_on_commit_callbacks(execute=True):
        for _n in range(2):
            answer_offer(offer=found, by=other_learner, agrees=False)
    assert [message.to for message in mailoutbox] == [[learner.email]]
    assert not CasePage.objects.exists()
    assert answer_offer(offer=found, by=other_learner, agrees=True).case == CasePage.objects.get()
    with pytest.raises(ValidationError):
        answer_offer(offer=found, by=other_learner, agrees=False)


def test_people_of_other_cohorts_cannot_be_named_and_strangers_find_nothing(
    as_user, work, path, learner, other_learner, stranger, instructor
):
    answer = as_user(learner).post(path, form(authors=[stranger.pk]))
    assert answer.status_code == 422 and not CaseOffer.objects.exists()
    with pytest.raises(ValidationError):
        offer(work, learner, stranger)
    found = offer(work, learner)
    for person in (stranger, other_learner, instructor):
        assert as_user(person).get(f"/learn/offers/{found.pk}/").status_code == 404
        assert as_user(person).post(f"/learn/offers/{found.pk}/", {"act": "withdraw"}).status_code == 404
        with pytest.raises(PermissionDenied):
            withdraw_offer(offer=found, by=person)
    assert as_user(learner).post(f"/learn/offers/{found.pk}/", {"act": "x"}).status_code == 403


# --- taking it back ----------------------------------------------------------------------------
def test_any_author_may_take_it_back_and_the_draft_is_gone(as_user, work, learner, other_learner):
    found = offer(work, learner, other_learner)
    answer_offer(offer=found, by=other_learner, agrees=True)
    assert CasePage.objects.exists()
    for _n in range(2):
        as_user(other_learner).post(f"/learn/offers/{found.pk}/", {"act": "withdraw"})
    found.refresh_from_db()
    assert found.withdrawn_at and not CasePage.objects.exists() and not WorkflowState.objects.exists()
    assert AuditEntry.objects.filter(verb="capstone.withdrawn").count() == 1
    with pytest.raises(ValidationError):
        answer_offer(offer=found, by=other_learner, agrees=False)
    assert offer(work, learner).case == CasePage.objects.get()
    assert CaseOfferAuthor.objects.count() == 1


def test_what_is_published_is_not_taken_back_and_says_where_it_comes_from(as_user, client, work, learner, cohort):
    found = offer(work, learner, named=False)
    publish(found.case)
    page = as_user(learner).post(f"/learn/offers/{found.pk}/", {"act": "withdraw"}, follow=True).content.decode()
    assert "ถอนกรณีศึกษา" in page and CasePage.objects.get().live
    public = read(client, found.case.url)
    assert f"จากโครงงานของ{cohort.title}" in public
    area = read(client, f"/areas/{learner.organisation_id}/")
    assert "ตลาดเก่า" in area and f"จากโครงงานของ{cohort.title}" in area
    for shown in (public, area):
        assert learner.last_name not in shown


def test_the_instructor_sees_that_it_was_offered(as_user, work, learner, instructor):
    desk = f"/teach/submissions/{work.pk}/"
    assert "เสนอเข้าคลังกรณีศึกษาแล้ว" not in read(as_user(instructor), desk)
    offer(work, learner)
    assert "เสนอเข้าคลังกรณีศึกษาแล้ว" in read(as_user(instructor), desk)


def test_a_mail_about_an_offer_that_is_gone_is_not_sent(work, learner, other_learner, mailoutbox):
    from cohorts.emails import send_offer_asked

    found = offer(work, learner, other_learner)
    row = CaseOfferAuthor.objects.get(user=other_learner)
    withdraw_offer(offer=found, by=learner)
    send_offer_asked(row.pk)
    assert not mailoutbox


def test_an_offer_costs_the_same_with_one_and_with_many_authors(as_user, work, learner, cohort, path):
    def cost(address):
        browser = as_user(learner)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address).status_code == 200
        return len(queries)

    people = [make.person(f"more-{n}@example.org", last_name=f"คนที่{n}") for n in range(12)]
    make.enrolment(cohort, people[0])
    alone = cost(path)
    for person in people:
        make.enrolment(cohort, person)
    assert cost(path) == alone
    found = offer(work, learner, people[0])
    one = cost(f"/learn/offers/{found.pk}/")
    for person in people[1:]:
        CaseOfferAuthor.objects.create(offer=found, user=person, agreed_at=timezone.now())
    assert cost(f"/learn/offers/{found.pk}/") == one


def test_an_institute_without_a_review_is_refused_beside_the_field_and_nothing_typed_is_lost(
    as_user, work, path, learner
):
    Workflow.objects.filter(name=workflow_name("ledi")).update(active=False)
    answer = as_user(learner).post(path, form(message="ขาดตัวเลข"))
    html = answer.content.decode()
    assert answer.status_code == 422 and "institute" in answer.context["form"].errors and "ขาดตัวเลข" in html
    assert not CaseOffer.objects.exists() and not CasePage.objects.exists()
    assert as_user(learner).post(path, form(institute="cdi")).status_code == 302


def test_a_review_that_was_given_up_meanwhile_reaches_the_editors_by_mail(
    work, learner, other_learner, admin, django_capture_on_commit_callbacks
):
    found = offer(work, learner, other_learner)
    Workflow.objects.filter(name=workflow_name("ledi")).update(active=False)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer_offer(offer=found, by=other_learner, agrees=True)
    assert CasePage.objects.get().title == "ตลาดเก่า"
    assert [message.subject for message in mail.outbox if message.to == [admin.email]] == [
        "กรณีศึกษาที่ยังไม่มีผู้ตรวจทาน: ตลาดเก่า"
    ]
