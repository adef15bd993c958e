"""The documents of a batch: made once, stored privately, mailed once; one failure never stops the others."""

from hashlib import sha256

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from accounts.models import AuditEntry
from certificates.actions import documents
from certificates.actions.documents import render_certificate, retry_batch
from certificates.actions.register import revoke_certificate
from certificates.files import private_storage
from certificates.models import Batch, Certificate
from certificates.queries.batches import RENDER, progress_of
from certificates.signing.authority import make_authority
from home.choices import JobState
from home.jobs import run_job
from home.models import Job

from .pdf_reading import poppler_text

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def approved(cohort, complete, issue):
    """An approved batch of three whose documents nobody has begun to make."""
    complete(cohort, 3)
    return issue(cohort)


def work(capture):
    """What the worker does with the batch's job, and what follows from it."""
    with capture(execute=True):
        run_job(Job.objects.get(kind=RENDER).pk)


def test_every_learner_gets_a_document_and_one_mail_with_the_link(approved, django_capture_on_commit_callbacks):
    work(django_capture_on_commit_callbacks)

    for certificate in Certificate.objects.all():
        pdf = certificate.file.read()
        assert pdf.startswith(b"%PDF") and certificate.sha256 == sha256(pdf).hexdigest()
    assert Batch.objects.get().state == "issued"
    assert AuditEntry.objects.filter(verb="batch.issued").count() == 1
    assert sorted(message.to[0] for message in mail.outbox) == [f"completer-{n}@example.org" for n in (1, 2, 3)]
    assert all("/learn/certificates/" in message.body and not message.attachments for message in mail.outbox)
    assert "รช.ผถ ๑-๐๐๑/๒๕๖๙" in mail.outbox[0].subject


def test_a_slower_second_worker_leaves_the_document_that_the_register_knows(approved):
    certificate = Certificate.objects.first()
    documents._keep(certificate, b"%PDF first")
    documents._keep(certificate, b"%PDF second")

    certificate.refresh_from_db()
    assert certificate.file.read() == b"%PDF first"
    assert certificate.sha256 == sha256(b"%PDF first").hexdigest()
    assert certificate.ledger_entries.filter(verb="document").count() == 1


