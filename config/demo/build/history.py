"""What invented learners did, written as rows of the past: actions would date everything today."""

from datetime import timedelta

from cohorts.choices import AttendanceStatus, SubmissionState
from cohorts.models import Attendance, Evaluation, Grade, LessonCompletion, QuizAttempt, Submission
from courses.models import QuizPage
from courses.queries import question_copy
from courses.scoring import quiz_mark, rubric_mark

FEEDBACK = "โจทย์ชัดและมีข้อมูลรองรับ ควรระบุวันที่ของข้อมูลให้ครบทุกรายการ"


class History:
    """Writes the past of the learners of one cohort, with the copies that real records would hold."""

    def __init__(self, cohort, marker):
        self.marker = marker
        quizzes = QuizPage.objects.filter(
            pk__in=[a["id"] for m in cohort.rules["modules"] for a in m["activities"] if a["type"] == "quiz"]
        )
        self.questions = {
            quiz.pk: [question_copy(row.question) for row in quiz.quiz_questions.select_related("question")]
            for quiz in quizzes.prefetch_related("quiz_questions__question")
        }

    def lesson(self, enrolment, activity, at):
        LessonCompletion.objects.create(enrolment=enrolment, lesson_id=activity["id"], at=at)

    def quiz(self, enrolment, activity, at, wrong=0):
        """One attempt, handed in, with `wrong` questions answered wrongly."""
        questions = self.questions[activity["id"]]
        answers = {}
        for place, question in enumerate(questions):
            right = [n for n, choice in enumerate(question["choices"]) if choice["correct"]]
            others = [n for n in range(len(question["choices"])) if n not in right]
            answers[str(question["id"])] = others[:1] if place < wrong else right
        score, maximum, percent = quiz_mark(questions, answers)
        QuizAttempt.objects.create(
            enrolment=enrolment,
            quiz_id=activity["id"],
            number=1,
            questions=questions,
            answers=answers,
            score=score,
            max_score=maximum,
            percent=percent,
            passed=percent >= 60,
            started_at=at - timedelta(minutes=12),
            submitted_at=at,
        )

    def work(self, enrolment, activity, at, text, *, level=None, state=SubmissionState.GRADED):
        """A submission, marked with `level` for every criterion unless it only waits."""
        submission = Submission.objects.create(
            enrolment=enrolment, assignment_id=activity["id"], number=1, state=state, text=text, submitted_at=at
        )
        if state == SubmissionState.GRADED:
            levels = {str(place): level for place, _criterion in enumerate(activity["rubric"]["criteria"])}
            score = rubric_mark(activity["rubric"], levels)
            at = at + timedelta(days=4)
            Grade.objects.create(
                submission=submission, marker=self.marker, levels=levels, score=score, feedback=FEEDBACK, at=at
            )
        return submission

    def module(self, enrolment, row, at, *, level=3):
        """Everything of a module, done in time."""
        for activity in row["activities"]:
            if activity["type"] == "lesson":
                self.lesson(enrolment, activity, at)
            elif activity["type"] == "quiz":
                self.quiz(enrolment, activity, at, wrong=2 if activity["purpose"] == "pretest" else 0)
            else:
                self.work(enrolment, activity, at, work_text(activity), level=level)

    def roll_call(self, session, marks, by):
        """Attendance {enrolment: status} of a session that is over, and its closing."""
        Attendance.objects.bulk_create(
            Attendance(session=session, enrolment=enrolment, status=status, recorded_by=by, recorded_at=session.ends_at)
            for enrolment, status in marks.items()
        )
        session.closed_at, session.closed_by = session.ends_at, by
        session.save()

    def evaluation(self, enrolment, ratings, at):
        Evaluation.objects.create(
            enrolment=enrolment, ratings=ratings, comment="เนื้อหานำไปใช้ได้จริง อยากให้มีเวลาฝึกปฏิบัติมากขึ้น", at=at
        )


def work_text(activity):
    return (
        f"<p>งานสาธิต “{activity['title']}” ของผู้เรียนสมมติ ใช้ข้อมูลสมมติทั้งหมด</p>"
        "<p>โจทย์ ผู้เกี่ยวข้อง ข้อมูลที่มี และสิ่งที่จะทำต่อ เขียนไว้สั้น ๆ เพื่อให้ผู้สอนทดลองตรวจ</p>"
    )


def mark_of(place, session_number):
    """A plausible mark: mostly present, now and then late or on leave."""
    if (place * 7 + session_number) % 13 == 0:
        return AttendanceStatus.LEAVE
    if (place * 5 + session_number) % 11 == 0:
        return AttendanceStatus.LATE
    return AttendanceStatus.PRESENT
