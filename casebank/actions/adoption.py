"""An authority takes a case or tool into use, tells what it measured, and says when it stopped.

Only its own people write for an authority; programme officers may end or withdraw what was recorded. The public sees
the authority, never the person.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, Organisation

from ..models import Adoption, AdoptionReading
from ..permissions import may_adopt_for, may_end_adoption
from ..queries.adoption import source_of

NOT_YOURS = _("You may record this only for the local authority that your profile names.")
FUTURE = _("This day has not come yet.")


@transaction.atomic
def record_adoption(*, by, organisation, page, adopted_on, how, changed=""):
    """Record that an authority has a case or tool (`page`, in any language) in use. Returns (adoption, new).

    Safe to repeat: what the authority has in use already is the same row, unchanged. An authority that staff have not
    listed yet may record too; nobody else sees it before then. PermissionDenied for an authority that `by` does not
    belong to; ValidationError for a page that is not published or is neither a case nor a tool, and for days to come.
    Side effect: audit entry.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if not may_adopt_for(by, organisation):
        raise PermissionDenied(NOT_YOURS)
    page = source_of(page)
    if page is None:
        raise ValidationError(_("This is not a published case or tool of the case bank."))
    what = {"case" if page.is_case else "tool": page}
    current = Adoption.objects.filter(organisation=organisation, ended_on=None, **what).first()
    if current:
        return current, False
    if adopted_on > timezone.localdate():
        raise ValidationError({"adopted_on": FUTURE})
    adoption = Adoption.objects.create(
        organisation=organisation,
        adopted_on=adopted_on,
        how=how,
        changed=changed,
        recorded_by=by,
        illustrative=organisation.illustrative,
        **what,
    )
    after = {"organisation": organisation.pk, "code": page.code, "adopted_on": adopted_on}
    AuditEntry.append(actor=by, verb="adoption.recorded", target=adoption, after=after)
    return adoption, True


@transaction.atomic
def correct_adoption(*, adoption, by, adopted_on, how, changed=""):
    """Correct what was told of an adoption that stands. Side effect: audit entry with the words before and after."""
    adoption = _lock_own(adoption, by)
    given = {"adopted_on": adopted_on, "how": how, "changed": changed}
    before = {name: getattr(adoption, name) for name, value in given.items() if getattr(adoption, name) != value}
    if not before:
        return adoption
    if adopted_on > timezone.localdate():
        raise ValidationError({"adopted_on": FUTURE})
    if adoption.ended_on and adopted_on > adoption.ended_on:
        raise ValidationError({"adopted_on": _("It cannot have begun after it ended.")})
    for name, value in given.items():
        setattr(adoption, name, value)
    adoption.save(update_fields=list(given))
    after = {name: given[name] for name in before}
    AuditEntry.append(actor=by, verb="adoption.corrected", target=adoption, before=before, after=after)
    return adoption


@transaction.atomic
def record_reading(*, adoption, by, indicator, unit, value, measured_on, source=""):
    """Append a measured value. Another one for the same indicator and day corrects it: the later row counts.

    Safe to repeat: the value that counts already is returned as it is. ValidationError for days to come. Side effect:
    audit entry.
    """
    adoption = _lock_own(adoption, by)
    if measured_on > timezone.localdate():
        raise ValidationError({"measured_on": FUTURE})
    same = {"indicator": indicator, "unit": unit, "measured_on": measured_on}
    last = adoption.readings.filter(**same).order_by("pk").last()
    if last and (last.value, last.source) == (value, source):
        return last
    reading = AdoptionReading.objects.create(adoption=adoption, value=value, source=source, recorded_by=by, **same)
    before = {"reading": last.pk, "value": last.value} if last else {}
    after = {"reading": reading.pk, "indicator": indicator, "value": value, "measured_on": measured_on}
    AuditEntry.append(actor=by, verb="adoption.measured", target=adoption, before=before, after=after)
    return reading


@transaction.atomic
def end_adoption(*, adoption, by, ended_on, reason):
    """Say since when, and why, it is no longer in use. Safe to repeat: what has ended stays as it is."""
    adoption = _lock(adoption)
    if not may_end_adoption(by, adoption):
        raise PermissionDenied(NOT_YOURS)
    if adoption.ended_on:
        return adoption
    if ended_on > timezone.localdate():
        raise ValidationError({"ended_on": FUTURE})
    if ended_on < adoption.adopted_on:
        raise ValidationError({"ended_on": _("It cannot have ended before it began.")})
    return _close(adoption, by, "adoption.ended", reason, ended_on=ended_on)


@transaction.atomic
def withdraw_adoption(*, adoption, by, reason):
    """Take back what was recorded by mistake: it is shown and counted no more. The rows stay, with the reason."""
    adoption = _lock(adoption)
    if not may_end_adoption(by, adoption):
        raise PermissionDenied(NOT_YOURS)
    if adoption.withdrawn_at:
        return adoption
    ended_on = adoption.ended_on or timezone.localdate()
    return _close(adoption, by, "adoption.withdrawn", reason, ended_on=ended_on, withdrawn_at=timezone.now())


def _close(adoption, by, verb, reason, **values):
    if not reason.strip():
        raise ValidationError({"reason": _("Say why. The next one who thinks of it learns from this.")})
    before = {name: getattr(adoption, name) for name in values}
    values["ended_reason"] = reason
    for name, value in values.items():
        setattr(adoption, name, value)
    adoption.save(update_fields=list(values))
    AuditEntry.append(actor=by, verb=verb, target=adoption, before=before, after=values, reason=reason)
    return adoption


def _lock(adoption):
    found = Adoption.objects.select_for_update(of=("self",)).select_related("organisation", "case", "tool")
    return found.get(pk=adoption.pk)


def _lock_own(adoption, by):
    """The adoption under a lock; PermissionDenied for other people, ValidationError once it was withdrawn."""
    adoption = _lock(adoption)
    if not may_adopt_for(by, adoption.organisation):
        raise PermissionDenied(NOT_YOURS)
    if adoption.withdrawn_at:
        raise ValidationError(_("This was withdrawn and can no longer be changed."))
    return adoption
