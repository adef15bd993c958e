"""Cases in class: two in the running cohort, with a board and with a task whose work waits to be marked."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from casebank.models import CasePage
from cohorts.actions.board import say
from cohorts.actions.casework import attach_case
from cohorts.actions.work import save_draft, submit_work
from cohorts.models import BoardPost, CaseClass, Cohort, Submission
from cohorts.queries.work import case_row
from courses.models import Rubric

from .data import load


@transaction.atomic
def build_casework(password):
    for row in load("casework")["classes"]:
        cohort = Cohort.objects.get(code=row["cohort"])
        case = CasePage.objects.get(code=row["case"], locale__language_code="th")
        if not CaseClass.objects.filter(cohort=cohort, case=case).exists():
            build_class(row, cohort, case)


def build_class(row, cohort, case):
    instructor = user("instructor")
    # The instructor's own cases, so that "my cases in class" has something to tell.
    CasePage.objects.filter(translation_key=case.translation_key, owner=None).update(owner=instructor)
    task = {}
    if "task" in row:
        due_on = timezone.localdate() + timedelta(days=row["due_in"])
        task = {"task": row["task"], "rubric": Rubric.objects.order_by("code").first(), "due_on": due_on}
    found = attach_case(cohort=cohort, case=case, place=place_of(row, cohort), actor=instructor, **task)
    heads = []
    for post in row.get("posts", ()):
        place = {"reply_to": heads[post["reply"]].pk} if "reply" in post else {"question": post.get("question")}
        said = say(case_class=found, author=user(post["by"]), text=post["text"], **place)
        BoardPost.objects.filter(pk=said.pk).update(created_at=ago(post["days"]))
        if "reply" not in post:
            heads.append(said)
    for work in row.get("work", ()):
        who = {"enrolment": cohort.enrolments.get(learner=user(work["by"])), "assignment": case_row(found)}
        save_draft(**who, text=work["text"])
        Submission.objects.filter(pk=submit_work(**who).pk).update(submitted_at=ago(work["days"]))


def place_of(row, cohort):
    """The session of today, or the first module."""
    if row["place"] == "module":
        return "module", cohort.rules["modules"][0]["id"]
    session = cohort.sessions.filter(starts_at__date=timezone.localdate()).first() or cohort.sessions.last()
    return "session", session.pk


def user(name):
    return User.objects.get(email=f"{name}@example.org")


def ago(days):
    return timezone.now() - timedelta(days=days, minutes=40)
