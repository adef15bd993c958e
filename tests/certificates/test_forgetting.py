"""A holder is taken out of the register: nothing names them any more, and the number can still be checked."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from certificates.actions.batches import approve_batch, prepare_replacement
from certificates.actions.forgetting import forget_holder
from certificates.actions.printing import valid_of
from certificates.choices import LedgerVerb
from certificates.files import private_storage
from certificates.inspection import certificates as inspected
from certificates.models import BatchEntry, Certificate, Credential, LedgerEntry, NameConfirmation

pytestmark = pytest.mark.usefixtures("english")
NAMES = ("นายตัวอย่าง", "ตัวอย่าง หนึ่ง", "Tuayang", "Nueng", "ปลัดเทศบาลตำบล", "เทศบาลตำบลสมมติ")


def page(response):
    return response.content.decode()


def address(certificate):
    return reverse("certificates:forget", args=[certificate.pk])


@pytest.fixture
def forgotten(certificate, registrar, django_capture_on_commit_callbacks):
    enrolment = certificate.enrolment
    enrolment.position_text, enrolment.organisation_text = "ปลัดเทศบาลตำบล", "เทศบาลตำบลสมมติ ก"
    certificate.facts |= {"position": "ปลัดเทศบาลตำบล", "workplace": "เทศบาลตำบลสมมติ ก"}
    certificate.save()
    NameConfirmation.objects.create(enrolment=enrolment, name_th="นายตัวอย่าง หนึ่ง")
    Credential.objects.get_or_create(certificate=certificate, defaults={"signed": "นายตัวอย่าง หนึ่ง"})
    with django_capture_on_commit_callbacks(execute=True):
        return forget_holder(certificate=certificate, actor=registrar, reason="เจ้าของข้อมูลขอให้ลบ")


def test_nothing_names_the_holder_and_the_rest_stays(certificate, forgotten, client):
    found = Certificate.objects.get()
    assert not any(name in f"{found.facts}{found.name}{found.surname}" for name in NAMES)
    assert not found.file and not private_storage().exists(certificate.file.name)
    assert not Credential.objects.exists() and not NameConfirmation.objects.exists()
    kept = ("number", "code", "sha256", "state", "issued_on", "status_list_id", "status_place", "series", "seq")
    assert all(getattr(found, name) == getattr(certificate, name) for name in kept) and found.sha256
    assert found.facts["programme_title_th"] == certificate.facts["programme_title_th"]

    shown = client.get(reverse("certificates:verify", args=[found.code]))
    assert shown.status_code == 200 and "รช.ผถ 1-001/2569" in page(shown)
    assert not any(name in page(shown) for name in NAMES[:4])


def test_the_ledger_and_the_trail_know_of_it(forgotten, registrar):
    entry = LedgerEntry.objects.get(verb=LedgerVerb.FORGOTTEN)
    assert (entry.actor, entry.reason) == (registrar, "เจ้าของข้อมูลขอให้ลบ")
    assert AuditEntry.objects.get(verb="certificate.forgotten").reason == "เจ้าของข้อมูลขอให้ลบ"
    acts = {}
    for one in LedgerEntry.objects.order_by("seq"):
        acts.setdefault(one.certificate_id, []).append((one.verb, one.data))
    assert list(inspected(acts)) == []


def test_a_second_time_nothing_more_happens(forgotten, registrar):
    again = forget_holder(certificate=forgotten, actor=registrar, reason="อีกครั้ง")
    assert again.forgotten_at == Certificate.objects.get().forgotten_at
    assert LedgerEntry.objects.filter(verb=LedgerVerb.FORGOTTEN).count() == 1


def test_nothing_is_issued_in_the_place_of_a_name_that_was_taken_out(forgotten, registrar, as_user):
    for ground in ("corrected", "lost"):
        with pytest.raises(ValidationError, match="taken out"):
            prepare_replacement(
                certificate=forgotten,
                registrar=registrar,
                ground=ground,
                reason="ขอใหม่",
                issued_on=timezone.localdate(),
            )
        address = reverse("certificates:replace", args=[forgotten.pk, ground])
        answer = as_user(registrar).post(address, {"reason": "ขอใหม่", "issued_on": "1/12/2569"})
        assert answer.status_code == 200 and f'action="{address}"' not in page(answer)
    assert not BatchEntry.objects.filter(replaces=forgotten).exists()


def test_what_is_taken_out_while_a_replacement_waits_is_not_replaced(certificate, registrar, approver):
    given = {"ground": "lost", "reason": "หาย", "issued_on": timezone.localdate()}
    batch = prepare_replacement(certificate=certificate, registrar=registrar, **given)
    forget_holder(certificate=certificate, actor=registrar, reason="เจ้าของข้อมูลขอให้ลบ")
    with pytest.raises(ValidationError, match="taken out"):
        approve_batch(batch=batch, approver=approver)
    assert Certificate.objects.count() == 1


def test_it_is_not_printed_with_its_batch_any_more(certificate, forgotten):
    assert list(valid_of(certificate.batch_id)) == []


def test_the_name_of_one_revoked_before_its_document_can_be_taken_out(certificate, registrar):
    Certificate.objects.update(rendered_at=None, file="", state="revoked", revoked_at=timezone.now())
    assert forget_holder(certificate=certificate, actor=registrar, reason="เจ้าของข้อมูลขอให้ลบ").forgotten_at


def test_a_reason_is_needed_and_a_document(certificate, registrar):
    with pytest.raises(ValidationError, match="Say why"):
        forget_holder(certificate=certificate, actor=registrar, reason=" ")
    Certificate.objects.update(rendered_at=None)
    with pytest.raises(ValidationError, match="still being made"):
        forget_holder(certificate=certificate, actor=registrar, reason="ก")
    assert Certificate.objects.get().name == "นายตัวอย่าง หนึ่ง"


def test_the_screen_asks_for_reason_and_tick(certificate, registrar, as_user):
    browser = as_user(registrar)
    assert address(certificate) in page(browser.get(reverse("certificates:certificate", args=[certificate.pk])))
    assert "cannot be undone" in page(browser.get(address(certificate)))
    kept = page(browser.post(address(certificate), {"reason": "ขอลบตามกฎหมาย"}))
    assert "field--bad" in kept and "ขอลบตามกฎหมาย" in kept and Certificate.objects.get().name

    sent = {"reason": "ขอลบตามกฎหมาย", "sure": "on"}
    line = page(browser.post(address(certificate), sent, follow=True))

    assert "The name was taken out" in line and "นายตัวอย่าง หนึ่ง" not in line.split("<main")[1]
    assert "Download PDF" not in line and address(certificate) not in line
    assert browser.get(reverse("certificates:pdf", args=[certificate.pk])).status_code == 404
    assert browser.get(address(certificate)).status_code == 302


def test_only_registrars_do_it(certificate, approver, officer, learner, as_user):
    assert as_user(approver).get(address(certificate)).status_code == 403
    assert as_user(officer).get(address(certificate)).status_code == 404
    assert as_user(learner).post(address(certificate), {"reason": "ก", "sure": "on"}).status_code == 404
    assert Certificate.objects.get().name


def test_the_learner_reads_what_happened(forgotten, learner, as_user):
    shown = page(as_user(learner).get(reverse("certificates:mine")))
    assert "taken out of the register" in shown and "Download PDF" not in shown and "share.png" not in shown
