"""A certificate in each of its states, set in the rows themselves: what is asked here is what strangers are told."""

from datetime import date

from django.utils import timezone

from certificates.models import Certificate, Credential, StatusList

PLACE = 94_567


def badged(certificate, place=PLACE, number=1, signed='{"a": "ข้อความที่ลงนาม"}'):
    """With a badge and its place in a status list."""
    listed, _made = StatusList.objects.get_or_create(number=number)
    Certificate.objects.filter(pk=certificate.pk).update(status_list=listed, status_place=place)
    Credential.objects.update_or_create(certificate=certificate, defaults={"signed": signed})


def valid(certificate):
    """As it was issued."""


def revoked(certificate):
    fields = {"state": "revoked", "revoked_at": timezone.now(), "revocation_reason": "ออกให้ผิดคน"}
    Certificate.objects.filter(pk=certificate.pk).update(**fields)


def expired(certificate):
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=date(2026, 9, 30))


def forgotten(certificate):
    fields = {"name": "", "surname": "", "forgotten_at": timezone.now()}
    facts = certificate.facts | {"name_th": "", "name_en": "", "surname_en": ""}
    Certificate.objects.filter(pk=certificate.pk).update(facts=facts, **fields)


def corrected(certificate):
    return _replaced(certificate, "corrected")


def substituted(certificate):
    return _replaced(certificate, "lost")


def _replaced(certificate, ground):
    """The newer one, 'รช.ผถ 1-900/2569'."""
    Certificate.objects.filter(pk=certificate.pk).update(state="replaced", replaced_at=timezone.now())
    newer = Certificate.objects.get(pk=certificate.pk)
    newer.pk, newer.state, newer.replaced_at = None, "valid", None
    newer.seq, newer.number, newer.code = 900, "รช.ผถ 1-900/2569", "ZZZZ9999ZZZZ"
    newer.status_list = newer.status_place = None
    newer.replaces_id, newer.replaces_for = certificate.pk, ground
    newer.save(force_insert=True)
    return newer
