"""What cohorts hold about one person, for the copy of their own data (accounts/queries.py).

Names are English, values as the person met them; `…_in_words` says a name of the software in the reader's language.
What belongs to others stays out: who scored, marked or called the roll, and the right answers of a quiz.
"""

from collections import defaultdict

from django.urls import reverse

from ..choices import ApplicationState
from ..models import Application, Attendance, BoardPost, CaseOfferAuthor, CohortStaff, Enrolment, Submission
from .learning import said, titles_of
from .teaching import chosen_levels
from .work import row_of

DECIDED = (ApplicationState.ACCEPTED, ApplicationState.WAITLISTED, ApplicationState.REJECTED)
COHORT = ("cohort__programme", "cohort__module")


def personal_data(user):
    """{section: [record, …]}; as many queries for one record as for a hundred."""
    return {
        "applications": _applications(user),
        "enrolments": _enrolments(user),
        "board_posts": _board_posts(user),
        "capstones_offered_to_the_case_bank": _offers(user),
        "roles_in_cohorts": [
            {"cohort": row.cohort.code, "role": row.role, "role_in_words": row.get_role_display()}
            for row in CohortStaff.objects.filter(user=user).select_related("cohort").order_by("pk")
        ],
    }


def _cohort(cohort, titles):
    return {"code": cohort.code, "number": cohort.number, "programme_or_module": titles[cohort.pk]}


def _file(file, name):
    """A file in private storage, and where the person may fetch it."""
    return {
        "name": file.original_name,
        "type": file.content_type,
        "size_in_bytes": file.size,
        "uploaded": file.uploaded_at,
        "address": reverse(name, args=[file.pk]),
    }


# --- applying ---------------------------------------------------------------------------------
def _applications(user):
    found = Application.objects.filter(applicant=user).select_related(*COHORT).prefetch_related("files", "reviews")
    found = list(found.order_by("pk"))
    titles = titles_of([application.cohort for application in found])
    return [_application(application, titles) for application in found]


def _application(application, titles):
    return {
        "cohort": _cohort(application.cohort, titles),
        "number": application.number,
        "state": application.state,
        "state_in_words": application.get_state_display(),
        "area_question": application.area_question,
        "expectation": application.expectation,
        "position": application.position_text,
        "organisation": application.organisation_text,
        "begun": application.created_at,
        "submitted": application.submitted_at,
        "decided": application.decided_at,
        "decision_reason": application.decision_reason,
        "scores": _scores(application),
        "files": [_file(file, "cohorts:application_file") for file in application.files.all()],
    }


def _scores(application):
    """What each member of the committee gave, without who; nothing before the decision."""
    if application.state not in DECIDED:
        return []
    criteria = [block.value["title"] for block in application.cohort.programme.selection]
    return [
        {
            "criteria": [
                {"criterion": title, "score": review.scores.get(str(place))} for place, title in enumerate(criteria)
            ],
            "total": review.total,
        }
        for review in application.reviews.all()
    ]


# --- learning ---------------------------------------------------------------------------------
def _enrolments(user):
    found = Enrolment.objects.of(user).select_related(*COHORT, "evaluation", "follow_up")
    found = found.prefetch_related("lesson_completions__lesson", "quiz_attempts__quiz").order_by("pk")
    found = list(found)
    titles = titles_of([enrolment.cohort for enrolment in found])
    attendance, work = _attendance(found), _work(found)
    return [_enrolment(enrolment, titles, attendance, work) for enrolment in found]


def _enrolment(enrolment, titles, attendance, work):
    return {
        "cohort": _cohort(enrolment.cohort, titles),
        "state": enrolment.state,
        "state_in_words": enrolment.get_state_display(),
        "position": enrolment.position_text,
        "organisation": enrolment.organisation_text,
        "enrolled": enrolment.enrolled_at,
        "completed": enrolment.completed_at,
        "attendance": attendance[enrolment.pk],
        "lessons_finished": [
            {"lesson": row.lesson.title, "at": row.at}
            for row in sorted(enrolment.lesson_completions.all(), key=lambda row: row.pk)
        ],
        "quiz_attempts": [
            _attempt(row) for row in sorted(enrolment.quiz_attempts.all(), key=lambda row: (row.quiz_id, row.number))
        ],
        "submissions": work[enrolment.pk],
        "satisfaction_form": _evaluation(getattr(enrolment, "evaluation", None)),
        "follow_up": _follow_up(getattr(enrolment, "follow_up", None)),
    }


