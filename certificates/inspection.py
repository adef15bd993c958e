"""The register looks at itself: every number, entry, fact, file, signature, badge and list, against each other.

Reads only. What differs is yielded as it is found, so that a register of any size can be looked at in little memory.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from .badges import status
from .badges.issuing import judge, signed_status_list
from .badges.verification import Verdict
from .chain import digest_of, facts_digest
from .choices import BatchState, CertificateState, LedgerVerb
from .files import private_storage
from .models import Batch, Certificate, LedgerEntry, LedgerHead, NumberSeries, StatusList
from .signing.checking import check

AT_ONCE = 500
FOLDER = "certificates"
# What a badge is said to be, by the state of its certificate; one that ended is "expired" while it stands.
JUDGED = {
    CertificateState.VALID: {Verdict.VALID, Verdict.EXPIRED},
    CertificateState.REVOKED: {Verdict.REVOKED},
    CertificateState.REPLACED: {Verdict.REVOKED},
}
COLUMNS = {"number": "number", "code": "code", "name": "name_th"}
DAYS = ("issued_on", "valid_until")
GONE = (CertificateState.REVOKED, CertificateState.REPLACED)


@dataclass(frozen=True)
class Difference:
    """Something that is not as it should be: on which number or other place, and what."""

    where: str
    what: str

    def __str__(self):
        return f"{self.where}: {self.what}"


def differences(*, files=True):
    """All differences of the register, as they are found. Without `files` no file is read."""
    yield from numbers()
    acts = {}
    yield from ledger(acts)
    yield from certificates(acts)
    yield from batches()
    lists = {}
    yield from status_lists(lists)
    yield from credentials(lists)
    if files:
        yield from documents(acts)
        yield from strangers()


def numbers():
    """Each series counts from 1 to its last number, without a gap."""
    counted = defaultdict(int)
    found = Certificate.objects.order_by("series", "year_be", "seq").values_list("series", "year_be", "seq", "number")
    for series, year, seq, number in found.iterator(AT_ONCE):
        expected = counted[series, year] + 1
        if seq != expected:
            yield Difference(number, _("the number before it is missing: %(seq)s") % {"seq": expected})
        counted[series, year] = seq
    kept = {(one.code, one.year_be): one.last for one in NumberSeries.objects.all()}
    for code, year in kept.keys() | counted.keys():
        last, at = counted.get((code, year), 0), kept.get((code, year), 0)
        if last != at:
            what = _("the series is at %(at)s, its last certificate is %(last)s") % {"at": at, "last": last}
            yield Difference(f"{code}/{year}", what)


def ledger(acts):
    """The chain of entries; `acts` comes to hold {certificate id: [(verb, data)]}."""
    seq, previous = 0, ""
    for entry in LedgerEntry.objects.order_by("seq").iterator(AT_ONCE):
        where = _("entry %(seq)s of the ledger") % {"seq": entry.seq}
        if entry.seq != seq + 1:
            yield Difference(where, _("the entry before it is missing"))
        if entry.previous != previous:
            yield Difference(where, _("does not follow from the entry before it"))
        told = {name: getattr(entry, name) for name in ("previous", "seq", "at", "verb", "reason", "data")}
        if entry.digest != digest_of(actor=entry.actor_id, certificate=entry.certificate_id, **told):
            yield Difference(where, _("was changed after it was written"))
        acts.setdefault(entry.certificate_id, []).append((entry.verb, entry.data))
        seq, previous = entry.seq, entry.digest
    head = LedgerHead.objects.first() or LedgerHead()
    if (head.seq, head.digest) != (seq, previous):
        yield Difference(_("end of the ledger"), _("entries are missing at the end"))


def certificates(acts):
    """Each certificate against its entries: what it says, and what became of it."""
    for one in Certificate.objects.select_related("replaces").order_by("pk").iterator(AT_ONCE):
        verbs = dict(acts.get(one.pk, ()))
        issued = verbs.get(LedgerVerb.ISSUED)
        if issued is None:
            yield Difference(one.number, _("the ledger does not know that it was issued"))
            continue
        if not one.forgotten_at and issued["facts"] != facts_digest(one.facts):
            yield Difference(one.number, _("what it says was changed after it was issued"))
        if (issued["number"], issued["code"]) != (one.number, one.code):
            yield Difference(one.number, _("its number or code was changed after it was issued"))
        for column, fact in COLUMNS.items():
            if not one.forgotten_at and getattr(one, column) != one.facts.get(fact):
                yield Difference(one.number, _("the register and the facts differ: %(what)s") % {"what": column})
        for day in DAYS:
            if str(getattr(one, day) or "") != (one.facts.get(day) or ""):
                yield Difference(one.number, _("the register and the facts differ: %(what)s") % {"what": day})
        if (one.replaces.number if one.replaces else None) != issued.get("replaces"):
            yield Difference(one.number, _("it leads to another certificate than the ledger says"))
        told = next((verb for verb in (LedgerVerb.REVOKED, LedgerVerb.REPLACED) if verb in verbs), None)
        if (one.state if one.state in GONE else None) != (told and str(told)):
            yield Difference(one.number, _("its state is not what the ledger says"))
        if bool(one.rendered_at) != (LedgerVerb.DOCUMENT in verbs):
            yield Difference(one.number, _("whether it has a document, the ledger says otherwise"))
        if bool(one.forgotten_at) != (LedgerVerb.FORGOTTEN in verbs):
            yield Difference(one.number, _("its name was taken out, or is said to be, and the ledger differs"))


def batches():
    """An issued batch has a certificate for each of its people."""
    found = Batch.objects.filter(state__in=[BatchState.APPROVED, BatchState.ISSUED])
    for batch in found.prefetch_related("entries", "certificates").iterator(AT_ONCE):
        people = {entry.enrolment_id for entry in batch.entries.all()}
        held = {certificate.enrolment_id for certificate in batch.certificates.all()}
        if people != held:
            yield Difference(str(batch), _("its people and its certificates are not the same"))


def status_lists(lists):
    """Each list counts its places; `lists` comes to hold {address: signed list} as they are served now."""
    now = timezone.now()
    for one in StatusList.objects.order_by("number"):
        theirs = Certificate.objects.filter(status_list=one)
        if theirs.count() != one.used or (theirs.aggregate(last=Max("status_place"))["last"] or 0) >= status.SIZE:
            yield Difference(_("status list %(number)s") % {"number": one.number}, _("its places are miscounted"))
        revoked = theirs.filter(state__in=GONE).values_list("status_place", flat=True)
        served = signed_status_list(one.number, revoked=revoked, now=now)
        lists[served["id"]] = served


def credentials(lists):
    """Each badge: signed by us, about this certificate, and revoked when it is."""
    attesting = Certificate.objects.filter(achievement__isnull=False, forgotten_at=None)
    for number in attesting.filter(credential=None).exclude(rendered_at=None).values_list("number", flat=True):
        yield Difference(number, _("its badge is missing"))
    found = Certificate.objects.filter(credential__isnull=False, forgotten_at=None).select_related("credential")
    now = timezone.now()
    for one in found.order_by("pk").iterator(AT_ONCE):
        try:
            told = dict(json.loads(one.credential.signed))
        except (TypeError, ValueError):
            yield Difference(one.number, _("its badge cannot be read"))
            continue
        verdict = judge(told, lists=lists, now=now)
        if verdict not in JUDGED[one.state]:
            what = _("its badge is “%(verdict)s”") % {"verdict": verdict.value}
            yield Difference(one.number, what)
        subject = told.get("credentialSubject", {})
        names = [each.get("identityHash") for each in subject.get("identifier", ())]
        if subject.get("licenseNumber") != one.number or one.name not in names:
            yield Difference(one.number, _("its badge is about another certificate"))


def documents(acts):
    """Each file: there, unchanged since it was made, and signed where it is said to be."""
    for one in Certificate.objects.exclude(rendered_at=None).filter(forgotten_at=None).order_by("pk").iterator(AT_ONCE):
        made = dict(acts.get(one.pk, ())).get(LedgerVerb.DOCUMENT)
        if made is None or made["sha256"] != one.sha256:
            yield Difference(one.number, _("the ledger knows another document"))
        try:
            with one.file.open("rb") as file:
                content = file.read()
        except (OSError, ValueError):
            yield Difference(one.number, _("its document is missing"))
            continue
        if sha256(content).hexdigest() != one.sha256:
            yield Difference(one.number, _("its document was changed"))
        elif one.signature_level and not check(content).intact:
            yield Difference(one.number, _("the signature of its document does not hold"))


def strangers():
    """Files among the documents that the register does not know."""
    storage = private_storage()
    known = set(Certificate.objects.exclude(file="").values_list("file", flat=True))
    folders, _files = storage.listdir(FOLDER) if storage.exists(FOLDER) else ([], [])
    for folder in sorted(folders):
        for name in sorted(storage.listdir(f"{FOLDER}/{folder}")[1]):
            path = f"{FOLDER}/{folder}/{name}"
            if path not in known:
                yield Difference(path, _("the register does not know this file"))
