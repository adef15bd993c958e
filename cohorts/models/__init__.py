from .admission import Application, ApplicationFile, ApplicationReview
from .assessment import Grade, Submission, SubmissionFile
from .cohort import Cohort, CohortStaff
from .enrolment import Enrolment
from .learning import Evaluation, LessonCompletion, QuizAttempt
from .session import Attendance, LiveSession

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationReview",
    "Attendance",
    "Cohort",
    "CohortStaff",
    "Enrolment",
    "Evaluation",
    "Grade",
    "LessonCompletion",
    "LiveSession",
    "QuizAttempt",
    "Submission",
    "SubmissionFile",
]
