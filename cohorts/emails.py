"""One function per message; texts stand in templates/email/cohorts/. Mails go out in Thai, whoever set them off."""

from home import emails

from .choices import ApplicationState
from .models import Application, CaseOfferAuthor, Enrolment, Grade
from .queries.work import row_of

DECISIONS = {
    ApplicationState.ACCEPTED: "admitted",
    ApplicationState.WAITLISTED: "waitlisted",
    ApplicationState.REJECTED: "rejected",
}


def send(name, to, **told):
    """Send the mail of this name to a User; what may be told stands at home.emails.send."""
    emails.send(f"cohorts/{name}", to, **told)


# --- admission ----------------------------------------------------------------
def send_application_received(application_id):
    """The acknowledgement with its number."""
    _about_application("application_received", _application(application_id))


def send_decision(application_id):
    """What was decided: admitted, on the waiting list, or not admitted."""
    application = _application(application_id)
    if name := DECISIONS.get(application.state):
        _about_application(name, application)


def send_enrolled(enrolment_id):
    """Welcome to a self-paced module."""
    _about_enrolment("enrolled", enrolment_id)


# --- completion ---------------------------------------------------------------
def send_completion(enrolment_id):
    """All requirements are met; the certificate comes from the registrar."""
    _about_enrolment("completed", enrolment_id)


def send_follow_up(enrolment_id):
    """Six months later: what became of it? Not for who has answered meanwhile."""
    enrolment = Enrolment.objects.select_related("learner", "cohort__programme", "cohort__module").get(pk=enrolment_id)
    if not hasattr(enrolment, "follow_up"):
        address = ("cohorts:follow_up", enrolment.cohort.code)
        send("follow_up", enrolment.learner, address=address, enrolment=enrolment, cohort=enrolment.cohort)


# --- capstones offered to the case bank -----------------------------------------
def send_offer_asked(author_id):
    """A co-author is asked to agree."""
    author = _author(author_id)
    if author:
        _about_offer("offer_asked", author, author.user)


def send_offer_declined(author_id):
    """The one who offered hears that a co-author does not agree."""
    author = _author(author_id)
    if author:
        _about_offer("offer_declined", author, author.offer.offered_by)


def send_offer_passed_on(author_id):
    """All have agreed: the capstone is with the editors."""
    author = _author(author_id)
    if author:
        _about_offer("offer_passed_on", author, author.user)


# --- marking ------------------------------------------------------------------
def send_work_marked(grade_id):
    """Marks and feedback are there; or they have been changed."""
    _about_work("work_marked", grade_id)


def send_work_returned(grade_id):
    """The work is to be revised and submitted again."""
    _about_work("work_returned", grade_id)


def _application(pk):
    found = Application.objects.select_related("applicant", "cohort__programme", "cohort__module")
    return found.get(pk=pk)


def _about_application(name, application):
    address = ("cohorts:learn",) if name == "admitted" else ("cohorts:application", application.cohort.code)
    send(name, application.applicant, address=address, application=application, cohort=application.cohort)


def _about_enrolment(name, pk):
    enrolment = Enrolment.objects.select_related("learner", "cohort__programme", "cohort__module").get(pk=pk)
    send(name, enrolment.learner, address=("cohorts:learn",), enrolment=enrolment, cohort=enrolment.cohort)


def _author(pk):
    """An author's row, or None where the offer was withdrawn, or begun anew, meanwhile."""
    found = CaseOfferAuthor.objects.filter(pk=pk, offer__withdrawn_at=None)
    return found.select_related("user", "offer__offered_by").first()


def _about_offer(name, author, to):
    offer = author.offer
    send(name, to, address=("cohorts:offer", offer.pk), offer=offer, author=author.user, by=offer.offered_by)


def _about_work(name, pk):
    """The work goes by its title in the frozen rules, or by that of its case. Scores stay behind the sign-in."""
    found = Grade.objects.select_related(
        "submission__enrolment__learner",
        "submission__enrolment__cohort__programme",
        "submission__enrolment__cohort__module",
        "submission__case_class",
    )
    grade = found.get(pk=pk)
    submission, enrolment = grade.submission, grade.submission.enrolment
    cohort = enrolment.cohort
    row = row_of(submission)
    view = "cohorts:case_task" if submission.case_class_id else "cohorts:activity"
    address = (view, cohort.code, row["id"])
    send(name, enrolment.learner, address=address, grade=grade, cohort=cohort, work=row["title"])
