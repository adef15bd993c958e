"""A finished capstone goes to the case bank: offered by its learner, agreed by every author, drafted in the studio."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.actions.delete_page import DeletePageAction

from accounts.choices import LOCAL_AUTHORITIES
from accounts.models import AuditEntry
from casebank.actions.proposing import check_institute, contributor_of, draft_case, hand_to_editors
from home.cleaning import plain_paragraphs

from .. import tasks
from ..models import CaseOffer, CaseOfferAuthor, Enrolment
from ..queries.offering import classmates, finished_capstone

WITHDRAWN = _("This offer was withdrawn.")
GONE_ON = _("The capstone has gone to the editors already.")


@transaction.atomic
def offer_capstone(*, submission, by, title, institute, named, message="", authors=()):
    """Offer one's marked capstone to the editors of an institute; `authors` are co-authors, users of the same cohort.

    Returns the CaseOffer. Safe to repeat: an offer that stands is returned as it is, one that was withdrawn begins
    anew. With no co-author it goes to the editors at once, else when the last one has agreed. PermissionDenied for the
    work of others; ValidationError for work that is no marked capstone, for people of other cohorts and for an
    institute where nobody would review it. Side effects: audit entry, a mail to each co-author after commit.
    """
    enrolments = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort", "learner")
    enrolment = enrolments.get(pk=submission.enrolment_id)
    if enrolment.learner_id != by.pk:
        raise PermissionDenied
    work = finished_capstone(enrolment, submission.assignment_id)
    if work is None or work.pk != submission.pk:
        raise ValidationError(_("Only a capstone that has been marked can be offered."))
    allowed = set(classmates(enrolment).values_list("pk", flat=True))
    if not {user.pk for user in authors} <= allowed:
        raise ValidationError({"authors": _("Co-authors are learners of the same cohort.")})
    offer = CaseOffer.objects.filter(submission=work).first()
    if offer and not offer.withdrawn_at:
        return offer
    check_institute(institute)
    now = timezone.now()
    told = {"title": title, "institute": institute, "named": named, "message": message}
    begun = {"offered_by": by, "offered_at": now, "withdrawn_at": None, "case": None}
    offer, _new = CaseOffer.objects.update_or_create(submission=work, defaults=told | begun)
    offer.authors.all().delete()
    CaseOfferAuthor.objects.create(offer=offer, user=by, agreed_at=now)
    asked = [CaseOfferAuthor.objects.create(offer=offer, user=user) for user in authors]
    after = {"title": title, "institute": institute, "named": named, "authors": [by.pk, *(u.pk for u in authors)]}
    AuditEntry.append(actor=by, verb="capstone.offered", target=offer, after=after)
    for row in asked:
        tasks.mail("offer_asked", row.pk)
    _pass_on(offer)
    return offer


@transaction.atomic
def answer_offer(*, offer, by, agrees):
    """The word of one author; it may be changed until the capstone has gone on to the editors. Returns the offer.

    Safe to repeat. PermissionDenied for who is no author. Side effects: audit entry, a mail to the one who offered
    when somebody declines; the draft in the studio when the last one agrees.
    """
    offer = _lock(offer)
    row = _row_of(offer, by)
    if bool(row.agreed_at) == agrees and bool(row.declined_at) != agrees:
        return offer
    if offer.withdrawn_at:
        raise ValidationError(WITHDRAWN)
    if offer.case_id:
        raise ValidationError(GONE_ON)
    now = timezone.now()
    row.agreed_at, row.declined_at = (now, None) if agrees else (None, now)
    row.save(update_fields=["agreed_at", "declined_at"])
    verb = "capstone.agreed" if agrees else "capstone.declined"
    AuditEntry.append(actor=by, verb=verb, target=offer, after={"author": by.pk})
    if not agrees:
        tasks.mail("offer_declined", row.pk)
    _pass_on(offer)
    return offer


@transaction.atomic
def withdraw_offer(*, offer, by):
    """Any author may take the capstone back until it is published; its draft leaves the studio. Safe to repeat.

    ValidationError once the case is published: then the editors retract it. Side effect: audit entry.
    """
    offer = _lock(offer)
    _row_of(offer, by)
    if offer.withdrawn_at:
        return offer
    case = offer.case
    if case and case.get_translations(inclusive=True).exclude(first_published_at=None, live=False).exists():
        raise ValidationError(_("The case has been published. Ask the editors of the institute to retract it."))
    offer.withdrawn_at, offer.case = timezone.now(), None
    offer.save(update_fields=["withdrawn_at", "case"])
    before = {"case": case.code} if case else {}
    AuditEntry.append(actor=by, verb="capstone.withdrawn", target=offer, before=before)
    for draft in case.get_translations(inclusive=True) if case else ():
        DeletePageAction(draft, user=by).execute(skip_permission_checks=True)
    return offer


def _lock(offer):
    found = CaseOffer.objects.select_for_update(of=("self",)).select_related(
        "case", "offered_by", "submission__enrolment__cohort", "submission__enrolment__learner__organisation__province"
    )
    return found.get(pk=offer.pk)


def _row_of(offer, by):
    row = offer.authors.filter(user=by).first()
    if row is None:
        raise PermissionDenied
    return row


# --- on to the editors --------------------------------------------------------------------
def _pass_on(offer):
    """Make the draft, in the review of the institute, when every author has agreed."""
    rows = list(offer.authors.select_related("user__organisation").order_by("pk"))
    if offer.case_id or not all(row.agreed_at for row in rows):
        return
    people = [contributor_of(row.user) for row in rows] if offer.named else []
    case = draft_case(
        by=offer.offered_by, institute=offer.institute, title=offer.title, values=_values(offer), authors=people
    )
    hand_to_editors(case=case, by=offer.offered_by)
    offer.case = case
    offer.save(update_fields=["case"])
    AuditEntry.append(actor=offer.offered_by, verb="capstone.passed_on", target=offer, after={"case": case.code})
    for row in rows:
        tasks.mail("offer_passed_on", row.pk)


def _values(offer):
    """What is known of the case: the words of the work, and the area from the learner's profile."""
    enrolment = offer.submission.enrolment
    cohort, organisation = enrolment.cohort, enrolment.learner.organisation
    values = {"problem": plain_paragraphs(offer.submission.text)}
    values["year"] = (cohort.ends_on or timezone.localdate(offer.submission.submitted_at)).year
    if cohort.illustrative:
        values["illustrative"] = True
    if organisation:
        province = organisation.province
        where = {"name": organisation.name_th, "province": province.name_th}
        values |= {
            "area": organisation.name_th,
            "region": province.region,
            "provinces": [province],
            "context": _AREA_TH % where,
            "authority_kind": organisation.kind if organisation.kind in LOCAL_AUTHORITIES else "",
        }
    return values


# The case is written in Thai, whatever language its author reads the site in.
_AREA_TH = "%(name)s จังหวัด%(province)s"
