"""The one audit trail: who did what to which record, when, from what to what, and why."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Appended by actions inside their transaction; never changed and never deleted."""

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    actor_label = models.CharField(_("who"), max_length=254)
    verb = models.CharField(_("what"), max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    target_label = models.CharField(_("on what"), max_length=300)
    before = models.JSONField(encoder=DjangoJSONEncoder, default=dict, blank=True)
    after = models.JSONField(encoder=DjangoJSONEncoder, default=dict, blank=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["target_type", "target_id"])]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.target_label}"

    @classmethod
    def append(cls, *, actor, verb, target, before=None, after=None, reason=""):
        """One entry about `target` (any saved model); `actor` is a User, or None for the system itself."""
        return cls.objects.create(
            actor=actor,
            actor_label=actor.email if actor else "system",
            verb=verb,
            target_type=target._meta.label,
            target_id=str(target.pk),
            target_label=str(target)[:300],
            before=before or {},
            after=after or {},
            reason=reason,
        )
