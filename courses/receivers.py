"""An activity's own index follows its page."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from .actions import TEXTS, keep_words


@receiver(post_save, dispatch_uid="activity_words")
def keep_words_of_activity(sender, instance, raw=False, **kwargs):
    if sender in TEXTS and not raw:
        keep_words(page=instance)
