"""Applications that led to nothing are forgotten when their time is over; what somebody relies on never is."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from accounts.models import AuditEntry
from cohorts.actions.retention import forget_applications
from cohorts.models import Application, ApplicationFile, ApplicationReview
from config.demo import factories as make

pytestmark = pytest.mark.django_db

DAYS = 365


def application(cohort, email, state, days_ago, **fields):
    person = make.person(email)
    at = timezone.now() - timedelta(days=days_ago)
    found = Application.objects.create(
        cohort=cohort, applicant=person, state=state, number=f"LLP-2/{email[:4]}", submitted_at=at, **fields
    )
    decided = at if state in ("rejected", "waitlisted", "accepted") else None
    Application.objects.filter(pk=found.pk).update(updated_at=at, decided_at=decided)
    return found


@pytest.fixture
def old(open_cohort, reviewer):
    """A rejected application of long ago, with a document and a score."""
    found = application(open_cohort, "old1@example.org", "rejected", DAYS + 1)
    document = ApplicationFile(application=found, original_name="a.pdf", content_type="application/pdf", size=5)
    document.file.save("a.pdf", ContentFile(b"%PDF-"))
    ApplicationReview.objects.create(application=found, reviewer=reviewer, scores={"0": 1}, total=1)
    return found


def test_it_is_forgotten_with_its_document_and_the_trail_says_so(old, django_capture_on_commit_callbacks):
    path = Path(old.files.get().file.path)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_expired")
    assert not Application.objects.exists() and not ApplicationFile.objects.exists() and not path.exists()
    entry = AuditEntry.objects.get(verb="application.forgotten")
    assert entry.target_label == "LLP-2/old1" and entry.before == {
        "cohort": "llp-2",
        "state": "rejected",
        "documents": 1,
    }
    assert forget_applications() == 0


def test_a_dry_run_says_what_and_removes_nothing(old, capsys):
    call_command("purge_expired", "--dry-run")
    assert "LLP-2/old1" in capsys.readouterr().out
    assert Application.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "withdrawn", "rejected", "waitlisted"])
def test_what_led_to_no_place_stays_its_year(open_cohort, state):
    application(open_cohort, "new1@example.org", state, DAYS - 1)
    application(open_cohort, "old2@example.org", state, DAYS + 1)
    assert forget_applications() == 1
    assert Application.objects.get().applicant.email == "new1@example.org"


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_what_is_undecided_or_was_admitted_stays(open_cohort, state):
    application(open_cohort, "old3@example.org", state, DAYS * 5)
    assert forget_applications() == 0


def test_an_application_behind_an_enrolment_stays(cohort, open_cohort):
    found = application(open_cohort, "old4@example.org", "withdrawn", DAYS * 5)
    make.enrolment(cohort, found.applicant, application=found)
    assert forget_applications() == 0


def test_the_clock_knows_it(settings):
    from cohorts import jobs

    entry = settings.CELERY_BEAT_SCHEDULE["purge-expired"]
    assert entry["task"] == jobs.purge_expired.name
