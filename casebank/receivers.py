"""What follows from a publication and from the editors' word, what begins a new edition of the public pages, and what
harvesters are told."""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.admin.mail import WorkflowStateApprovalEmailNotifier, WorkflowStateRejectionEmailNotifier
from wagtail.models import PageViewRestriction, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    workflow_approved,
    workflow_rejected,
)

from home.kept import new_edition

from .actions.curating import record_version, refuse_schedule
from .actions.harvesting import note_works, note_works_of
from .actions.telling import tell_of_approval, tell_of_publication, tell_of_return
from .models import Adoption, CasePage, Contributor, KnowledgePage, Term
from .models.curation import Curated
from .permissions import works_at_desk
from .signals import schedule_refused

WORKS = (CasePage, KnowledgePage)


@receiver(page_published, dispatch_uid="casebank_versions")
def count_the_version(sender, instance, revision=None, alias=False, **kwargs):
    if not isinstance(instance, Curated) or alias:
        return
    version = record_version(page=instance, revision=revision, by=revision.user if revision else None)
    in_source = instance.locale.language_code == settings.LANGUAGE_CODE
    if version.number == 1 and in_source and isinstance(instance, CasePage):
        tell_of_publication(case=instance)


@receiver(schedule_refused, dispatch_uid="casebank_schedule_refused")
def keep_the_draft(sender, revision, gaps, **kwargs):
    refuse_schedule(revision=revision, gaps=gaps)


# --- what the editors said ---
class AtTheDesk:
    """Wagtail's mails lead to the editors' desk, so they are for people to whom it opens."""

    def get_recipient_users(self, instance, **kwargs):
        return {user for user in super().get_recipient_users(instance, **kwargs) if works_at_desk(user)}


class ReturnedAtTheDesk(AtTheDesk, WorkflowStateRejectionEmailNotifier):
    pass


class ApprovedAtTheDesk(AtTheDesk, WorkflowStateApprovalEmailNotifier):
    pass


# In the place of Wagtail's own, whichever app is ready first: a name that is taken is not connected again.
DESK_MAILS = (
    (workflow_rejected, "workflow_state_rejected_email_notification", ReturnedAtTheDesk()),
    (workflow_approved, "workflow_state_approved_email_notification", ApprovedAtTheDesk()),
)
for signal, name, notifier in DESK_MAILS:
    signal.disconnect(sender=WorkflowState, dispatch_uid=name)
    signal.connect(notifier, sender=WorkflowState, dispatch_uid=name)


@receiver(workflow_rejected, sender=WorkflowState, dispatch_uid="case_returned")
def tell_who_wrote_without_the_desk(sender, instance, **kwargs):
    tell_of_return(state=instance)


@receiver(workflow_approved, sender=WorkflowState, dispatch_uid="case_approved")
def tell_of_the_day_to_come(sender, instance, **kwargs):
    tell_of_approval(state=instance)


# --- kept pages ---
@receiver([post_save, post_delete], sender=Adoption, dispatch_uid="adoptions_new_edition")
@receiver([post_save, post_delete], sender=Contributor, dispatch_uid="authors_new_edition")
@receiver([post_save, post_delete], sender=Term, dispatch_uid="terms_new_edition")
def forget_kept_pages(sender, **kwargs):
    """Pages name them; after the transaction, as in home/receivers.py."""
    transaction.on_commit(new_edition)


# --- harvesting ---
@receiver(page_published, dispatch_uid="harvest_published")
def tell_of_a_new_edition(sender, instance, **kwargs):
    if isinstance(instance, WORKS):
        note_works([instance.translation_key], changed=True)


@receiver([page_unpublished, post_save, post_delete], dispatch_uid="harvest_saved")
def tell_of_a_change_of_state(sender, instance, **kwargs):
    """Saving tells of retraction; a draft that is saved changes nothing here."""
    if isinstance(instance, WORKS) and not kwargs.get("raw"):
        note_works([instance.translation_key])


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="harvest_restricted")
@receiver(post_page_move, dispatch_uid="harvest_moved")
def tell_of_doors_closed_or_opened(sender, **kwargs):
    if not kwargs.get("raw"):
        note_works()


@receiver(post_save, sender=Contributor, dispatch_uid="harvest_author")
def tell_of_a_changed_author(sender, instance, created, raw, **kwargs):
    if not created and not raw:
        note_works_of(instance)
