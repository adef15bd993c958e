from .admission import Application, ApplicationFile, ApplicationReview
from .assessment import Grade, Submission, SubmissionFile
from .casework import BoardPost, CaseClass, CaseOffer, CaseOfferAuthor
from .cohort import Cohort, CohortStaff
from .enrolment import Enrolment
from .followup import FollowUp
from .learning import Evaluation, LessonCompletion, QuizAttempt
from .session import Attendance, LiveSession

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationReview",
    "Attendance",
    "BoardPost",
    "CaseClass",
    "CaseOffer",
    "CaseOfferAuthor",
    "Cohort",
    "CohortStaff",
    "Enrolment",
    "Evaluation",
    "FollowUp",
    "Grade",
    "LessonCompletion",
    "LiveSession",
    "QuizAttempt",
    "Submission",
    "SubmissionFile",
]
