"""One record of each kind that an address can name. `learner` owns those of learning, `applicant` those of applying."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone

from casebank.actions.proposing import draft_case
from certificates.actions.batches import approve_batch, prepare_batch
from certificates.actions.documents import close_batch, render_certificate
from certificates.actions.printing import keep_print, request_print_file
from certificates.models import Batch, Certificate, NameRequest
from cohorts.actions.board import say
from cohorts.actions.casework import attach_case
from cohorts.models import (
    Application,
    ApplicationFile,
    CaseOffer,
    CaseOfferAuthor,
    Enrolment,
    Submission,
    SubmissionFile,
)
from config.demo import factories as make
from home.models import Job
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
    adoption = adopted_at_home(enrolment.learner)
    in_class, post = case_in_class(cohort, registrar)
    return {
        "adoption": adoption.pk,
        "area": adoption.organisation_id,
        "offer": offered(submission).pk,
        "proposal": draft_case(by=enrolment.learner, institute="lgcbi", title="ข้อเสนอสมมติ").pk,
        "open": open_cohort.code,
        "self_paced": self_paced.code,
        "running": cohort.code,
        "application": application.pk,
        "document": document.pk,
        "submission": submission.pk,
        "work": work.pk,
        "activity": activities["lesson"],
        "session": make.session(cohort).pk,
        "case": in_class.case_id,
        "class": in_class.pk,
        "post": post.pk,
        "author": make.contributor().pk,
        "batch": batch.pk,
        "certificate": certificate.pk,
        "print": printed(batch, registrar).pk,
        "verification": certificate.code,
        "enrolment": enrolment.pk,
        "name_request": wished(enrolment).pk,
        "achievement": cohort.programme.translation_key,
    }


def printed(batch, registrar):
    """A file to print that was made."""
    job = request_print_file(batch=Batch.objects.get(pk=batch.pk), actor=registrar)
    Job.objects.filter(pk=job.pk).update(state="done", finished_at=timezone.now())
    keep_print(job, ContentFile(b"%PDF-"))
    return job


def adopted_at_home(learner):
    """A case that the learner's authority uses, to which none of the others belongs."""
    learner.organisation = make.organisation("เทศบาลตำบลสมมติ ข", name_en="Sommut B")
    learner.save()
    return make.adoption(make.case(), learner.organisation)


def wished(enrolment):
    """A request for another name that waits for a registrar."""
    values = {"first_name": "อื่น", "last_name": "หนึ่ง", "reason": "สะกดผิด"}
    return NameRequest.objects.create(enrolment=enrolment, **values)


def offered(submission):
    """A capstone on its way to the case bank."""
    offer = CaseOffer.objects.create(submission=submission, title="ตลาดเก่า", institute="ledi")
    CaseOfferAuthor.objects.create(offer=offer, user=submission.enrolment.learner, agreed_at=timezone.now())
    return offer


def case_in_class(cohort, author):
    """A case with a task in the running cohort, and what was said on its board."""
    place = ("module", cohort.rules["modules"][0]["id"])
    found = attach_case(
        cohort=cohort, case=make.case(), place=place, actor=None, task="เขียนหนึ่งหน้า", rubric=make.rubric()
    )
    return found, say(case_class=found, author=author, text="ถาม")
