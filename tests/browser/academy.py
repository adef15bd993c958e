"""Every kind of screen of the demonstration site: where it is, who looks at it, and what they do first."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Page

from accounts.models import User
from casebank.actions.proposing import contributor_of, draft_case, submit_proposal
from casebank.models import Adoption, CasePage, Contributor
from certificates.actions.batches import prepare_batch
from certificates.actions.register import revoke_certificate
from certificates.models import Batch, Certificate, NameRequest
from certificates.tasks import PRINT
from cohorts.actions.learning import start_attempt
from cohorts.models import Application, CaseClass, CaseOffer, Cohort, Enrolment, LiveSession, Submission
from cohorts.tasks import MAIL
from config.demo import factories as make
from config.demo.build import STEPS
from home.models import Job

from . import brought, staged


@dataclass(frozen=True)
class Screen:
    path: str
    who: str = ""  # the part before @example.org; nobody is signed in without it
    do: Callable | None = None  # what is done with the page first
    status: int = 200
    dark: bool = False  # is looked at in the dark as well
    note: str = ""

    @property
    def name(self):
        return " ".join(filter(None, [self.who, self.path, self.note]))


def build():
    """The demonstration site, with a revoked certificate, a batch to approve and a quiz under way."""
    for _title, build_step in STEPS:
        build_step(make.PASSWORD)
    revoke_certificate(certificate=one(Certificate, "learner-8"), actor=user("registrar"), reason="ออกซ้ำโดยคลาดเคลื่อน")
    brought.expire(one(Certificate, "learner-3"))
    brought.correct(one(Certificate, "learner-4"), user("registrar"), user("approver"))
    prepare_batch(
        cohort=Cohort.objects.get(code="llp-1"),
        registrar=user("registrar"),
        issued_on=timezone.localdate(),
        include_revoked=True,
    )
    staged.replace_two(
        one(Certificate, "learner-5"), one(Certificate, "learner-7"), user("registrar"), user("approver")
    )
    enrolment = Enrolment.objects.get(cohort__code="icl-1", learner__email="learner@example.org")
    for number in range(2):
        failed = {
            "state": "failed",
            "attempt": 5,
            "finished_at": timezone.now(),
            "message": "SMTPConnectError: (421,)",
        }
        Job.objects.create(kind=MAIL, key=f"enrolled:{enrolment.pk}:{number}", **failed)
    start_attempt(enrolment=enrolment, quiz=activity(enrolment.cohort, "quiz", module=2))


def user(name):
    return User.objects.get(email=f"{name}@example.org")


def one(model, name):
    return model.objects.get(enrolment__learner__email=f"{name}@example.org")


def activity(cohort, kind, *, module):
    """The row of the rules of the last activity of a kind in the n-th module."""
    return [row for row in cohort.rules["modules"][module - 1]["activities"] if row["type"] == kind][-1]


def screens():
    return [
        *public(),
        *english(),
        *account(),
        *applying(),
        *proposing(),
        *learning(),
        *teaching(),
        *in_class(),
        *managing(),
        *register(),
        *adopting(),
    ]


def public():
    dark = {"HomePage", "ProgrammePage", "CasePage", "CaseIndexPage"}
    not_public = {"LessonPage", "QuizPage", "AssignmentPage", "Page"}
    kinds = {}
    for page in Page.objects.live().filter(locale__language_code="th", depth__gt=1).order_by("path").specific():
        kinds.setdefault(type(page).__name__, page)
    for kind, page in kinds.items():
        if kind not in not_public:
            yield Screen(page.url, dark=kind in dark)
    yield from (Screen(f"/{slug}/") for slug in ("contact", "privacy", "accessibility"))
    yield from (Screen(f"/knowledge/{slug}/") for slug in ("pb-03", "rq-01", "rq-05", "tl-nvc", "university", "cn-01"))
    yield Screen("/knowledge/ds-prov/", dark=True)
    yield Screen("/knowledge/tl-le3/", do=tick_first, dark=True, note="one condition ticked")
    yield Screen("/knowledge/?kind=tool&institute=cdi", dark=True, note="filtered")
    yield Screen("/knowledge/?kind=partner&institute=cdi&state=open", note="nothing found")
    yield Screen("/knowledge/network/", dark=True)
    yield Screen("/knowledge/network/?at=community", note="a partner brought forward")
    yield from (Screen(f"/missions/{slug}/") for slug in ("university-research-management", "concept-and-theory"))
    yield Screen("/people/", dark=True)
    yield Screen(f"/people/{Contributor.objects.get(given_name_th='เกริกสมมติ').pk}/", dark=True)
    yield Screen("/cases/?region=south&q=จดหมาย", note="filtered")
    yield Screen("/cases/?theme=unheard-of&sort=title", do=open_filters, dark=True, note="with the filters")
    yield Screen("/cases/map/", dark=True)
    yield Screen("/cases/map/?by=province&evidence=5", note="by province")
    yield Screen("/cases/timeline/", dark=True)
    yield Screen("/cases/timeline/?year=1900&region=north&q=ไม่มีคำนี้แน่", note="nothing found")
    yield Screen("/search/?q=ท้องถิ่น", dark=True)
    yield Screen("/search/?q=ไม่มีคำนี้แน่")
    yield Screen("/search/?q=จดหมาย", note="with a pick")
    yield Screen("/search/", do=type_a_word, dark=True, note="with suggestions")
    yield Screen("/search/?q=เมือง", "learner", do=see_own_lessons, dark=True, note="with own lessons")
    yield Screen("/cases/ccmi-01-old-quarter-retold/", dark=True, note="with a picture")
    yield Screen("/cases/lgcbi-01-one-page-letter/", "instructor", dark=True, note="with files and note")
    yield Screen("/cases/cdi-90-smart-poles/", dark=True, note="retracted")
    yield Screen("/verify/", dark=True)
    yield Screen("/verify/?q=รช.ผถ", note="number")
    yield Screen(f"/verify/{one(Certificate, 'learner').code}/", dark=True, note="valid")
    yield Screen(f"/verify/{one(Certificate, 'learner-8').code}/", dark=True, note="revoked")
    yield Screen(f"/verify/{one(Certificate, 'learner-3').code}/", dark=True, note="expired")
    yield Screen(f"/verify/{brought.replaced().code}/", dark=True, note="corrected")
    yield Screen(f"/verify/{brought.replaced().replaced_by.code}/", note="in the place of another")
    yield Screen("/verify/0000AAAA0000/", note="unknown", status=404)
    yield Screen("/verify/", do=brought.bring("issued"), dark=True, note="the PDF as issued")
    yield Screen("/verify/", do=brought.bring("altered"), dark=True, note="an altered PDF")
    yield Screen("/verify/", do=brought.bring("foreign"), note="a PDF of somebody else")
    yield Screen("/verify/", do=brought.bring("none"), note="not a PDF")
    yield Screen("/there-is-no-such-page/", status=404)
    yield Screen("/", do=open_menu, dark=True, note="with the menu")


def english():
    pages = Page.objects.live().filter(locale__language_code="en")
    slugs = ("home-en", "local-leader", "lgcbi-01-one-page-letter", "local-government", "cases")
    yield from (Screen(page.url) for page in pages.filter(slug__in=slugs))
    for path in (
        "cases/map/",
        "cases/timeline/",
        "areas/",
        "areas/map/",
        "knowledge/",
        "knowledge/network/",
        "people/",
    ):
        yield Screen(f"/en/{path}", dark=True)
    yield Screen("/en/cases/cdi-90-smart-poles/", note="retracted")
    yield Screen("/en/cases/cdi-02-one-map-before-the-flood/", dark=True, note="with a picture")
    yield Screen("/en/search/?q=letter")
    yield Screen("/en/search/", do=type_a_word, note="with suggestions")
    yield Screen(f"/en/verify/{one(Certificate, 'learner').code}/")
    quiz = activity(Cohort.objects.get(code="icl-1"), "quiz", module=2)
    yield Screen(f"/en/learn/icl-1/{quiz['id']}/", "learner", note="quiz under way")
    yield from (Screen(f"/en/learn/icl-1/{name}", "learner") for name in ("", "progress/"))
    yield Screen(f"/en{session_path(closed=False)}", "officer")


def account():
    yield Screen("/accounts/login/", dark=True)
    yield Screen("/accounts/login/", do=send_as_it_is, note="with errors")
    yield from (Screen(f"/accounts/{name}/") for name in ("signup", "password/reset", "confirm-email"))
    yield from (Screen(f"/accounts/{name}/", "learner") for name in ("email", "password/change", "logout"))
    yield Screen("/me/", "learner", dark=True)
    yield Screen("/me/privacy/", "learner")


def applying():
    yield Screen("/apply/")
    yield Screen("/apply/", "applicant-2", note="decided")
    yield Screen("/apply/llp-2/", "applicant")
    yield Screen("/apply/llp-2/", "applicant", do=send_as_it_is, dark=True, note="with errors")
    yield Screen("/apply/llp-2/", "applicant-9", note="submitted")
    yield Screen("/apply/ard-03-open/", "researcher")


def proposing():
    """A case that a learner proposes, as a draft and with the editors, and where both stand."""
    author = user("learner")
    draft, sent = (
        draft_case(by=author, institute="ledi", title=title, authors=[contributor_of(author)])
        for title in ("ตลาดเช้าของเรา", "ธนาคารขยะของเรา")
    )
    submit_proposal(case=sent, by=author)
    yield Screen("/cases/proposals/", "learner", dark=True)
    yield Screen("/cases/proposals/", "applicant", note="nothing yet")
    yield Screen("/cases/propose/", "learner", do=send_as_it_is, note="with errors")
    yield Screen(reverse("casebank:proposal", args=[draft.pk]), "learner", note="draft")
    yield Screen(reverse("casebank:proposal", args=[sent.pk]), "learner", note="with the editors")


def learning():
    yield Screen("/learn/?all=1", "learner")
    yield Screen("/learn/", "applicant", note="nothing yet")
    yield Screen("/learn/llp-2/", "applicant-2", note="before it begins")
    yield Screen("/learn/icl-1/", "learner", dark=True, note="early")
    yield Screen("/learn/llp-1/", "learner", note="completed")
    yield Screen("/learn/ard-03-open/", "learner-14", note="self-paced")
    yield from (Screen(f"/learn/icl-1/{name}/", "learner") for name in ("outline", "progress", "evaluation"))
    yield Screen("/learn/llp-1/progress/", "learner", note="completed")
    yield Screen("/learn/certificates/", "learner", dark=True)
    yield Screen("/learn/certificates/", "learner-8", note="revoked")
    yield from naming()
    cohort = Cohort.objects.get(code="icl-1")
    for kind, module, note in (
        ("lesson", 2, ""),
        ("quiz", 3, "beginning"),
        ("quiz", 2, "under way"),
        ("quiz", 1, "result"),
        ("assignment", 2, "draft"),
        ("assignment", 1, "marked"),
    ):
        path = reverse("cohorts:activity", args=["icl-1", activity(cohort, kind, module=module)["id"]])
        yield Screen(path, "learner", dark=kind == "quiz", note=f"{kind} {note}")


def naming():
    """The name on a certificate: seen, confirmed, asked for, and compared by a registrar."""
    yield Screen("/learn/icl-1/name/", "learner", dark=True, note="to confirm")
    yield Screen("/learn/icl-1/name/request/", "learner", dark=True)
    yield Screen("/learn/icl-1/name/request/", "learner", do=send_as_it_is, note="with errors")
    yield Screen("/learn/llp-1/name/", "learner", note="issued already")
    yield Screen("/registrar/names/", "approver", note="to look at only")
    asker = Enrolment.objects.get(cohort__code="icl-1", learner__email="learner-3@example.org")
    told = {"first_name": "ภิกฺขุ", "last_name": "สุวณฺโณ", "reason": "เปลี่ยนชื่อตามทะเบียนราษฎร"}
    NameRequest.objects.create(enrolment=asker, prefix="หม่อมหลวง", **told)
    yield Screen("/registrar/names/", "registrar", dark=True)
    yield Screen("/registrar/names/", "registrar", do=refuse_without_note, note="without a note")
    yield Screen("/learn/icl-1/name/", "learner-3", dark=True, note="asked")


def refuse_without_note(page):
    page.locator("main details.more summary").last.click()
    send_as_it_is(page)


def teaching():
    submitted, marked = (Submission.objects.filter(state=state).first() for state in ("submitted", "graded"))
    yield Screen("/teach/", "instructor")
    yield Screen("/teach/icl-1/", "instructor")
    yield Screen(f"/teach/submissions/{submitted.pk}/", "instructor", dark=True, note="to mark")
    yield Screen(f"/teach/submissions/{submitted.pk}/", "instructor", do=turn_to_last_tab, note="its rubric")
    yield Screen(f"/teach/submissions/{marked.pk}/", "instructor", note="marked")


def in_class():
    """A case in class for learners and for who teaches, with its task, its session and its author."""
    task, board = CaseClass.objects.filter(cohort__code="icl-1").order_by("task").reverse()
    yield Screen(reverse("cohorts:board", args=["icl-1", board.pk]), "learner", dark=True, note="board")
    yield Screen(reverse("cohorts:board", args=["icl-1", board.pk]), "learner", do=send_as_it_is, note="empty post")
    yield Screen(reverse("cohorts:case_task", args=["icl-1", task.pk]), "learner", note="task")
    yield Screen(reverse("cohorts:session", args=["icl-1", board.session_id]), "learner", note="session")
    yield Screen(reverse("cohorts:teach_case", args=["icl-1", board.pk]), "instructor", dark=True, note="board")
    yield Screen(reverse("cohorts:edit_class", args=["icl-1", board.pk]), "instructor", note="place and task")
    yield Screen("/teach/icl-1/cases/", "instructor", dark=True)
    yield Screen("/teach/icl-1/cases/?q=ไม่มีคำนี้แน่", "instructor", note="nothing found")
    yield Screen("/teach/my-cases/", "instructor")
    yield Screen(board.case.url, "instructor", note="to be brought into class")


def managing():
    application = Application.objects.filter(cohort__code="llp-2", state="submitted").first()
    yield Screen("/manage/", "officer", dark=True)
    yield from (Screen(f"/manage/{code}/", "officer") for code in ("icl-1", "llp-2", "llp-1"))
    yield Screen("/manage/llp-2/", "officer", do=open_dialog, note="asks before it starts")
    yield Screen("/manage/icl-1/hours/", "officer", dark=True)
    yield Screen("/manage/icl-1/hours/", "officer", do=send_as_it_is, note="with errors")
    yield Screen("/manage/failed/", "officer", dark=True)
    yield Screen("/manage/failed/", "registrar")
    yield Screen("/manage/icl-1/sessions/new/", "officer")
    yield Screen("/manage/icl-1/sessions/new/", "officer", do=send_as_it_is, note="with errors")
    yield Screen("/manage/llp-2/applications/", "officer", dark=True)
    yield Screen(f"/manage/applications/{application.pk}/", "officer")
    yield Screen(f"/manage/applications/{application.pk}/", "reviewer")
    yield Screen(session_path(closed=False), "officer", dark=True, note="open")
    yield Screen(session_path(closed=True), "officer", note="closed")


def session_path(*, closed):
    session = LiveSession.objects.filter(cohort__code="icl-1", closed_at__isnull=not closed).first()
    return reverse("cohorts:rollcall", args=[session.pk])


def register():
    issued, *_of_the_corrected, waiting, correction, paused = Batch.objects.order_by("pk")
    being_made = Job.objects.get(kind=PRINT)
    yield Screen("/registrar/", "registrar", dark=True)
    yield Screen("/registrar/?q=ตัวอย่าง", "registrar")
    yield Screen(f"/registrar/batches/{issued.pk}/", "registrar", note="issued")
    yield Screen(f"/registrar/batches/{waiting.pk}/", "approver", note="to approve")
    yield Screen(f"/registrar/batches/{correction.pk}/", "registrar", dark=True, note="a correction")
    yield Screen(f"/registrar/batches/{paused.pk}/", "registrar", dark=True, note="paused, with a failure")
    yield Screen("/registrar/ledger/", "registrar", dark=True)
    yield Screen("/registrar/ledger/?state=expired&year=1", "registrar", note="nothing found")
    yield Screen(f"/registrar/prints/{being_made.pk}/", "registrar", note="being made")
    valid = one(Certificate, "learner")
    yield Screen(f"/registrar/certificates/{valid.pk}/", "registrar", do=open_acts, dark=True, note="acts")
    for certificate in (valid, one(Certificate, "learner-8"), paused.entries.get().replaces):
        yield Screen(f"/registrar/certificates/{certificate.pk}/", "registrar", note=certificate.state)
    forget = reverse("certificates:forget", args=[certificate.pk])
    yield Screen(forget, "registrar")
    yield Screen(forget, "registrar", do=send_as_it_is, note="with errors")


def open_acts(page):
    page.locator("details.more").evaluate_all("found => found.forEach(one => { one.open = true })")


def tick_first(page):
    """The verdict comes without a reload."""
    page.locator("[name=met]").first.check()
    expect(page.locator("#verdict li")).to_have_count(2)


def adopting():
    """Areas, what they took into use, capstones on their way to the bank, and the follow-up."""
    adoption = Adoption.objects.filter(organisation=user("learner").organisation_id, case__isnull=False).first()
    case = CasePage.objects.get(code="CASE-LEDI-01", locale__language_code="th")
    waiting = CaseOffer.objects.get(case=None)
    capstone = waiting.submission.assignment_id
    yield Screen("/areas/", dark=True)
    yield Screen("/areas/?q=ไม่มีแน่", note="nothing found")
    yield Screen(f"/areas/{adoption.organisation_id}/", dark=True)
    yield Screen("/areas/map/", dark=True)
    yield Screen("/areas/map/?year=2567", note="an earlier year")
    yield Screen(f"/en/areas/{adoption.organisation_id}/")
    yield Screen(f"/adoptions/{adoption.pk}/", "learner", dark=True)
    yield Screen(f"/adoptions/{adoption.pk}/edit/", "learner")
    yield Screen(f"/adoptions/new/?case={case.pk}", "learner")
    yield Screen(f"/adoptions/new/?case={case.pk}", "learner", do=send_as_it_is, note="with errors")
    yield Screen(f"/adoptions/new/?case={case.pk}", "researcher", note="of no local authority")
    yield Screen(f"/learn/llp-1/{capstone}/", "learner", note="capstone to offer")
    yield Screen(f"/learn/llp-1/{capstone}/offer/", "learner")
    yield Screen(f"/learn/llp-1/{capstone}/offer/", "learner", do=send_as_it_is, note="with errors")
    yield Screen(f"/learn/offers/{waiting.pk}/", "learner", dark=True, note="asked")
    yield Screen(f"/learn/offers/{waiting.pk}/", "learner-5", note="waiting")
    yield Screen("/learn/llp-1/follow-up/", "learner", note="answered")
    yield Screen("/learn/llp-1/follow-up/", "learner-6", note="not yet answered")
    yield Screen("/learn/llp-1/follow-up/", "learner-6", do=send_as_it_is, note="with errors")
    yield Screen("/manage/llp-1/follow-up/", "officer", dark=True)


def send_as_it_is(page):
    """Sends the form without the browser's own check: what the site says about it is looked at."""
    page.locator("main form").evaluate_all("forms => forms.forEach(form => { form.noValidate = true })")
    with page.expect_navigation():
        page.locator("main form button:not([type=button], [value=save]):visible").last.click()
    expect(page.locator("main").locator(".field--bad, .alert--danger").first).to_be_visible()


def open_filters(page):
    page.get_by_role("button", name="กรอง", exact=True).click()
    expect(page.locator("#facets")).to_be_visible()


def open_menu(page):
    page.locator("[popovertarget=nav]").click()


def open_dialog(page):
    page.locator("[data-open]").first.click()


def type_a_word(page):
    """Suggestions stand open below the field, the first of them chosen with the arrow key."""
    word = "flood" if "/en/" in page.url else "จดหมาย"
    with page.expect_response(lambda answer: parse_qs(urlsplit(answer.url).query).get("q") == [word]):
        page.locator("main [name=q]").press_sequentially(word)
    expect(page.locator("main [role=option]").first).to_be_visible()
    page.locator("main [name=q]").press("ArrowDown")
    expect(page.locator("main [role=option][aria-selected=true]")).to_have_count(1)


def see_own_lessons(page):
    expect(page.locator("#own-results")).to_be_visible()


def turn_to_last_tab(page):
    page.get_by_role("tab").last.click()
