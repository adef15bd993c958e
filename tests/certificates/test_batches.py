"""From completion to issue: who waits, who may approve, and numbers without a gap."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEntry
from certificates.actions.batches import approve_batch, prepare_batch, refuse_batch
from certificates.actions.register import revoke_certificate
from certificates.models import Batch, Certificate, NumberSeries, Signatory
from certificates.queries.batches import waiting_cohorts
from certificates.queries.candidates import candidates_of
from cohorts.choices import EnrolmentState
from config.demo import factories as make

from .conftest import ISSUED

pytestmark = pytest.mark.usefixtures("english")


def numbers(**lookup):
    return list(Certificate.objects.filter(**lookup).order_by("seq").values_list("seq", flat=True))


# --- preparing --------------------------------------------------------------------
def test_a_batch_holds_those_who_completed_and_nobody_else(cohort, complete, enrolment, registrar):
    done = complete(cohort, 2)
    make.enrolment(cohort, make.person("ended@example.org"), state=EnrolmentState.ENDED)

    batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)

    assert {row.enrolment for row in candidates_of(batch)} == set(done)
    assert AuditEntry.objects.filter(verb="batch.prepared", actor=registrar).count() == 1


def test_nobody_is_put_forward_twice(prepared, cohort, complete, registrar):
    with pytest.raises(ValidationError, match="Nobody"):
        prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)
    (late,) = complete(cohort)

    second = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)

    assert [row.enrolment for row in candidates_of(second)] == [late]


def test_a_batch_is_not_dated_before_its_cohort_began(cohort, complete, registrar):
    complete(cohort)

    with pytest.raises(ValidationError, match="before the first day"):
        prepare_batch(cohort=cohort, registrar=registrar, issued_on=date(2026, 1, 1))


def test_waiting_cohorts_count_people_in_eight_queries(cohort, programme, complete, django_assert_num_queries):
    complete(cohort, 2)
    with django_assert_num_queries(8):
        assert [(one.code, one.new) for one in waiting_cohorts()] == [("llp-1", 2)]
    for number in range(2, 5):
        complete(make.cohort(programme, f"llp-{number}", number=number), 10)
    with django_assert_num_queries(8):
        assert [one.new for one in waiting_cohorts()] == [2, 10, 10, 10]


# --- deciding ---------------------------------------------------------------------
def test_another_person_approves_and_numbers_are_given_in_dictionary_order(cohort, registrar, approver, signatory):
    for number, name in enumerate(("เกษม", "ไข่มุก", "กานต์")):
        person = make.person(f"{number}@example.org", first_name=name, last_name="สมมติ")
        make.enrolment(cohort, person, state=EnrolmentState.COMPLETED, completed_at=cohort.rules_frozen_at)
    batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)

    batch = approve_batch(batch=batch, approver=approver)

    found = Certificate.objects.order_by("seq")
    assert [(one.name, one.number) for one in found] == [
        ("นายกานต์ สมมติ", "รช.ผถ 1-001/2569"),
        ("นายเกษม สมมติ", "รช.ผถ 1-002/2569"),
        ("นายไข่มุก สมมติ", "รช.ผถ 1-003/2569"),
    ]
    assert batch.state == "approved" and batch.decided_by == approver
    entry = AuditEntry.objects.get(verb="batch.approved")
    assert entry.actor == approver and entry.after["last"] == "รช.ผถ 1-003/2569"


def test_whoever_prepared_cannot_approve(prepared, registrar):
    make.give_role(registrar, "approver")

    with pytest.raises(ValidationError, match="cannot decide"):
        approve_batch(batch=prepared, approver=registrar)

    assert not Certificate.objects.exists() and not NumberSeries.objects.exists()


def test_the_database_refuses_it_as_well(prepared, registrar):
    with pytest.raises(IntegrityError), transaction.atomic():
        Batch.objects.filter(pk=prepared.pk).update(decided_by=registrar)


def test_approving_twice_gives_one_set_of_numbers(prepared, approver):
    approve_batch(batch=prepared, approver=approver)
    approve_batch(batch=prepared, approver=approver)

    assert numbers() == [1, 2, 3]


def test_a_batch_sent_back_gives_no_numbers_and_its_people_wait_again(prepared, cohort, registrar, approver):
    refuse_batch(batch=prepared, approver=approver, note="คำนำหน้าไม่ตรง")

    with pytest.raises(ValidationError, match="decided already"):
        approve_batch(batch=prepared, approver=approver)
    assert not Certificate.objects.exists()
    assert [one.new for one in waiting_cohorts()] == [3]
    assert AuditEntry.objects.get(verb="batch.refused").reason == "คำนำหน้าไม่ตรง"


def test_an_approved_batch_cannot_be_sent_back(prepared, approver):
    approve_batch(batch=prepared, approver=approver)

    with pytest.raises(ValidationError, match="decided already"):
        refuse_batch(batch=prepared, approver=approver, note="ช้าไป")


@pytest.mark.parametrize("note", ["", "   "])
def test_sending_back_needs_a_reason(prepared, approver, note):
    with pytest.raises(ValidationError, match="mended"):
        refuse_batch(batch=prepared, approver=approver, note=note)


def test_without_a_signatory_on_that_day_nothing_is_issued(prepared, approver):
    Signatory.objects.update(valid_to=ISSUED.replace(day=1))

    with pytest.raises(ValidationError, match="signatory"):
        approve_batch(batch=prepared, approver=approver)
    assert not NumberSeries.objects.exists()


def test_six_signatories_are_one_too_many(prepared, approver):
    for number in range(5):
        make.signatory(name=f"นายตัวอย่าง คนที่{number}")

    with pytest.raises(ValidationError, match="room for 5"):
        approve_batch(batch=prepared, approver=approver)
    Signatory.objects.last().delete()
    assert approve_batch(batch=prepared, approver=approver).state == "approved"


def test_a_year_that_was_mistyped_costs_no_number(cohort, complete, registrar):
    complete(cohort)
    with pytest.raises(ValidationError, match="more than a year ahead"):
        prepare_batch(cohort=cohort, registrar=registrar, issued_on=timezone.localdate() + timedelta(days=367))
    assert prepare_batch(cohort=cohort, registrar=registrar, issued_on=timezone.localdate() + timedelta(days=366))


def test_one_incomplete_name_holds_back_the_whole_batch(prepared, approver):
    person = candidates_of(prepared)[1].enrolment.learner
    person.prefix = ""
    person.save()

    with pytest.raises(ValidationError, match="not complete"):
        approve_batch(batch=prepared, approver=approver)
    assert not Certificate.objects.exists() and not NumberSeries.objects.exists()


def test_a_broken_pattern_is_said_and_costs_no_number(prepared, programme, approver):
    programme.number_pattern = "รช.{code}"
    programme.save()

    with pytest.raises(ValidationError, match="pattern"):
        approve_batch(batch=prepared, approver=approver)
    assert not NumberSeries.objects.exists()


# --- numbers ----------------------------------------------------------------------
def test_sixty_people_in_two_batches_and_two_cohorts_leave_no_gap(cohort, programme, complete, issue):
    complete(cohort, 40)
    issue(cohort)
    complete(cohort, 10)
    issue(cohort)
    second = make.cohort(programme, "llp-2", number=2, today=date(2026, 6, 1))
    complete(second, 10)
    issue(second)

    assert numbers(series="ผถ", year_be=2569) == list(range(1, 61))
    assert Certificate.objects.get(seq=60).number == "รช.ผถ 2-060/2569"
    assert Certificate.objects.values("code").distinct().count() == 60


def test_a_new_year_of_issue_begins_a_new_series(cohort, complete, issue):
    complete(cohort, 2)
    issue(cohort, issued_on=date(2026, 12, 31))
    complete(cohort, 2)
    issue(cohort, issued_on=date(2027, 1, 1))

    found = Certificate.objects.order_by("year_be", "seq").values_list("number", flat=True)
    assert list(found) == ["รช.ผถ 1-001/2569", "รช.ผถ 1-002/2569", "รช.ผถ 1-001/2570", "รช.ผถ 1-002/2570"]


def test_a_revoked_number_is_not_given_again(cohort, complete, issue, registrar):
    complete(cohort, 2)
    issue(cohort)
    revoke_certificate(certificate=Certificate.objects.get(seq=2), actor=registrar, reason="ชื่อผิด")

    issue(cohort, include_revoked=True)

    assert numbers() == [1, 2, 3]
    assert Certificate.objects.get(seq=2).enrolment == Certificate.objects.get(seq=3).enrolment


def test_a_revoked_certificate_does_not_come_back_by_itself(cohort, complete, issue, registrar):
    complete(cohort)
    issue(cohort)
    revoke_certificate(certificate=Certificate.objects.get(), actor=registrar, reason="ชื่อผิด")

    with pytest.raises(ValidationError, match="Nobody"):
        prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)


def test_a_single_module_gets_a_statement_in_a_series_of_its_own(self_paced, complete, issue):
    complete(self_paced)
    issue(self_paced)

    found = Certificate.objects.get()
    assert found.number == "รช.นวม 1-001/2569"
    assert (found.facts["kind"], found.facts["kind_label"]) == ("statement", "หนังสือรับรอง")
    assert found.facts["module_title"] == "หน่วยที่ 2"
    assert found.facts["cohort_label"] == ""


def test_the_facts_stay_as_they_were(cohort, programme, learner, complete, issue, signatory):
    (enrolment,) = complete(cohort, first_name="น้ำผึ้ง", last_name="ตั้งถิ่นฐาน", prefix="นางสาว")
    issue(cohort)
    person = enrolment.learner
    person.first_name = "เปลี่ยน"
    person.save()
    programme.title = "ชื่อใหม่"
    programme.save()
    signatory.delete()

    found = Certificate.objects.get()
    assert found.name == found.facts["name_th"] == "นางสาวน้ำผึ้ง ตั้งถิ่นฐาน"
    assert found.facts["programme_title_th"] == "หลักสูตรผู้นำท้องถิ่น"
    assert found.facts["signatories"][0]["post"] == "หัวหน้าวิทยสถาน"
    assert found.facts["hours"] == 12
    assert found.facts["issued_on"] == "2026-09-18"


def test_checks_look_at_thirty_people_in_as_many_queries_as_at_one(
    cohort, complete, registrar, django_assert_num_queries
):
    complete(cohort)
    one = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)
    complete(cohort, 30)
    thirty = prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)

    for batch, people in ((one, 1), (thirty, 30)):
        with django_assert_num_queries(5):
            assert len(candidates_of(batch)) == people
