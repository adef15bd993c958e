"""A batch whose worker is killed in the middle: the next goes on where it stopped, and the register is whole."""

import os
import subprocess
import sys

import pytest
from django.utils import timezone

from certificates.actions.batches import approve_batch, prepare_batch
from certificates.models import Batch, Certificate, LedgerEntry
from cohorts.choices import EnrolmentState
from config.demo import factories as make
from home.actions import sweep
from home.models import Job

from .conftest import database_url, kill

pytestmark = pytest.mark.services
PEOPLE = 120


@pytest.fixture
def approved(start_worker, registrar, approver):
    """A batch of PEOPLE that was approved just now, its documents asked for."""
    programme = make.programme()
    cohort = make.cohort(programme, state="running")
    make.signatory()
    for number in range(PEOPLE):
        person = make.person(f"completer-{number}@example.org", first_name=f"ผู้เรียน{number:03d}")
        make.enrolment(cohort, person, state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=timezone.localdate())
    return approve_batch(batch=batch, approver=approver)


def made():
    return Certificate.objects.exclude(rendered_at=None).count()


def test_a_worker_killed_in_the_middle_leaves_no_gap_no_double_and_nothing_half_made(
    start_worker, approved, until, tmp_path
):
    worker = start_worker()
    until(lambda: made() >= 10)
    kill(worker)
    assert made() < PEOPLE, "the worker was too quick to be killed in the middle"

    Job.objects.filter(key=str(approved.pk)).update(lease_until=timezone.now())
    start_worker()
    assert sweep() >= 1

    until(lambda: Batch.objects.get().state == "issued")
    until(lambda: not Certificate.objects.filter(mailed_at=None).exists())
    assert list(Certificate.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, PEOPLE + 1))
    assert LedgerEntry.objects.filter(verb="document").count() == PEOPLE
    assert verify(tmp_path) == "The register is as it was issued."


def verify(folder):
    """What `manage.py verify_register` says, run beside the worker's files."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.services.settings",
        "DATABASE_URL": database_url(),
        "TACIT_TEST_DIR": str(folder),
    }
    command = [sys.executable, "manage.py", "verify_register"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()
