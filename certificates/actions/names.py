"""The name on a certificate: confirmed by the learner, or another asked for, which a registrar decides.

The audit trail says that a name was confirmed, asked for or changed, and never copies it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import save_profile
from accounts.models import AuditEntry, User
from cohorts.choices import EnrolmentState
from cohorts.models import Enrolment

from .. import tasks
from ..choices import NameRequestState
from ..designs import Design
from ..models import NameConfirmation, NameRequest
from ..models.names import NAME_PARTS
from ..pdf_words import unprintable
from ..permissions import may_name
from ..queries.names import says_the_same
from .rule import ask_for_rule


@transaction.atomic
def confirm_name(*, enrolment, learner, name_th, name_en=""):
    """Keep that the learner saw this name on their certificate and called it right; returns the NameConfirmation.

    Safe to repeat. PermissionDenied for others, before the cohort begins and after the enrolment has ended.
    ValidationError while the Thai name is not complete, when the profile says another name by now than was shown, and
    while another name is asked for. Side effects: audit entry, and what is issued by rule after commit.
    """
    enrolment = _of_learner(enrolment, learner)
    person = User.objects.select_for_update().get(pk=learner.pk)
    if not (person.prefix and person.first_name and person.last_name):
        raise ValidationError(_("Your name in Thai is not complete. Fill in your profile first."))
    if (person.name_th, person.name_en) != (name_th, name_en):
        raise ValidationError(_("Your name has changed since this page was shown. Look at it once more."))
    if _open_requests(enrolment).exists():
        raise ValidationError(_("You have asked for another name. Withdraw that first, or wait for the answer."))
    return _confirm(enrolment, person, actor=person)


@transaction.atomic
def request_name(*, enrolment, learner, values, reason):
    """Ask for another name on the certificate; `values` holds NAME_PARTS. Returns the NameRequest.

    Sent again with the same name it is the same request. PermissionDenied as for `confirm_name`. ValidationError
    without a reason, for the name that the profile has already, for letters that cannot be printed, and while an
    earlier request waits. Side effect: audit entry.
    """
    enrolment = _of_learner(enrolment, learner)
    wish = NameRequest(enrolment=enrolment, reason=reason.strip(), **{part: values[part] for part in NAME_PARTS})
    waiting = _open_requests(enrolment).first()
    if waiting and _parts(waiting) == _parts(wish):
        return waiting
    if waiting:
        raise ValidationError(
            _("You have asked for another name already. Withdraw that first, or wait for the answer.")
        )
    if not wish.reason:
        raise ValidationError({"reason": _("Say why the name should be another.")})
    if says_the_same(wish, User.objects.get(pk=learner.pk)):
        raise ValidationError(_("This is the name that your certificate will bear already."))
    if letters := unprintable(wish, Design()):
        raise ValidationError(_("These characters cannot be printed: %(letters)s"), params={"letters": letters})
    wish.save()
    AuditEntry.append(actor=learner, verb="name.asked", target=wish, reason=wish.reason)
    return wish


@transaction.atomic
def withdraw_name(*, enrolment, learner):
    """Take back the request that waits, if there is one. Safe to repeat. Side effect: audit entry."""
    wish = _open_requests(_of_learner(enrolment, learner)).select_for_update().first()
    if wish:
        _decide(wish, NameRequestState.WITHDRAWN, learner)


@transaction.atomic
def accept_name(*, request, actor, old_th=None, old_en=None):
    """Give the person the name they asked for, in their profile, and keep it as confirmed; returns the NameRequest.

    `old_th` and `old_en` are the name that the registrar compared it with. Safe to repeat. ValidationError when the
    request was refused or withdrawn, or the profile says another name by now than was compared. Side effects: audit
    entries, the learner's mail after commit.
    """
    wish = _locked(request)
    if wish.state == NameRequestState.ACCEPTED:
        return wish
    _must_wait(wish)
    person = User.objects.select_for_update().get(pk=wish.enrolment.learner_id)
    if old_th is not None and (person.name_th, person.name_en) != (old_th, old_en or ""):
        raise ValidationError(_("The person has changed their name since. Compare the names once more."))
    person = save_profile(user=person, values=_parts(wish), actor=actor, reason=wish.reason)
    _confirm(wish.enrolment, person, actor=actor)
    return _decide(wish, NameRequestState.ACCEPTED, actor)


@transaction.atomic
def refuse_name(*, request, actor, note):
    """Leave the name as it is, and tell the learner why; returns the NameRequest.

    Safe to repeat: the first note stays. ValidationError without a note, and for a request that was accepted or
    withdrawn. Side effects: audit entry, the learner's mail after commit.
    """
    wish = _locked(request)
    if wish.state == NameRequestState.REFUSED:
        return wish
    _must_wait(wish)
    if not note.strip():
        raise ValidationError({"note": _("Say why, so that the learner understands.")})
    return _decide(wish, NameRequestState.REFUSED, actor, note.strip())


def _of_learner(enrolment, learner):
    """The enrolment, locked: two windows of one learner wait for each other."""
    found = Enrolment.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=enrolment.pk)
    if not may_name(learner, found):
        raise PermissionDenied
    return found


def _locked(request):
    return NameRequest.objects.select_for_update(of=("self",)).select_related("enrolment__cohort").get(pk=request.pk)


def _open_requests(enrolment):
    return NameRequest.objects.filter(enrolment=enrolment, state=NameRequestState.OPEN)


def _parts(one):
    return {part: getattr(one, part) for part in NAME_PARTS}


def _must_wait(wish):
    if wish.state == NameRequestState.WITHDRAWN:
        raise ValidationError(_("The learner has withdrawn this request."))
    if wish.state != NameRequestState.OPEN:
        raise ValidationError(_("Somebody else has decided on this request already."))


def _confirm(enrolment, person, *, actor):
    found = NameConfirmation.objects.filter(enrolment=enrolment).first()
    if not (found and says_the_same(found, person)):
        found = found or NameConfirmation(enrolment=enrolment)
        found.name_th, found.name_en, found.confirmed_at = person.name_th, person.name_en, timezone.now()
        found.save()
        AuditEntry.append(actor=actor, verb="name.confirmed", target=enrolment)
    # Said again it is asked again: what stood in the way then may be mended by now.
    if enrolment.state == EnrolmentState.COMPLETED:
        ask_for_rule(enrolment)
    return found


def _decide(wish, state, actor, note=""):
    wish.state, wish.decided_by, wish.decided_at, wish.decision_note = state, actor, timezone.now(), note
    wish.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    before, after = {"state": NameRequestState.OPEN}, {"state": state}
    AuditEntry.append(actor=actor, verb=f"name.{state}", target=wish, before=before, after=after, reason=note)
    if state != NameRequestState.WITHDRAWN:
        tasks.mail_name_decided(wish.pk)
    if state != NameRequestState.ACCEPTED and wish.enrolment.state == EnrolmentState.COMPLETED:
        ask_for_rule(wish.enrolment)  # the name that was confirmed before holds again
    return wish
