"""The ledger: every act is entered once, in a chain, and the register finds whatever was changed behind its back."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from certificates.actions.documents import render_certificate
from certificates.actions.register import revoke_certificate
from certificates.files import private_storage
from certificates.inspection import differences
from certificates.models import Certificate, Credential, LedgerEntry, LedgerHead, NumberSeries, StatusList

pytestmark = pytest.mark.usefixtures("english", "no_files")


@pytest.fixture
def issued(cohort, complete, issue, django_capture_on_commit_callbacks):
    """Three certificates with their documents; the second is revoked."""
    complete(cohort, 3)
    batch = issue(cohort)
    for pk in batch.certificates.values_list("pk", flat=True):
        render_certificate(certificate_id=pk)
    first, second, third = Certificate.objects.order_by("seq")
    revoke_certificate(certificate=second, actor=batch.decided_by, reason="ออกผิดคน")
    return [Certificate.objects.get(pk=one.pk) for one in (first, second, third)]


def found():
    return [str(difference) for difference in differences()]


def test_every_act_is_in_the_ledger_with_who_and_why(issued, approver):
    entries = list(LedgerEntry.objects.all())

    assert [entry.seq for entry in entries] == list(range(1, 8))
    assert [entry.verb for entry in entries] == ["issued"] * 3 + ["document"] * 3 + ["revoked"]
    assert [entry.actor for entry in entries] == [approver] * 3 + [None] * 3 + [approver]
    assert entries[6].reason == "ออกผิดคน"
    assert entries[3].data["sha256"] == issued[0].sha256
    assert all(one.name not in json.dumps(entry.data, ensure_ascii=False) for one in issued for entry in entries)


def test_a_register_as_it_was_issued_has_no_differences(issued, capsys):
    assert found() == []
    call_command("verify_register")
    assert "as it was issued" in capsys.readouterr().out


def spoil_facts(one):
    Certificate.objects.filter(pk=one.pk).update(facts=one.facts | {"hours": 999})


def spoil_name(one):
    Certificate.objects.filter(pk=one.pk).update(name="นายคนอื่น ปลอมแปลง")


def spoil_file(one):
    with open(private_storage().path(one.file.name), "r+b") as file:
        file.seek(300)
        byte = file.read(1)
        file.seek(300)
        file.write(bytes([byte[0] ^ 1]))


def lose_file(one):
    private_storage().delete(one.file.name)


def spoil_hash(one):
    Certificate.objects.filter(pk=one.pk).update(sha256="0" * 64)


def take_back_revocation(one):
    Certificate.objects.filter(state="revoked").update(state="valid")


def revoke_silently(one):
    Certificate.objects.filter(pk=one.pk).update(state="revoked", revoked_at=one.issued_at)


def spoil_number(one):
    Certificate.objects.filter(pk=one.pk).update(number="รช.ผถ 1-999/2569")


def skip_a_number(one):
    Certificate.objects.filter(seq=3).update(seq=4)


def give_a_number_twice_later(one):
    NumberSeries.objects.update(last=2)


def spoil_entry(one):
    LedgerEntry.objects.filter(seq=7).update(reason="เหตุผลอื่น")


def lose_entry(one):
    LedgerEntry.objects.filter(seq=4).delete()


def lose_last_entry(one):
    LedgerEntry.objects.filter(seq=7).delete()


def rewrite_badge(one):
    badge = Credential.objects.get(pk=one.pk)
    badge.signed = badge.signed.replace(one.number, "รช.ผถ 1-777/2569")
    badge.save()


def swap_badges(one):
    first, *_others, last = Credential.objects.order_by("pk")
    signed = first.signed
    Credential.objects.filter(pk=first.pk).update(signed=last.signed)
    Credential.objects.filter(pk=last.pk).update(signed=signed)


def move_place(one):
    taken = set(Certificate.objects.values_list("status_place", flat=True))
    free = next(place for place in range(len(taken) + 1) if place not in taken)
    Certificate.objects.filter(state="revoked").update(status_place=free)


def miscount_places(one):
    StatusList.objects.update(used=99)


def add_file(one):
    with open(private_storage().path("certificates/2569/STRANGER.pdf"), "wb") as file:
        file.write(b"%PDF")


def drop_certificate(one):
    # As somebody with the database in hand would, past every rule.
    LedgerEntry.objects.filter(certificate=one).delete()
    Credential.objects.filter(pk=one.pk).delete()
    Certificate.objects.filter(pk=one.pk).delete()


def lengthen(one):
    Certificate.objects.filter(pk=one.pk).update(valid_until=date(2999, 1, 1))


def date_back(one):
    Certificate.objects.filter(pk=one.pk).update(issued_on=date(2020, 1, 1))


def lead_elsewhere(one):
    Certificate.objects.filter(seq=3).update(replaces=one, replaces_for="lost")


def lose_badge(one):
    Credential.objects.filter(pk=one.pk).delete()


def break_badge(one):
    Credential.objects.filter(pk=one.pk).update(signed="[1]")


def deny_document(one):
    Certificate.objects.filter(pk=one.pk).update(rendered_at=None)


PLANTED = [
    (lengthen, "the register and the facts differ: valid_until"),
    (date_back, "the register and the facts differ: issued_on"),
    (lead_elsewhere, "it leads to another certificate"),
    (lose_badge, "its badge is missing"),
    (break_badge, "its badge cannot be read"),
    (deny_document, "whether it has a document"),
    (spoil_facts, "what it says was changed"),
    (spoil_name, "the register and the facts differ"),
    (spoil_file, "its document was changed"),
    (lose_file, "its document is missing"),
    (spoil_hash, "the ledger knows another document"),
    (take_back_revocation, "its state is not what the ledger says"),
    (revoke_silently, "its state is not what the ledger says"),
    (spoil_number, "its number or code was changed"),
    (skip_a_number, "the number before it is missing"),
    (give_a_number_twice_later, "the series is at 2"),
    (spoil_entry, "was changed after it was written"),
    (lose_entry, "the entry before it is missing"),
    (lose_last_entry, "entries are missing at the end"),
    (rewrite_badge, "its badge is “changed”"),
    (swap_badges, "its badge is about another certificate"),
    (move_place, "its badge is “valid”"),
    (miscount_places, "its places are miscounted"),
    (add_file, "the register does not know this file"),
    (drop_certificate, "its people and its certificates are not the same"),
]


@pytest.mark.parametrize(("plant", "told"), PLANTED, ids=lambda value: getattr(value, "__name__", ""))
def test_a_planted_change_is_found(issued, plant, told):
    plant(issued[0])

    assert any(told in line for line in found())
    with pytest.raises(CommandError, match="differences"):
        call_command("verify_register")


def test_the_end_of_the_chain_is_kept_by_one_row(issued):
    head = LedgerHead.objects.get()

    assert head.seq == 7
    assert head.digest == LedgerEntry.objects.get(seq=7).digest
