"""What is published, withdrawn, moved or closed to the public is no longer shown from the kept pages."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .kept import new_edition
from .models import Pick, Synonym


@receiver([page_published, page_unpublished, page_slug_changed, post_page_move], dispatch_uid="pages_new_edition")
def forget_kept_pages(sender, **kwargs):
    # After the transaction: before it, another visitor could have the old page kept under the new edition.
    transaction.on_commit(new_edition)


@receiver([post_save, post_delete], sender=PageViewRestriction, dispatch_uid="restrictions_new_edition")
@receiver([post_save, post_delete], sender=Site, dispatch_uid="sites_new_edition")
def forget_what_stands_where(sender, **kwargs):
    transaction.on_commit(new_edition)


@receiver([post_save, post_delete], sender=Synonym, dispatch_uid="synonyms_new_edition")
@receiver([post_save, post_delete], sender=Pick, dispatch_uid="picks_new_edition")
def forget_answers(sender, **kwargs):
    """What editors say to search counts at once."""
    transaction.on_commit(new_edition)
