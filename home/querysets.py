"""Filters over jobs and what search keeps."""

from django.db.models import Q, QuerySet

from .choices import JobState


class JobQuerySet(QuerySet):
    def stranded(self, now):
        """Jobs that nobody works on: a lease that ran out, or work never taken up."""
        return self.filter(
            Q(state=JobState.RUNNING, lease_until__lt=now) | Q(state=JobState.WAITING, lease_until__lt=now)
        )


class MissQuerySet(QuerySet):
    def older_than(self, moment):
        """Questions that nobody asked again since."""
        return self.filter(last_at__lt=moment)
