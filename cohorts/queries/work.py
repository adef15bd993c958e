"""Work as a row: an assignment of the frozen rules, or the task of a case. Both are handed in and marked alike.

A row of a case has the keys of an assignment's row (curriculum/requirements.py), "type": "case", and the text of its
task. Its id is that of the CaseClass.
"""

from curriculum.requirements import find_activity

from ..models import Submission

CASE = "case"


def case_row(case_class):
    """The task of a case in class as a row; it is never required, so that completion does not know it."""
    return {
        "id": case_class.pk,
        "type": CASE,
        "title": case_class.title,
        "title_en": case_class.title_en,
        "task": case_class.task,
        "kind": "individual",
        "required": False,
        "capstone": False,
        "rubric": case_class.rubric,
        "closed": case_class.closed_at is not None,
    }


def key_of(row):
    """The field of Submission that a row stands for, as a filter: {"assignment_id": 5} or {"case_class_id": 5}."""
    return {"case_class_id" if row["type"] == CASE else "assignment_id": row["id"]}


def versions_of(enrolment, row):
    """Every version of one learner's work, the newest first."""
    return Submission.objects.filter(enrolment=enrolment, **key_of(row)).order_by("-number")


def row_of(submission):
    """The row of what a submission answers, or None where the cohort's rules do not have it."""
    if submission.case_class_id:
        return case_row(submission.case_class)
    found = find_activity(submission.enrolment.cohort.rules or {"modules": []}, submission.assignment_id)
    return found and found[1]
