"""The one way into the ledger."""

from django.utils import timezone

from ..chain import digest_of
from ..models import LedgerEntry, LedgerHead


def append_entry(*, certificate, verb, actor, reason="", data=None):
    """One entry about a certificate, at the end of the chain; inside the caller's transaction. Returns it.

    `actor` is a User, or None for the system itself; `data` is plain JSON without anybody's name.
    """
    return append_entries(acts=[(certificate, data or {})], verb=verb, actor=actor, reason=reason)[0]


def append_entries(*, acts, verb, actor, reason=""):
    """An entry for each (certificate, data), in this order; whoever appends at the same moment waits. Returns them.

    Inside the caller's transaction, at its end: the lock on the end of the chain lasts until it is over.
    """
    LedgerHead.objects.get_or_create(pk=1)
    head = LedgerHead.objects.select_for_update().get(pk=1)
    at, made = timezone.now(), []
    for certificate, data in acts:
        head.seq += 1
        told = {"seq": head.seq, "at": at, "verb": str(verb), "reason": reason, "data": data, "previous": head.digest}
        head.digest = digest_of(actor=actor and actor.pk, certificate=certificate.pk, **told)
        made.append(LedgerEntry(actor=actor, certificate=certificate, digest=head.digest, **told))
    head.save(update_fields=["seq", "digest"])
    return LedgerEntry.objects.bulk_create(made, batch_size=500)
