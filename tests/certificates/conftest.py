"""A cohort with completers, those who sign, and batches at each stage."""

import shutil
from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from certificates.actions.batches import approve_batch, prepare_batch
from certificates.files import private_storage
from certificates.models import Certificate, Signatory
from cohorts.choices import EnrolmentState
from config.demo import factories as make

ISSUED = date(2026, 9, 18)  # 18 กันยายน 2569


@pytest.fixture
def english():
    """Sentences are asserted in English, so that a better Thai wording breaks no test."""
    with translation.override("en"):
        yield


@pytest.fixture
def no_files():
    """No documents of earlier tests, whose rows are gone."""
    shutil.rmtree(private_storage().path("certificates"), ignore_errors=True)


@pytest.fixture
def signatory(db):
    return Signatory.objects.create(
        name="ศาสตราจารย์ตัวอย่าง ผู้ลงนาม", post="หัวหน้าวิทยสถาน", valid_from=ISSUED - timedelta(days=900)
    )


@pytest.fixture
def cohort(programme):
    """A cohort that began before the date of issue."""
    return make.cohort(programme, today=date(2026, 5, 1))


@pytest.fixture
def complete():
    """complete(cohort, n, …) enrols n people who completed, named in an order no dictionary would choose."""
    made = []

    def complete_people(cohort, count=1, **fields):
        found = []
        for _ in range(count):
            made.append(len(made))
            values = {"first_name": f"ผู้เรียน{len(made):03d}", "last_name": f"สกุล{len(made)}"} | fields
            person = make.person(f"completer-{len(made)}@example.org", **values)
            state = {"state": EnrolmentState.COMPLETED, "completed_at": timezone.now()}
            found.append(make.enrolment(cohort, person, **state))
        return found

    return complete_people


@pytest.fixture
def prepared(cohort, complete, registrar, signatory):
    """A batch of three that waits for approval."""
    complete(cohort, 3)
    return prepare_batch(cohort=cohort, registrar=registrar, issued_on=ISSUED)


@pytest.fixture
def issue(signatory, registrar, approver):
    """issue(cohort) prepares and approves a batch of all who wait; the documents are made after commit."""

    def issue_batch(cohort, issued_on=ISSUED, **options):
        batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=issued_on, **options)
        return approve_batch(batch=batch, approver=approver)

    return issue_batch


@pytest.fixture
def certificate(cohort, learner, issue, django_capture_on_commit_callbacks):
    """A valid certificate of `learner`, its document made and its mail sent."""
    make.enrolment(cohort, learner, state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        issue(cohort)
    return Certificate.objects.get()
