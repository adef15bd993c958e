"""Corrected certificates and substitutes for lost ones: a new number, the old one leads to it, nothing is lost."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from certificates.actions.batches import approve_batch, prepare_batch, prepare_replacement
from certificates.actions.freezing import last_day
from certificates.actions.register import revoke_certificate
from certificates.choices import Purpose
from certificates.inspection import differences
from certificates.models import Batch, Certificate, LedgerEntry, ProgrammeAward
from certificates.queries.batches import awaiting
from certificates.queries.candidates import candidates_of
from cohorts.actions.completion import review_completion
from cohorts.choices import EnrolmentState
from cohorts.models import Attendance, Enrolment
from config.demo import factories as make

from .conftest import ISSUED
from .pdf_reading import poppler_text

LATER = date(2026, 11, 2)  # 2 พฤศจิกายน 2569
pytestmark = pytest.mark.usefixtures("english", "no_files")


@pytest.fixture
def replace(registrar, approver, django_capture_on_commit_callbacks):
    """replace(certificate, ground) prepares and approves its replacement and makes the document; it is returned."""

    def replace_one(certificate, ground, reason="เหตุผลของการออกใหม่"):
        batch = prepare_replacement(
            certificate=certificate, registrar=registrar, ground=ground, reason=reason, issued_on=LATER
        )
        with django_capture_on_commit_callbacks(execute=True):
            approve_batch(batch=batch, approver=approver)
        return Certificate.objects.get(batch=batch)

    return replace_one


def test_a_corrected_one_has_the_new_name_and_a_number_of_its_own(certificate, learner, replace):
    learner.last_name = "นามใหม่"
    learner.save()

    new = replace(certificate, "corrected")

    old = Certificate.objects.get(pk=certificate.pk)
    assert (old.state, new.state) == ("replaced", "valid")
    assert (old.replaced_by, new.replaces_for) == (new, "corrected")
    assert "นามใหม่" in new.name and "นามใหม่" not in old.name
    assert (old.seq, new.seq) == (1, 2)
    assert "แก้ไขข้อมูล" in poppler_text(new.file.read())
    assert list(LedgerEntry.objects.values_list("verb", flat=True)) == [
        *("issued", "document", "replaced", "issued", "document")
    ]
    assert list(differences()) == []


def test_a_substitute_says_what_the_lost_one_said(certificate, learner, replace):
    learner.last_name = "นามใหม่"
    learner.save()

    new = replace(certificate, "lost")

    text = poppler_text(new.file.read())
    assert new.name == certificate.name
    assert "ใบแทนวุฒิบัตร" in text and "ซึ่งสูญหาย" in text
    assert "๑-๐๐๑/๒๕๖๙" in text and "๑-๐๐๒/๒๕๖๙" in text
    assert "ใบแทนใบแทน" not in replace(new, "lost").facts["kind_label"]


def test_another_person_has_to_approve_a_replacement(certificate, registrar):
    batch = prepare_replacement(
        certificate=certificate, registrar=registrar, ground="lost", reason="หาย", issued_on=LATER
    )

    with pytest.raises(ValidationError, match="Whoever prepared"):
        approve_batch(batch=batch, approver=registrar)
    assert Certificate.objects.get().state == "valid"


def test_asking_twice_makes_one_batch(certificate, registrar):
    asked = {"certificate": certificate, "registrar": registrar, "reason": "หาย", "issued_on": LATER}

    first = prepare_replacement(ground="lost", **asked)

    assert prepare_replacement(ground="lost", **asked) == first
    assert Batch.objects.count() == 2


@pytest.mark.parametrize(
    ("reason", "issued_on", "told"),
    [("  ", LATER, "Say why"), ("หาย", date(2026, 9, 17), "before that of the certificate")],
)
def test_a_replacement_needs_a_reason_and_a_later_day(certificate, registrar, reason, issued_on, told):
    with pytest.raises(ValidationError, match=told):
        prepare_replacement(
            certificate=certificate, registrar=registrar, ground="lost", reason=reason, issued_on=issued_on
        )


def test_what_was_revoked_meanwhile_is_not_replaced(certificate, registrar, approver):
    batch = prepare_replacement(
        certificate=certificate, registrar=registrar, ground="lost", reason="หาย", issued_on=LATER
    )
    revoke_certificate(certificate=certificate, actor=registrar, reason="ทุจริต")

    with pytest.raises(ValidationError, match="not valid any more"):
        approve_batch(batch=batch, approver=approver)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("act", ["revoke", "replace"])
def test_what_was_replaced_or_revoked_stays_so(certificate, registrar, replace, act):
    if act == "revoke":
        revoke_certificate(certificate=certificate, actor=registrar, reason="ทุจริต")
    else:
        replace(certificate, "lost")
    old = Certificate.objects.get(pk=certificate.pk)

    with pytest.raises(ValidationError, match="Only a valid certificate"):
        prepare_replacement(certificate=old, registrar=registrar, ground="lost", reason="หาย", issued_on=LATER)
    if act == "replace":
        with pytest.raises(ValidationError, match="Revoke the one"):
            revoke_certificate(certificate=old, actor=registrar, reason="ทุจริต")
    assert Certificate.objects.get(pk=old.pk).state == old.state


def test_completing_again_brings_nothing_revoked_back(certificate, registrar, cohort):
    revoke_certificate(certificate=certificate, actor=registrar, reason="ทุจริต")

    review_completion(enrolment=certificate.enrolment)

    assert Certificate.objects.get().state == "revoked"
    with pytest.raises(ValidationError, match="Nobody"):
        prepare_batch(cohort=cohort, registrar=registrar, issued_on=LATER)


def test_an_enrolment_that_ends_later_takes_nothing_away(certificate, replace):
    Enrolment.objects.update(state=EnrolmentState.ENDED)

    assert Certificate.objects.get().state == "valid"
    assert replace(certificate, "lost").state == "valid"


def test_a_replacement_is_no_reason_for_another_batch(certificate, cohort, replace):
    replace(certificate, "corrected")

    assert not awaiting().filter(cohort=cohort).exists()


# --- what ends ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 9, 18), 36, date(2029, 9, 17)),
        (date(2026, 1, 31), 1, date(2026, 2, 27)),
        (date(2026, 12, 31), 12, date(2027, 12, 30)),
        (date(2026, 9, 1), 4, date(2026, 12, 31)),
        (date(2026, 9, 18), None, None),
    ],
)
def test_the_last_day_of_what_ends(issued, months, last):
    assert last_day(issued, months) == last


def test_a_kind_that_ends_says_until_when(programme, cohort, complete, issue, django_capture_on_commit_callbacks):
    ProgrammeAward.objects.create(programme=programme, purpose="programme", kind="kiattibat", valid_months=24)
    complete(cohort)

    with django_capture_on_commit_callbacks(execute=True):
        issue(cohort)

    found = Certificate.objects.get()
    text = poppler_text(found.file.read())
    assert found.valid_until == date(2028, 9, 17)
    assert "เกียรติบัตร" in text and "ใช้ได้ถึงวันที่ ๑๗ กันยายน" in text


def test_a_correction_does_not_lengthen_what_ends(certificate, programme, replace):
    ProgrammeAward.objects.create(programme=programme, purpose="programme", kind="kiattibat", valid_months=24)
    certificate.valid_until = date(2026, 11, 30)
    certificate.facts |= {"valid_until": "2026-11-30"}
    certificate.save()

    new = replace(certificate, "corrected")

    assert new.valid_until == date(2026, 11, 30) and new.facts["valid_until"] == "2026-11-30"


# --- attendance -----------------------------------------------------------------
def test_who_only_attended_gets_a_statement_of_the_hours(
    programme, cohort, enrolment, registrar, approver, signatory, django_capture_on_commit_callbacks
):
    ProgrammeAward.objects.create(programme=programme, purpose="attendance", kind="statement")
    session = make.session(cohort, closed_at=timezone.now())
    Attendance.objects.create(session=session, enrolment=enrolment, status="present")
    Enrolment.objects.update(state=EnrolmentState.ENDED)

    batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED, purpose=Purpose.ATTENDANCE)
    with django_capture_on_commit_callbacks(execute=True):
        approve_batch(batch=batch, approver=approver)

    found = Certificate.objects.get()
    text = poppler_text(found.file.read())
    assert [row.problems for row in candidates_of(batch)] == [[]]
    assert (found.purpose, found.series, found.facts["hours"]) == ("attendance", "ผถข", 6)
    assert "หนังสือรับรอง" in text and "ได้เข้ารับการอบรม" in text
