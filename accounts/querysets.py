"""Filters that read like the question they answer."""

from django.db.models import QuerySet


class OrganisationQuerySet(QuerySet):
    def current(self):
        """Organisations of today's list, without those that people proposed."""
        return self.filter(state="listed", valid_to__isnull=True)


class ConsentQuerySet(QuerySet):
    def latest_for(self, user):
        """{purpose: latest record} of one person, in one query."""
        found = {}
        for record in self.filter(user=user).order_by("at", "pk"):
            found[record.purpose] = record
        return found