def _attendance(enrolments):
    """{enrolment id: every mark of the roll-call in the order of its recording}; of one session the last counts."""
    rows = defaultdict(list)
    marks = Attendance.objects.filter(enrolment__in=enrolments).select_related("session").order_by("pk")
    for mark in marks:
        rows[mark.enrolment_id].append(
            {
                "session": mark.session.title,
                "begins": mark.session.starts_at,
                "hours": mark.session.hours,
                "status": mark.status,
                "status_in_words": mark.get_status_display(),
                "reason": mark.reason,
                "recorded": mark.recorded_at,
            }
        )
    return rows


def _attempt(attempt):
    return {
        "quiz": attempt.quiz.title,
        "try": attempt.number,
        "started": attempt.started_at,
        "submitted": attempt.submitted_at,
        "score": attempt.score,
        "of": attempt.max_score,
        "percent": attempt.percent,
        "passed": attempt.passed,
        "answers": [
            {"question": said(question, "text"), "chosen": _chosen(question, attempt.answers)}
            for question in attempt.questions
        ],
    }


def _chosen(question, answers):
    places = answers.get(str(question["id"]), [])
    return [said(choice, "text") for place, choice in enumerate(question["choices"]) if place in places]


def _work(enrolments):
    """{enrolment id: every version of its work, drafts too, with files and marks}."""
    found = Submission.objects.filter(enrolment__in=enrolments).select_related("enrolment__cohort", "case_class")
    rows = defaultdict(list)
    for submission in found.prefetch_related("files", "grades").order_by("pk"):
        rows[submission.enrolment_id].append(_submission(submission, row_of(submission)))
    return rows


def _submission(submission, row):
    return {
        "task": said(row) if row else "",
        "version": submission.number,
        "state": submission.state,
        "state_in_words": submission.get_state_display(),
        "text": submission.text,
        "saved": submission.saved_at,
        "submitted": submission.submitted_at,
        "files": [_file(file, "cohorts:submission_file") for file in submission.files.all()],
        "marks": [_mark(grade, row) for grade in submission.grades.all()],
    }


def _mark(grade, row):
    return {
        "score": grade.score,
        "criteria": [
            {"criterion": said(criterion), "level": said(level, "label"), "points": level["score"]}
            for criterion, level in (chosen_levels(row["rubric"], grade) if row else [])
        ],
        "feedback": grade.feedback,
        "returned_for_revision": grade.returned,
        "why_changed": grade.reason,
        "at": grade.at,
    }


def _evaluation(form):
    return form and {"ratings_1_to_5": form.ratings, "suggestions": form.comment, "at": form.at}


def _follow_up(form):
    return form and {
        "in_use": form.used,
        "in_use_in_words": form.get_used_display(),
        "what_happened": form.story,
        "what_stood_in_the_way": form.obstacle,
        "sent": form.at,
        "changed": form.changed_at,
    }


# --- cases in class, and capstones on their way ----------------------------------------------------
def _board_posts(user):
    posts = BoardPost.objects.filter(author=user).select_related("case_class__cohort").order_by("pk")
    return [
        {
            "cohort": post.case_class.cohort.code,
            "case": said(post.case_class.row),
            "text": post.text,
            "written": post.created_at,
            "hidden": post.hidden_at,
            "why_hidden": post.hidden_reason,
        }
        for post in posts
    ]


def _offers(user):
    rows = CaseOfferAuthor.objects.filter(user=user).select_related("offer").order_by("pk")
    return [
        {
            "title": row.offer.title,
            "authors_are_named": row.offer.named,
            "offered": row.offer.offered_at,
            "offered_by_me": row.offer.offered_by_id == user.pk,
            "my_message_to_the_editors": row.offer.message if row.offer.offered_by_id == user.pk else "",
            "i_agreed": row.agreed_at,
            "i_declined": row.declined_at,
            "withdrawn": row.offer.withdrawn_at,
        }
        for row in rows
    ]
