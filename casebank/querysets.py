"""Filters over the knowledge of the bank."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class PublishedQuerySet(PageQuerySet):
    def published(self):
        """What lists, searches, counts, feeds and harvesters may show: live, open to everybody, and not retracted.

        A retracted page stays at its address, with a notice, and in no list.
        """
        return self.live().public().filter(retracted_on__isnull=True)


PublishedManager = PageManager.from_queryset(PublishedQuerySet)
