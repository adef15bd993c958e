"""The ledger (ทะเบียน): every act on a certificate, appended and chained by hashes."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..choices import LedgerVerb


class LedgerEntry(models.Model):
    """One act. `digest` covers all of it and the digest before (certificates/chain.py), so that no entry can be
    changed, left out or put in without a trace. It names no holder: that stands in the certificate alone.
    """

    seq = models.PositiveBigIntegerField(_("running number"), primary_key=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(_("what"), max_length=12, choices=LedgerVerb.choices)
    certificate = models.ForeignKey("certificates.Certificate", on_delete=models.PROTECT, related_name="ledger_entries")
    reason = models.TextField(_("why"), blank=True)
    data = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        ordering = ["seq"]

    def __str__(self):
        return f"{self.seq} {self.verb}"


class LedgerHead(models.Model):
    """The end of the chain, one row: whoever appends holds its lock."""

    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.seq}"
