"""Two people at the same moment, on connections of their own: no gap, no double."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import AuditEntry
from certificates.actions.batches import approve_batch, prepare_batch
from certificates.models import Batch, Certificate, NumberSeries
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
