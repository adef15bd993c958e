"""Versions of what is published, and its retraction."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import AuditEntry
from home.kept import new_edition

from ..models import PageVersion


@transaction.atomic
def record_version(*, page, revision, by):
    """The next PageVersion of a page that has just been published; safe to repeat for the same revision."""
    Page.objects.select_for_update().get(pk=page.pk)
    last = PageVersion.objects.filter(page_id=page.pk).first()
    if last and revision and last.revision_id == revision.pk:
        return last
    number = last.number + 1 if last else 1
    return PageVersion.objects.create(
        page_id=page.pk, number=number, note=page.change_note.strip(), by=by, revision=revision
    )


@transaction.atomic
def retract(*, page, by, reason):
    """Take a published case or knowledge item back in all its languages: it stays at its address with a notice.

    ValidationError without a reason, or when the page is not published; a page that is retracted stays as it is.
    Side effects: audit entries, kept pages are forgotten.
    """
    reason = _reason(reason)
    if not page.live:
        raise ValidationError(_("Only what is published can be retracted."))
    for found in _in_all_languages(page):
        if not found.retracted:
            _set(found, retracted_on=timezone.localdate(), retraction_reason=reason)
            AuditEntry.append(actor=by, verb=f"{_kind(found)}.retracted", target=found, reason=reason)


@transaction.atomic
def restore(*, page, by, reason):
    """Undo a retraction in all languages, with the reason for it. Side effects as of `retract`."""
    reason = _reason(reason)
    for found in _in_all_languages(page):
        if found.retracted:
            before = {"retracted_on": found.retracted_on, "reason": found.retraction_reason}
            _set(found, retracted_on=None, retraction_reason="")
            AuditEntry.append(actor=by, verb=f"{_kind(found)}.restored", target=found, before=before, reason=reason)


@transaction.atomic
def refuse_schedule(*, revision, gaps):
    """A page whose time came with something missing stays a draft, and no longer waits for the clock."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    page = revision.as_object()
    AuditEntry.append(actor=None, verb=f"{_kind(page)}.not_published", target=page, after={"missing": sorted(gaps)})


def _reason(text):
    text = text.strip()
    if not text:
        raise ValidationError({"reason": _("Give the reason.")})
    return text


def _in_all_languages(page):
    """The page and its translations, the rows locked."""
    return list(type(page).objects.select_for_update().filter(translation_key=page.translation_key))


def _set(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save(update_fields=list(fields), clean=False)
    transaction.on_commit(new_edition)


def _kind(page):
    return "case" if page._meta.model_name == "casepage" else "item"
