"""Reads of capstones offered to the case bank; constant in SQL queries."""

from django.db.models import Prefetch

from accounts.models import User
from curriculum.requirements import find_activity

from ..choices import EnrolmentState, SubmissionState
from ..models import CaseOffer, CaseOfferAuthor, Submission
from .admission import with_titles


def finished_capstone(enrolment, activity_id):
    """The newest version of a learner's capstone when it is marked, with its offer; else None. `activity_id` is the
    id in the rules. One query."""
    found = find_activity(enrolment.cohort.rules, activity_id) if enrolment.cohort.rules else None
    if not found or not found[1].get("capstone"):
        return None
    versions = Submission.objects.filter(enrolment=enrolment, assignment_id=activity_id)
    newest = versions.select_related("case_offer__case").order_by("-number").first()
    return newest if newest and newest.state == SubmissionState.GRADED else None


def offer_of(submission):
    """The offer made of a submission, or None."""
    return getattr(submission, "case_offer", None)


def classmates(enrolment):
    """The other learners of the cohort, by name: whom one may name as co-authors."""
    others = enrolment.cohort.enrolments.exclude(state=EnrolmentState.ENDED).exclude(learner=enrolment.learner_id)
    return User.objects.filter(pk__in=others.values("learner"), is_active=True).order_by("name_sort_key", "pk")


def offer_for(person, pk):
    """An offer with its authors (`rows`) and the row of this person (`mine`); None for who is no author of it."""
    authors = CaseOfferAuthor.objects.select_related("user").order_by("pk")
    found = CaseOffer.objects.filter(pk=pk).select_related(
        "case",
        "offered_by",
        "submission__enrolment__cohort__programme",
        "submission__enrolment__cohort__module",
    )
    offer = found.prefetch_related(Prefetch("authors", queryset=authors, to_attr="rows")).first()
    if not offer:
        return None
    offer.mine = next((row for row in offer.rows if row.user_id == person.pk), None)
    offer.all_agreed = all(row.agreed_at for row in offer.rows)
    offer.cohort = with_titles([offer.submission.enrolment.cohort])[0]
    return offer if offer.mine else None


def offers_waiting_for(person):
    """Offers of others that wait for this person's word, newest first; one query."""
    found = CaseOfferAuthor.objects.filter(user=person, agreed_at=None, declined_at=None, offer__withdrawn_at=None)
    return [row.offer for row in found.select_related("offer__offered_by").order_by("-pk")]


def origins_of(cases):
    """{translation key: titled cohort} of those cases that began as a capstone; two queries."""
    keys = [case.translation_key for case in cases]
    found = CaseOffer.objects.filter(case__translation_key__in=keys, withdrawn_at=None).select_related(
        "case", "submission__enrolment__cohort__programme", "submission__enrolment__cohort__module"
    )
    offers = list(found)
    cohorts = {cohort.pk: cohort for cohort in with_titles(offer.submission.enrolment.cohort for offer in offers)}
    return {offer.case.translation_key: cohorts[offer.submission.enrolment.cohort_id] for offer in offers}
