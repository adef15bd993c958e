"""Two people at the same moment, on connections of their own: no gap, no double."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry
from certificates.actions.batches import approve_batch, prepare_batch, prepare_replacement
from certificates.actions.register import revoke_certificate
from certificates.actions.rule import issue_by_rule
from certificates.inspection import differences
from certificates.models import Batch, Certificate, NameConfirmation, NumberSeries, ProgrammeAward
from config.demo import factories as make

from .conftest import ISSUED

pytestmark = [pytest.mark.usefixtures("english"), pytest.mark.django_db(transaction=True)]


def numbers():
    return list(Certificate.objects.order_by("seq").values_list("seq", flat=True))


def at_once(*acts):
    """Run the acts at the same moment, each on a connection of its own; their outcomes."""
    outcomes, gate = [], threading.Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            outcomes.append(act())
        except ValidationError as error:
            outcomes.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def approving(batch, approver):
    return lambda: approve_batch(batch=batch, approver=approver)


def test_two_approvals_at_once_give_one_set_of_numbers(prepared, approver):
    second = make.person("approver-2@example.org", "approver")

    outcomes = at_once(approving(prepared, approver), approving(prepared, second))

    assert outcomes == [prepared, prepared]
    assert numbers() == [1, 2, 3]
    assert NumberSeries.objects.get().last == 3
    assert AuditEntry.objects.filter(verb="batch.approved").count() == 1


def test_two_batches_approved_at_once_share_the_series(prepared, programme, complete, registrar, approver):
    NumberSeries.objects.create(code="ผถ", year_be=2569)
    other = make.cohort(programme, "llp-2", number=2, today=date(2026, 6, 1))
    complete(other, 4)
    second = prepare_batch(cohort=other, registrar=registrar, issued_on=ISSUED)

    at_once(approving(prepared, approver), approving(second, approver))

    assert numbers() == [1, 2, 3, 4, 5, 6, 7]
    assert list(differences(files=False)) == []


def test_two_registrars_at_once_make_one_batch(cohort, complete, registrar, signatory):
    complete(cohort, 2)
    second = make.person("registrar-2@example.org", "registrar")

    acts = [
        lambda person=person: prepare_batch(cohort=cohort, registrar=person, issued_on=ISSUED)
        for person in (registrar, second)
    ]
    outcomes = at_once(*acts)

    assert Batch.objects.count() == 1
    assert sum(isinstance(outcome, ValidationError) for outcome in outcomes) == 1


def test_replaced_and_revoked_at_once_only_one_of_them_happens(prepared, registrar, approver):
    approve_batch(batch=prepared, approver=approver)
    old = Certificate.objects.get(seq=2)
    replacement = prepare_replacement(
        certificate=old, registrar=registrar, ground="lost", reason="หาย", issued_on=ISSUED
    )

    at_once(
        approving(replacement, approver),
        lambda: revoke_certificate(certificate=old, actor=registrar, reason="ทุจริต"),
    )

    states = list(Certificate.objects.filter(enrolment=old.enrolment).order_by("seq").values_list("state", flat=True))
    assert states in (["revoked"], ["replaced", "valid"])
    assert numbers() == list(range(1, len(states) + 3))
    assert list(differences(files=False)) == []


def test_the_rule_asked_twice_at_once_gives_one_certificate(programme, signatory, learner):
    module = programme.programme_courses.first().course.get_children().first().specific
    ProgrammeAward.objects.create(programme=programme, purpose="module", kind="statement", by_rule=True)
    cohort = make.self_paced_cohort(programme, module, rules={"hours": 3, "modules": []})
    done = make.enrolment(cohort, learner, state="completed", completed_at=timezone.now())
    NameConfirmation.objects.create(enrolment=done, name_th=learner.name_th, name_en=learner.name_en)

    at_once(*[lambda: issue_by_rule(enrolment_id=done.pk)] * 2)

    assert numbers() == [1]
