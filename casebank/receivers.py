"""What follows from a publication, what begins a new edition of the public pages, and what harvesters are told."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from home.kept import new_edition

from .actions.curating import record_version, refuse_schedule
from .actions.harvesting import note_works, note_works_of
from .models import Adoption, CasePage, Contributor, KnowledgePage, Term
from .models.curation import Curated
from .signals import schedule_refused

WORKS = (CasePage, KnowledgePage)


@receiver(page_published, dispatch_uid="casebank_versions")
def count_the_version(sender, instance, revision=None, alias=False, **kwargs):
    if isinstance(instance, Curated) and not alias:
        record_version(page=instance, revision=revision, by=revision.user if revision else None)


@receiver(schedule_refused, dispatch_uid="casebank_schedule_refused")
def keep_the_draft(sender, revision, gaps, **kwargs):
    refuse_schedule(revision=revision, gaps=gaps)


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
