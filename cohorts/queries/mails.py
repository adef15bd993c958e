"""Mail jobs in words, for those who look after what failed: which message, to whom, of which cohort."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from home.runners import About

from ..models import Application, CaseOfferAuthor, Enrolment, Grade


class Message(NamedTuple):
    """What a message is, the model that its number belongs to, and the ways from there to the person and the cohort."""

    what: str
    model: type
    person: str
    cohort: str


APPLICATION = (Application, "applicant", "cohort")
ENROLMENT = (Enrolment, "learner", "cohort")
WORK = (Grade, "submission.enrolment.learner", "submission.enrolment.cohort")
AUTHOR = (CaseOfferAuthor, "user", "offer.submission.enrolment.cohort")
OFFERER = (CaseOfferAuthor, "offer.offered_by", "offer.submission.enrolment.cohort")
MESSAGES = {
    "application_received": Message(_("Mail: the application has arrived"), *APPLICATION),
    "decision": Message(_("Mail: the decision on an application"), *APPLICATION),
    "enrolled": Message(_("Mail: welcome to a module"), *ENROLMENT),
    "completion": Message(_("Mail: the cohort is completed"), *ENROLMENT),
    "follow_up": Message(_("Mail: the follow-up six months later"), *ENROLMENT),
    "work_marked": Message(_("Mail: work was marked"), *WORK),
    "work_returned": Message(_("Mail: work was returned for revision"), *WORK),
    "offer_asked": Message(_("Mail: a co-author is asked to agree"), *AUTHOR),
    "offer_declined": Message(_("Mail: a co-author did not agree"), *OFFERER),
    "offer_passed_on": Message(_("Mail: the capstone is with the editors"), *AUTHOR),
}


def about_mails(jobs):
    """{job id: About}; one query for each of four kinds of record at most. What is gone is told without a person."""
    asked = {job.pk: job.key.split(":")[:2] for job in jobs}
    wanted = defaultdict(set)
    for message, number in asked.values():
        wanted[MESSAGES[message].model].add(int(number))
    found = {model: _records(model, numbers) for model, numbers in wanted.items()}
    return {
        pk: _about(MESSAGES[message], found[MESSAGES[message].model].get(int(number)))
        for pk, (message, number) in asked.items()
    }


def _records(model, numbers):
    ways = {way for row in MESSAGES.values() if row.model is model for way in (row.person, row.cohort)}
    return model.objects.select_related(*(way.replace(".", "__") for way in ways)).in_bulk(numbers)


def _about(message, record):
    if record is None:
        return About(message.what)
    return About(message.what, str(_follow(record, message.person) or ""), _follow(record, message.cohort).code)


def _follow(record, way):
    for name in way.split("."):
        record = getattr(record, name)
    return record
