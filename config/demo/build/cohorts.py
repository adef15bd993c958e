"""Four cohorts in four states: finished with certificates, taking applications, running, and one self-paced module."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.actions.batches import approve_batch, prepare_batch
from certificates.queries.batches import RENDER
from cohorts.actions.admission import decide_application, save_draft, score_application, submit_application
from cohorts.actions.cohorts import complete_those_ready, finish_cohort, set_class_hours, start_cohort
from cohorts.choices import AttendanceStatus, CohortState, SubmissionState
from cohorts.forms.learning import RATINGS
from cohorts.models import Cohort, Enrolment, Submission
from courses.models import ModulePage
from curriculum.models import ProgrammePage
from home.jobs import run_job
from home.models import Job

from .. import factories as make
from .awards import ask_for_name, confirm_names
from .data import load
from .history import History, mark_of, work_text

# The day for which the data files were written. Later the dates move along in whole weeks, so that the four cohorts
# keep their four states.
WRITTEN = date(2026, 11, 22)
FINISHERS = ["learner@example.org", *(f"learner-{n}@example.org" for n in range(2, 10))]
CITY_LEADERS = ["learner@example.org", *(f"learner-{n}@example.org" for n in (3, 5, 7, 10, 11, 12, 13))]
QUESTIONS = (
    "ร้านค้าในตลาดเทศบาลค้างชำระค่าธรรมเนียมมาก เพราะใบแจ้งอ่านยากและต้องมาจ่ายที่สำนักงานเท่านั้น",
    "ผู้สูงอายุที่อยู่ลำพังเข้าไม่ถึงบริการรับส่งไปโรงพยาบาล และยังไม่มีทะเบียนที่ใช้ร่วมกัน",
    "ข้อมูลร้องเรียนน้ำท่วมอยู่คนละแฟ้มกับแผนลอกท่อ จึงลอกไม่ตรงจุดและไม่ทันฝน",
    "กลุ่มแปรรูปในตำบลขายผ่านพ่อค้ารายเดียว รายได้ถึงสมาชิกน้อยกว่าที่ควร",
)


def shift():
    weeks = (timezone.localdate() - WRITTEN).days // 7
    return timedelta(weeks=weeks if weeks > 6 else 0)


def day(iso):
    return date.fromisoformat(iso) + shift()


def user(email):
    return User.objects.get(email=email)


def build_cohorts(password):
    for build in (build_finished, build_open, build_running, build_self_paced):
        with transaction.atomic():
            jobs = build() or []
        for job in jobs:
            run_job(job.pk)


def dated_cohort(code, file, place):
    """A planned cohort with the dates of the data file, or None when it stands already."""
    if Cohort.objects.filter(code=code).exists():
        return None
    data = load(f"programmes/{file}")
    row = data["cohorts"][place]
    programme = ProgrammePage.objects.get(code=data["code"], locale__language_code="th")
    return make.cohort(
        programme,
        code,
        number=row["number"],
        state="planned",
        seats=row["seat_cap"],
        waitlist_seats=row["waitlist_cap"],
        applications_open=day(row["applications_open"]),
        applications_close=day(row["applications_close"]),
        orientation_on=day(row["orientation"]),
        starts_on=day(row["starts"]),
        ends_on=day(row["ends"]),
        ceremony_on=day(row["graduation"]),
    )


def build_finished():
    """Local Leader cohort 1: nine learners, eight of whom completed and hold certificates."""
    cohort = dated_cohort("llp-1", "llp", 0)
    if cohort is None:
        return []
    officer, instructor = user("officer@example.org"), user("instructor@example.org")
    cohort = start_cohort(cohort=cohort, actor=officer)
    make.staff(cohort, instructor)
    enrolments = [make.enrolment(cohort, user(email), enrolled_at=at(cohort.orientation_on)) for email in FINISHERS]
    history = History(cohort, instructor)
    modules = cohort.rules["modules"]
    for number, (row, on) in enumerate(zip(modules, spread(cohort, len(modules)), strict=True), start=1):
        session = make.session(
            cohort, row["title"], title_en=row["title_en"], day=on, module_id=row["id"], mode=session_mode(row), hours=6
        )
        marks = {
            e: AttendanceStatus.ABSENT if place == 8 and number % 2 else mark_of(place, number)
            for place, e in enumerate(enrolments)
        }
        history.roll_call(session, marks, officer)
        for place, enrolment in enumerate(enrolments):
            history.module(enrolment, row, session.ends_at + timedelta(days=3), level=4 if place % 3 else 3)
    ended = at(cohort.ends_on, 16)
    for place, enrolment in enumerate(enrolments):
        history.evaluation(
            enrolment,
            {key: 4 + place % 2 for key, _label in RATINGS},
            ended,
        )
    in_class = Decimal(6 * len(modules))
    set_class_hours(cohort=cohort, hours=in_class, reason="ส่วนที่เหลือเรียนด้วยตนเองผ่านบทเรียนออนไลน์", actor=officer)
    complete_those_ready(cohort=cohort, actor=officer)
    Enrolment.objects.filter(cohort=cohort, completed_at__isnull=False).update(completed_at=ended)
    finish_cohort(cohort=cohort, actor=officer)
    confirm_names(cohort)
    batch = prepare_batch(cohort=cohort, registrar=user("registrar@example.org"), issued_on=cohort.ceremony_on)
    approve_batch(batch=batch, approver=user("approver@example.org"))
    return [Job.objects.get(kind=RENDER, key=str(batch.pk))]


def build_open():
    """Local Leader cohort 2: eight applications, five read by the committee, two decided."""
    cohort = dated_cohort("llp-2", "llp", 1)
    if cohort is None:
        return
    officer, reviewer = user("officer@example.org"), user("reviewer@example.org")
    make.staff(cohort, reviewer, "reviewer")
    make.staff(cohort, user("instructor@example.org"))
    found = []
    for place in range(2, 10):
        applicant = user(f"applicant-{place}@example.org")
        answers = {"area_question": QUESTIONS[place % 4], "expectation": "จะนำไปทดลองกับงานจริงของหน่วยงานภายในหกเดือน"}
        save_draft(cohort=cohort, applicant=applicant, **answers)
        found.append(submit_application(application=applicant.applications.get(cohort=cohort)))
    for place, application in enumerate(found[:5]):
        scores = {"0": 36 - place * 2, "1": 26 - place, "2": 25 - place}
        score_application(application=application, reviewer=reviewer, scores=scores, note="โจทย์ชัด")
    for application in found[:2]:
        decide_application(application=application, state="accepted", actor=officer)


def build_running():
    """Innovative City Leader cohort 1: under way, with work to mark, a roll-call to take and a draft to finish."""
    cohort = dated_cohort("icl-1", "icl", 0)
    if cohort is None:
        return
    officer, instructor = user("officer@example.org"), user("instructor@example.org")
    cohort = start_cohort(cohort=cohort, actor=officer)
    make.staff(cohort, instructor)
    enrolments = [make.enrolment(cohort, user(email), enrolled_at=at(cohort.orientation_on)) for email in CITY_LEADERS]
    history = History(cohort, instructor)
    modules = cohort.rules["modules"]
    days = spread(cohort, len(modules))
    today = timezone.localdate()
    for number, (row, on) in enumerate(zip(modules, days, strict=True), start=1):
        session = make.session(
            cohort, row["title"], title_en=row["title_en"], day=on, module_id=row["id"], mode=session_mode(row), hours=6
        )
        if on < today:
            history.roll_call(session, {e: mark_of(place, number) for place, e in enumerate(enrolments)}, officer)
    make.session(
        cohort,
        "ปรึกษาโจทย์เมืองรายกลุ่ม",
        title_en="Coaching on the city question",
        day=today,
        hour=13,
        hours=3,
        mode="online",
        venue="",
        online_url="https://meet.example.org/icl-1",
    )
    begun = at(cohort.starts_on, 20)
    for place, enrolment in enumerate(enrolments):
        progress(history, enrolment, modules, begun, place)
    ask_for_name(enrolments[2])


def progress(history, enrolment, modules, begun, place):
    """The first learner is in the middle of module 2 with a draft; others wait for marks or lag behind."""
    first, second = modules[0], modules[1]
    lessons = [a for a in second["activities"] if a["type"] == "lesson"]
    work = {a["type"]: a for a in first["activities"]}["assignment"]
    for activity in first["activities"]:
        if activity["type"] == "lesson":
            history.lesson(enrolment, activity, begun)
        elif activity["type"] == "quiz":
            history.quiz(
                enrolment, activity, begun + timedelta(days=1), wrong=2 if activity["purpose"] == "pretest" else 0
            )
    if place % 2:
        history.work(enrolment, work, begun + timedelta(days=6), work_text(work), state=SubmissionState.SUBMITTED)
    else:
        history.work(enrolment, work, begun + timedelta(days=5), work_text(work), level=3)
    if place == 0:
        for lesson in lessons:
            history.lesson(enrolment, lesson, begun + timedelta(days=9))
        draft = next(a for a in second["activities"] if a["type"] == "assignment")
        Submission.objects.create(
            enrolment=enrolment,
            assignment_id=draft["id"],
            number=1,
            text="ผู้เกี่ยวข้องหลักของย่านตลาดเก่ามีสี่กลุ่ม ยังต้องเติมแผนที่ความสัมพันธ์",
        )


def build_self_paced():
    """One module of the researcher track, open at any time and without a committee."""
    if Cohort.objects.filter(code="ard-03-open").exists():
        return
    programme = ProgrammePage.objects.get(code="ARD", locale__language_code="th")
    module = ModulePage.objects.get(code="ARD-03", locale__language_code="th")
    cohort = make.self_paced_cohort(
        programme, module, "ard-03-open", state=CohortState.PLANNED, applications_open=day("2026-06-01")
    )
    cohort = start_cohort(cohort=cohort, actor=user("officer@example.org"))
    make.staff(cohort, user("instructor@example.org"))
    enrolment = make.enrolment(cohort, user("learner-14@example.org"))
    row, history = cohort.rules["modules"][0], History(cohort, user("instructor@example.org"))
    lesson = next(a for a in row["activities"] if a["type"] == "lesson")
    history.lesson(enrolment, lesson, timezone.now() - timedelta(days=2))
    for email in ("learner-15@example.org", "learner-16@example.org"):
        enrolment, done = make.enrolment(cohort, user(email)), timezone.now() - timedelta(days=9)
        history.module(enrolment, row, done)
        history.evaluation(enrolment, {key: 5 for key, _label in RATINGS}, done)
    complete_those_ready(cohort=cohort, actor=user("officer@example.org"))
    # The second still has to confirm the name before the rule gives them anything.
    return confirm_names(cohort, "learner-15@example.org")


def at(on, hour=9):
    """A moment on a day, in Thailand."""
    return timezone.make_aware(datetime.combine(on, datetime.min.time())) + timedelta(hours=hour)


def spread(cohort, count):
    """`count` days from the first to the last day of a cohort, evenly apart."""
    span = (cohort.ends_on - cohort.starts_on).days
    return [cohort.starts_on + timedelta(days=round(span * n / (count - 1))) for n in range(count)]


def session_mode(row):
    return "online" if row["mode"] == "online" else "onsite"
