"""Filters over the knowledge of the bank."""

from django.db.models import Q, QuerySet
from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class PublishedQuerySet(PageQuerySet):
    def published(self):
        """What lists, searches, counts, feeds and harvesters may show: live, open to everybody, and not retracted.

        A retracted page stays at its address, with a notice, and in no list.
        """
        return self.live().public().filter(retracted_on__isnull=True)


PublishedManager = PageManager.from_queryset(PublishedQuerySet)


class AdoptionQuerySet(QuerySet):
    def standing(self):
        """Without what was recorded by mistake and withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def shown(self):
        """What the public sees: of authorities on the list, and of pages that lists may show."""
        case, tool = (self._published(name) for name in ("case", "tool"))
        return self.standing().filter(Q(case__in=case) | Q(tool__in=tool), organisation__state="listed")

    def _published(self, name):
        return self.model._meta.get_field(name).related_model.objects.published().values("pk")

    def with_pages(self):
        return self.select_related("organisation__province", "case__locale", "tool__locale")

    def in_use_at_the_end_of(self, year):
        """In use on the last day of a year of the Common Era."""
        ended = Q(ended_on__isnull=False, ended_on__year__lte=year)
        return self.filter(adopted_on__year__lte=year).exclude(ended)
