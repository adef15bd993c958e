"""Filters over jobs."""

from django.db.models import Q, QuerySet

from .choices import JobState


class JobQuerySet(QuerySet):
    def stranded(self, now):
        """Jobs that nobody works on: a lease that ran out, or work never taken up."""
        return self.filter(
            Q(state=JobState.RUNNING, lease_until__lt=now) | Q(state=JobState.WAITING, lease_until__lt=now)
        )
