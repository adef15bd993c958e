"""Long work as a row: the truth stands here, and Celery carries only the id."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..choices import JobState
from ..querysets import JobQuerySet


class Job(models.Model):
    """One thing to do, named by `kind` and `key`; asked for twice, it is the same row.

    A worker takes a lease; when it dies the lease runs out and the sweeper sends the id again.
    """

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=100)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(_("done"), default=0)
    total = models.PositiveIntegerField(_("of"), default=0)
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    message = models.TextField(_("message"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_job_per_kind_and_key")]

    def __str__(self):
        return f"{self.kind} {self.key}: {self.state} {self.done}/{self.total}"
