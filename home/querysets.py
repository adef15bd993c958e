"""Filters over jobs and what search keeps."""

from django.db.models import Q, QuerySet

from .choices import ONCE, JobState


class JobQuerySet(QuerySet):
    def stranded(self, now):
        """Jobs that nobody works on: a lease that ran out, or work never taken up."""
        return self.filter(
            Q(state=JobState.RUNNING, lease_until__lt=now) | Q(state=JobState.WAITING, lease_until__lt=now)
        )

    def failed(self):
        """Jobs that were given up and wait for somebody to look at them, those that failed last first."""
        return self.filter(state=JobState.FAILED).order_by("-finished_at", "-pk")

    def forgettable(self, *, done_before, failed_before):
        """Jobs finished so long ago that nobody needs their rows. One that is asked for once in all time stays."""
        done = Q(state=JobState.DONE, finished_at__lt=done_before)
        failed = Q(state=JobState.FAILED, finished_at__lt=failed_before)
        return self.filter(done | failed).exclude(key__endswith=ONCE)


class MissQuerySet(QuerySet):
    def older_than(self, moment):
        """Questions that nobody asked again since."""
        return self.filter(last_at__lt=moment)
