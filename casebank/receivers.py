"""What follows from a publication, and what begins a new edition of the public pages."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from home.kept import new_edition

from .actions.curating import record_version, refuse_schedule
from .models import Adoption, Contributor, Term
from .models.curation import Curated
from .signals import schedule_refused


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
