"""One record of each kind that an address can name. `learner` owns those of learning, `applicant` those of applying."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from certificates.actions.batches import approve_batch, prepare_batch
from certificates.actions.documents import close_batch, render_certificate
from certificates.models import Certificate
from cohorts.models import Application, ApplicationFile, Enrolment, Submission, SubmissionFile
from config.demo import factories as make
from home.models.access import editors_group

FILE = {"content_type": "application/pdf", "size": 5}


@pytest.fixture
def other_editor(db):
    """Edits for another institute than the one of the pages under test."""
    user = make.person("editor-2@example.org", "editor")
    user.groups.add(Group.objects.get_or_create(name=editors_group("ccmi"))[0])
    return user


@pytest.fixture
def stage(cohort, open_cohort, self_paced, enrolment, applicant, registrar, approver):
    """{name: value for an address}."""
    now = timezone.now()
    activities = {a["type"]: a["id"] for m in cohort.rules["modules"] for a in m["activities"]}
    application = Application.objects.create(
        cohort=open_cohort, applicant=applicant, state="submitted", number="LLP-2/1", submitted_at=now
    )
    document = ApplicationFile(application=application, original_name="a.pdf", **FILE)
    document.file.save("a.pdf", ContentFile(b"%PDF-"))
    submission = Submission.objects.create(
        enrolment=enrolment, assignment_id=activities["assignment"], number=1, state="submitted", submitted_at=now
    )
    work = SubmissionFile(submission=submission, original_name="b.pdf", **FILE)
    work.file.save("b.pdf", ContentFile(b"%PDF-"))
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=now)
    make.signatory()
    batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=timezone.localdate())
    approve_batch(batch=batch, approver=approver)
    certificate = Certificate.objects.get(enrolment=enrolment)
    render_certificate(certificate_id=certificate.pk)
    close_batch(batch_id=batch.pk)
    return {
        "open": open_cohort.code,
        "self_paced": self_paced.code,
        "running": cohort.code,
        "application": application.pk,
        "document": document.pk,
        "submission": submission.pk,
        "work": work.pk,
        "activity": activities["lesson"],
        "session": make.session(cohort).pk,
        "batch": batch.pk,
        "certificate": certificate.pk,
        "verification": certificate.code,
    }
