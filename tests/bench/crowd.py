"""A thousand learners in one cohort, and one alone in another, with the same past: rows written in bulk."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from cohorts.choices import AttendanceStatus, SubmissionState
from cohorts.models import Attendance, Enrolment, Grade, LessonCompletion, QuizAttempt, Submission
from config.demo import factories as make
from config.demo.build.history import FEEDBACK, History, work_text
from courses.scoring import quiz_mark, rubric_mark

CHUNK = 500
HELD = 5  # sessions that are over


def people(count, name):
    """`count` learners with confirmed addresses; they share one password, whose hash is made once."""
    password, place = make_password(make.PASSWORD), make.organisation()
    User.objects.bulk_create(
        [
            User(
                email=f"{name}-{number}@example.org",
                password=password,
                prefix="นาย",
                first_name="ตัวอย่าง",
                last_name=f"คนที่{number}",
                prefix_en="Mr.",
                first_name_en="Tuayang",
                last_name_en=f"Number{number}",
                position="clerk",
                position_text="ปลัดเทศบาลตำบล",
                organisation=place,
            )
            for number in range(1, count + 1)
        ],
        CHUNK,
    )
    found = list(User.objects.filter(email__startswith=f"{name}-").order_by("pk"))
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in found], CHUNK
    )
    return found


def fill(cohort, learners, instructor):
    """Enrol them and let them study: module 1 is done and marked, in module 2 everything waits for the mark."""
    rows = [
        Enrolment(cohort=cohort, learner=user, position_text=user.position_text, organisation_text="เทศบาลตำบลสมมติ ก")
        for user in learners
    ]
    Enrolment.objects.bulk_create(rows, CHUNK)
    enrolments = list(Enrolment.objects.filter(cohort=cohort).order_by("pk"))
    first, second = cohort.rules["modules"][:2]
    study(cohort, first, enrolments, instructor, SubmissionState.GRADED)
    study(cohort, second, enrolments, instructor, SubmissionState.SUBMITTED)
    return enrolments


def study(cohort, module, enrolments, instructor, state):
    past = timezone.now() - timedelta(days=10)
    questions = History(cohort, instructor).questions
    for activity in module["activities"]:
        if activity["type"] == "lesson":
            LessonCompletion.objects.bulk_create(
                [LessonCompletion(enrolment=e, lesson_id=activity["id"], at=past) for e in enrolments], CHUNK
            )
        elif activity["type"] == "quiz":
            QuizAttempt.objects.bulk_create(attempts(activity, questions[activity["id"]], enrolments, past), CHUNK)
        else:
            hand_in(activity, enrolments, instructor, state, past)


def attempts(activity, questions, enrolments, past):
    """One try each, all right."""
    answers = {str(q["id"]): [n for n, choice in enumerate(q["choices"]) if choice["correct"]] for q in questions}
    score, maximum, percent = quiz_mark(questions, answers)
    marks = {"score": score, "max_score": maximum, "percent": percent, "passed": True}
    moments = {"started_at": past, "submitted_at": past + timedelta(minutes=12)}
    return [
        QuizAttempt(
            enrolment=e, quiz_id=activity["id"], number=1, questions=questions, answers=answers, **marks, **moments
        )
        for e in enrolments
    ]


def hand_in(activity, enrolments, instructor, state, past):
    Submission.objects.bulk_create(
        [
            Submission(
                enrolment=e,
                assignment_id=activity["id"],
                number=1,
                state=state,
                text=work_text(activity),
                submitted_at=past,
            )
            for e in enrolments
        ],
        CHUNK,
    )
    if state != SubmissionState.GRADED:
        return
    levels = {str(place): 3 for place, _criterion in enumerate(activity["rubric"]["criteria"])}
    score = rubric_mark(activity["rubric"], levels)
    handed_in = Submission.objects.filter(assignment_id=activity["id"], enrolment__in=[e.pk for e in enrolments])
    Grade.objects.bulk_create(
        [
            Grade(submission=work, marker=instructor, levels=levels, score=score, feedback=FEEDBACK, at=past)
            for work in handed_in
        ],
        CHUNK,
    )


def meet(cohort, enrolments, officer):
    """A session for each module; those that are over have their roll-call, and that of today is yet to be closed."""
    today = timezone.localdate()
    for place, row in enumerate(cohort.rules["modules"]):
        day = today + timedelta(days=7 * (place + 1 - HELD) - 3)
        session = make.session(cohort, row["title"], day=day, module_id=row["id"], title_en=row["title_en"])
        if day < today:
            roll_call(session, enrolments, officer)
            session.closed_at, session.closed_by = session.ends_at, officer
            session.save()
    # At the end of the day, so that it is neither over nor under way whenever the measurement is taken.
    return make.session(cohort, "ปรึกษาโจทย์รายกลุ่ม", day=today + timedelta(days=1), hours=3, title_en="Coaching")


def roll_call(session, enrolments, officer):
    Attendance.objects.bulk_create(
        [
            Attendance(
                session=session,
                enrolment=enrolment,
                status=AttendanceStatus.LATE if place % 10 == 9 else AttendanceStatus.PRESENT,
                recorded_by=officer,
                recorded_at=session.ends_at,
            )
            for place, enrolment in enumerate(enrolments)
        ],
        CHUNK,
    )