def test_what_was_revoked_before_it_was_made_gets_no_document_and_no_mail(
    approved, registrar, django_capture_on_commit_callbacks
):
    gone, *others = Certificate.objects.order_by("seq")
    revoke_certificate(certificate=gone, actor=registrar, reason="ออกผิดคน")
    assert render_certificate(certificate_id=gone.pk)

    work(django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        render_certificate(certificate_id=gone.pk)

    gone.refresh_from_db()
    assert not gone.rendered_at and not gone.file
    assert len(mail.outbox) == len(others) == 2 and Batch.objects.get().state == "issued"


def test_doing_it_again_changes_nothing_and_sends_nothing(approved, django_capture_on_commit_callbacks):
    work(django_capture_on_commit_callbacks)
    before = list(Certificate.objects.values_list("pk", "sha256", "rendered_at", "mailed_at"))
    Job.objects.update(state=JobState.WAITING)

    work(django_capture_on_commit_callbacks)

    assert list(Certificate.objects.values_list("pk", "sha256", "rendered_at", "mailed_at")) == before
    assert len(mail.outbox) == 3


def test_a_worker_that_died_is_followed_by_one_that_goes_on(approved, django_capture_on_commit_callbacks):
    first, second, _third = Certificate.objects.order_by("seq")
    with django_capture_on_commit_callbacks(execute=True):
        render_certificate(certificate_id=first.pk)
    made = Certificate.objects.get(pk=first.pk).rendered_at
    # The second file was written, but the worker died before the row said so.
    private_storage().save(f"certificates/2569/{second.code}.pdf", Certificate.objects.get(pk=first.pk).file)

    work(django_capture_on_commit_callbacks)

    assert Certificate.objects.get(pk=first.pk).rendered_at == made
    again = Certificate.objects.get(pk=second.pk)
    assert again.file.name == f"certificates/2569/{second.code}.pdf"
    assert sha256(again.file.read()).hexdigest() == again.sha256
    assert len(mail.outbox) == 3


@pytest.fixture
def one_spoiled(approved):
    """The second of three cannot be drawn: its facts lack the name. Returns the facts as they should be."""
    second = Certificate.objects.get(seq=2)
    sound = dict(second.facts)
    del second.facts["name_th"]
    second.save()
    return sound


def test_one_failure_keeps_its_number_and_stops_nobody(one_spoiled, django_capture_on_commit_callbacks):
    work(django_capture_on_commit_callbacks)

    first, second, third = Certificate.objects.order_by("seq")
    assert first.rendered_at and third.rendered_at
    assert second.rendered_at is None and not second.file and "name_th" in second.error
    assert second.number == "รช.ผถ 1-002/2569"
    assert Batch.objects.get().state == "approved"
    assert len(mail.outbox) == 2
    progress = progress_of(Batch.objects.get())
    assert (progress.done, progress.total, progress.failed) == (2, 3, [second])
    assert not progress.finished and not progress.under_way


def test_a_failed_one_can_be_made_again(one_spoiled, registrar, django_capture_on_commit_callbacks):
    work(django_capture_on_commit_callbacks)
    Certificate.objects.filter(seq=2).update(facts=one_spoiled)

    with django_capture_on_commit_callbacks(execute=True):
        retry_batch(batch=Batch.objects.get(), actor=registrar)

    second = Certificate.objects.get(seq=2)
    assert second.rendered_at and not second.error
    assert Batch.objects.get().state == "issued"
    assert len(mail.outbox) == 3
    assert AuditEntry.objects.get(verb="batch.retried").after == {"numbers": ["รช.ผถ 1-002/2569"]}


@pytest.fixture
def signing(settings, tmp_path):
    """Documents are signed by a key of the test's own."""
    make_authority(tmp_path)
    settings.SIGNING = {
        "backend": "pkcs12",
        "file": tmp_path / "signer.p12",
        "passphrase_file": tmp_path / "passphrase",
    }
    return tmp_path


def test_what_is_stored_is_what_was_signed(signing, approved, django_capture_on_commit_callbacks):
    work(django_capture_on_commit_callbacks)

    for certificate in Certificate.objects.all():
        pdf = certificate.file.read()
        assert b"ETSI.CAdES.detached" in pdf and certificate.sha256 == sha256(pdf).hexdigest()


def test_without_its_signature_no_document_is_made_and_all_can_be_tried_again(
    signing, approved, registrar, django_capture_on_commit_callbacks
):
    (signing / "signer.p12").rename(signing / "away.p12")
    work(django_capture_on_commit_callbacks)
    waiting = Certificate.objects.all()
    assert all(not one.file and one.number and "SigningRefused" in one.error for one in waiting)
    assert not mail.outbox

    (signing / "away.p12").rename(signing / "signer.p12")
    with django_capture_on_commit_callbacks(execute=True):
        retry_batch(batch=Batch.objects.get(), actor=registrar)

    assert all(one.rendered_at and not one.error for one in Certificate.objects.all())
    assert len(mail.outbox) == 3


def test_a_job_that_gave_up_takes_up_again_on_retry(one_spoiled, registrar, django_capture_on_commit_callbacks):
    for _attempt in range(5):
        work(django_capture_on_commit_callbacks)
    assert Job.objects.get(kind=RENDER).state == JobState.FAILED
    Certificate.objects.filter(seq=2).update(facts=one_spoiled)

    with django_capture_on_commit_callbacks(execute=True):
        retry_batch(batch=Batch.objects.get(), actor=registrar)

    assert Batch.objects.get().state == "issued"
    assert Job.objects.get(kind=RENDER).state == JobState.DONE


def test_a_whole_batch_has_nothing_to_retry(certificate, registrar):
    with pytest.raises(ValidationError, match="missing"):
        retry_batch(batch=certificate.batch, actor=registrar)


def test_a_mail_that_could_not_be_sent_goes_out_with_the_next_run(certificate, django_capture_on_commit_callbacks):
    assert len(mail.outbox) == 1
    Certificate.objects.update(mailed_at=None)
    Job.objects.update(state=JobState.WAITING)

    work(django_capture_on_commit_callbacks)

    assert len(mail.outbox) == 2 and Certificate.objects.get().mailed_at


def test_the_document_says_what_the_register_says(certificate):
    text = poppler_text(certificate.file.read())

    for said in ("รช.ผถ ๑-๐๐๑/๒๕๖๙", "นายตัวอย่าง หนึ่ง", "หลักสูตรผู้นำท้องถิ่น", "รุ่นที่ ๑", "๑๘ กันยายน พุทธศักราช ๒๕๖๙", "ผู้ลงนาม"):
        assert said in text
    assert certificate.code in text


def test_a_statement_of_a_module_names_it(self_paced, complete, issue, django_capture_on_commit_callbacks):
    complete(self_paced)
    with django_capture_on_commit_callbacks(execute=True):
        issue(self_paced)

    text = poppler_text(Certificate.objects.get().file.read())
    assert "หนังสือรับรอง" in text and "หน่วยที่ ๒" in text and "รช.นวม ๑-๐๐๑/๒๕๖๙" in text
    assert "รุ่นที่" not in text
