"""What became of it: authorities that use cases and tools, capstones on their way to the bank, follow-up answers."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.html import linebreaks

from accounts.models import Organisation, User
from casebank.models import Adoption, AdoptionReading, CasePage, KnowledgePage
from cohorts.actions.offering import answer_offer, offer_capstone
from cohorts.models import CaseOffer, Cohort, FollowUp, Submission
from cohorts.queries.followup import opens_on
from curriculum.requirements import activities

from .cohorts import at, day
from .data import load

COHORT = "llp-1"


@transaction.atomic
def build_adoptions(password):
    data = load("adoptions")
    for row in data["adoptions"]:
        build_adoption(row)
    cohort = Cohort.objects.get(code=COHORT)
    for row in data["capstones"]:
        build_capstone(row, cohort)
    for row in data["follow_ups"]:
        build_follow_up(row, cohort)


def build_adoption(row):
    """Rows of the past, written as they would stand: the actions would date them all today."""
    organisation = Organisation.objects.get(code=row["organisation"], code_source="demo")
    what = page_of(row["page"])
    if Adoption.objects.filter(organisation=organisation, **what).exists():
        return
    adoption = Adoption.objects.create(
        organisation=organisation,
        adopted_on=day(row["adopted_on"]),
        how=row["how"],
        changed=row.get("changed", ""),
        ended_on=day(row["ended_on"]) if "ended_on" in row else None,
        ended_reason=row.get("ended_reason", ""),
        illustrative=True,
        **what,
    )
    for line in row.get("readings", ()):
        for on, value in line["values"]:
            AdoptionReading.objects.create(
                adoption=adoption,
                indicator=line["indicator"],
                unit=line["unit"],
                value=Decimal(str(value)),
                measured_on=day(on),
                source=line["source"],
            )


def page_of(code):
    """{"case": the Thai page} or {"tool": …}."""
    case = CasePage.objects.filter(code=code, locale__language_code="th").first()
    return {"case": case} if case else {"tool": KnowledgePage.objects.get(code=code, locale__language_code="th")}


def build_capstone(row, cohort):
    """A capstone with words of its own, offered to the bank; where all agree it is a draft in the studio."""
    capstone = next(work for work in activities(cohort.rules, "assignment") if work["capstone"])
    learner = user(row["by"])
    work = Submission.objects.get(enrolment__cohort=cohort, enrolment__learner=learner, assignment_id=capstone["id"])
    if CaseOffer.objects.filter(submission=work).exists():
        return
    work.text = linebreaks(row["text"].strip(), autoescape=True)
    work.save(update_fields=["text"])
    authors = [user(name) for name in row["authors"]]
    told = {name: row[name] for name in ("title", "institute", "named", "message")}
    offer = offer_capstone(submission=work, by=learner, authors=authors, **told)
    for author in authors if row["agree"] else ():
        answer_offer(offer=offer, by=author, agrees=True)


def build_follow_up(row, cohort):
    enrolment = cohort.enrolments.select_related("learner").get(learner=user(row["by"]))
    if FollowUp.objects.filter(enrolment=enrolment).exists():
        return
    adoption = None
    if "page" in row:
        adoption = Adoption.objects.get(organisation=enrolment.learner.organisation_id, **page_of(row["page"]))
    FollowUp.objects.create(
        enrolment=enrolment,
        used=row["used"],
        story=row["story"],
        obstacle=row["obstacle"],
        adoption=adoption,
        at=at(opens_on(enrolment) + timedelta(days=1)),
    )


def user(name):
    return User.objects.get(email=f"{name}@example.org")
