"""One line of the register: its history, what it replaces, and the acts that are open to a registrar."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.actions.batches import approve_batch, prepare_replacement
from certificates.actions.register import revoke_certificate
from certificates.models import Batch, Certificate

pytestmark = pytest.mark.usefixtures("english", "no_files")
LATER = date(2026, 11, 2)


def page(response):
    return response.content.decode()


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


@pytest.fixture
def replaced(certificate, registrar, approver):
    """The certificate after a substitute took its place, and the substitute."""
    batch = prepare_replacement(
        certificate=certificate, registrar=registrar, ground="lost", reason="หายในน้ำท่วม", issued_on=LATER
    )
    approve_batch(batch=batch, approver=approver)
    return Certificate.objects.get(pk=certificate.pk), Certificate.objects.get(batch=batch)


def test_the_history_says_who_did_what_and_why(certificate, as_user, registrar, approver):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ออกให้ผิดคน")

    shown = page(as_user(registrar).get(at("certificate", certificate.pk)))

    history = shown[shown.index("History in the ledger") :]
    assert history.index("Issued") < history.index("Document made") < history.index("Revoked")
    assert approver.name in history and "The system itself" in history and "ออกให้ผิดคน" in history


def test_a_correction_is_put_forward_and_shown_beside_the_old_one(certificate, learner, as_user, registrar, approver):
    learner.last_name = "นามใหม่"
    learner.save()
    browser = as_user(registrar)
    sent = {"reason": "สะกดนามสกุลผิด", "issued_on": "๐๒/๑๑/๒๕๖๙"}

    answer = browser.post(at("replace", certificate.pk, "corrected"), sent)

    batch = Batch.objects.exclude(pk=certificate.batch_id).get()
    assert answer["Location"] == at("batch", batch.pk) and batch.issued_on == LATER
    shown = page(as_user(approver).get(answer["Location"]))
    assert "In the place of รช.ผถ 1-001/2569" in shown and "สะกดนามสกุลผิด" in shown
    assert "นามใหม่" in shown and certificate.name in shown and "Given on approval" in shown
    line = page(browser.get(at("certificate", certificate.pk)))
    assert "A replacement waits for approval" in line and at("replace", certificate.pk, "lost") not in line


def test_what_was_typed_stays_beside_its_error(certificate, as_user, registrar):
    browser = as_user(registrar)
    for typed, said in (
        ({"reason": "หาย", "issued_on": "31/02/2569"}, "There is no such day"),
        ({"reason": "หาย", "issued_on": "01/01/2569"}, "lies before that of the certificate it replaces"),
        ({"reason": " ", "issued_on": "02/11/2569"}, "required"),
    ):
        shown = page(browser.post(at("replace", certificate.pk, "lost"), typed))
        assert said in shown and f'value="{typed["issued_on"]}"' in shown and typed["reason"].strip() in shown
        assert shown.count("field--bad") == 1
    assert Batch.objects.count() == 1


def test_a_substitute_and_the_lost_one_lead_to_each_other(replaced, as_user, registrar):
    old, new = replaced
    browser = as_user(registrar)

    of_old, of_new = (page(browser.get(at("certificate", one.pk))) for one in (old, new))

    assert "Substitute for a lost one" in of_old and at("certificate", new.pk) in of_old
    assert "Stands in the place of รช.ผถ 1-001/2569" in of_new and at("certificate", old.pk) in of_new
    assert at("revoke", old.pk) not in of_old and at("revoke", new.pk) in of_new
    assert at("certificate", old.pk) in page(browser.get(at("batch", new.batch_id)))


def test_what_is_no_longer_valid_is_not_replaced_or_revoked_again(replaced, as_user, registrar):
    old, _new = replaced
    browser = as_user(registrar)

    revoked = page(browser.post(at("revoke", old.pk), {"reason": "ออกให้ผิดคน"}))
    again = page(browser.post(at("replace", old.pk, "lost"), {"reason": "หายอีก", "issued_on": "02/11/2569"}))

    assert "Revoke the one that stands in its place." in revoked
    assert "Only a valid certificate can be replaced." in again
    assert Batch.objects.count() == 2


def test_asked_for_twice_it_is_the_batch_that_waits(certificate, as_user, registrar):
    browser, sent = as_user(registrar), {"reason": "หาย", "issued_on": "02/11/2569"}
    first = browser.post(at("replace", certificate.pk, "lost"), sent)

    second = browser.post(at("replace", certificate.pk, "corrected"), sent, follow=True)

    assert second.redirect_chain[-1][0] == first["Location"] and "waits for approval already" in page(second)


def test_replacing_is_a_registrars_work(certificate, as_user, approver, officer):
    sent = {"reason": "หาย", "issued_on": "02/11/2569"}
    assert as_user(approver).post(at("replace", certificate.pk, "lost"), sent).status_code == 403
    assert as_user(officer).post(at("replace", certificate.pk, "lost"), sent).status_code == 404
    assert at("replace", certificate.pk, "lost") not in page(as_user(approver).get(at("certificate", certificate.pk)))
    assert as_user(approver).post(at("replace", certificate.pk, "stolen"), sent).status_code == 404


def test_the_last_day_and_what_is_over_are_said(certificate, as_user, registrar):
    Certificate.objects.update(valid_until=date(2026, 9, 30))

    shown = page(as_user(registrar).get(at("certificate", certificate.pk)))

    assert "30 September 2026" in shown
    assert ("Expired" in shown) == (timezone.localdate() > date(2026, 9, 30))


def test_what_was_issued_by_rule_has_a_line_without_a_batch(certificate, as_user, registrar):
    Certificate.objects.update(batch=None)

    assert "Issued by rule" in page(as_user(registrar).get(at("certificate", certificate.pk)))
