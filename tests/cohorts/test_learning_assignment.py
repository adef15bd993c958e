"""An assignment: a draft that is kept, files judged by content, versions after a return, marks shown."""

import io
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import AuditEntry
from cohorts.actions.work import save_draft, submit_work
from cohorts.forms.learning import as_html, as_text
from cohorts.models import Grade, Submission, SubmissionFile

from .learning import english, hand_in, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(enrolment):
    return row_of(enrolment, "assignment")


@pytest.fixture
def path(work):
    return f"/learn/llp-1/{work['id']}/"


@pytest.fixture
def reader(as_user, learner):
    return as_user(learner)


def pdf(name="แผน.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7 body", content_type="text/html")


def png(name="map.png"):
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


def grade(submission, *, returned=False, **fields):
    state = "returned" if returned else "graded"
    Grade.objects.create(submission=submission, returned=returned, **fields)
    Submission.objects.filter(pk=submission.pk).update(state=state)


def test_brief_and_rubric_are_shown(reader, path):
    page = english(reader, path)
    assert "เขียนหนึ่งหน้า" in page and "Question" in page and "Excellent" in page and "50%" in page


def test_a_draft_keeps_text_and_files(reader, enrolment, path):
    reader.post(path, {"act": "save", "text": "บรรทัดหนึ่ง\n\nบรรทัดสอง <b>", "files": [pdf(), png()]})
    draft = Submission.objects.get()
    assert draft.state == "draft" and draft.text == "<p>บรรทัดหนึ่ง</p>\n\n<p>บรรทัดสอง &lt;b&gt;</p>"
    assert {file.original_name: file.content_type for file in draft.files.all()} == {
        "แผน.pdf": "application/pdf",
        "map.png": "image/png",
    }
    assert all("แผน" not in file.file.name and file.file.name.startswith("submissions/") for file in draft.files.all())
    page = english(reader, path)
    assert "บรรทัดสอง &lt;b&gt;</textarea>" in page and "แผน.pdf" in page and "Draft saved" in page


def test_a_refused_file_loses_neither_text_nor_the_other_files(reader, path):
    evil = SimpleUploadedFile("evil.pdf", b"<script>alert(1)</script>", content_type="application/pdf")
    fields = {"act": "submit", "text": "ข้อความยาว", "files": [png(), evil]}
    page = reader.post(f"/en{path}", fields).content.decode()
    assert (
        "evil.pdf: This kind of file cannot be taken" in page and "ข้อความยาว</textarea>" in page and "map.png" in page
    )
    draft = Submission.objects.get()
    assert draft.state == "draft" and [file.original_name for file in draft.files.all()] == ["map.png"]


def test_too_large_and_too_many_files_are_refused(reader, path, settings):
    settings.UPLOAD_MAX_BYTES = 10
    page = reader.post(f"/en{path}", {"act": "save", "text": "ก", "files": [pdf()]}).content.decode()
    assert "larger than" in page
    settings.UPLOAD_MAX_BYTES = 10_000
    page = reader.post(
        f"/en{path}", {"act": "save", "text": "ก", "files": [pdf(f"{n}.pdf") for n in range(11)]}
    ).content.decode()
    assert "At most 10 files" in page and SubmissionFile.objects.count() == 10


def test_a_text_that_is_too_long_is_given_back(reader, path):
    page = reader.post(f"/en{path}", {"act": "submit", "text": "ก" * 40_001, "files": [pdf()]}).content.decode()
    assert "ก" * 40_001 in page and "field--bad" in page
    assert SubmissionFile.objects.count() == 1 and Submission.objects.get().state == "draft"


def test_a_file_can_be_removed_from_a_draft(reader, path, django_capture_on_commit_callbacks):
    reader.post(path, {"act": "save", "text": "ก", "files": [pdf(), png()]})
    first = SubmissionFile.objects.order_by("pk").first()
    stored = first.file
    with django_capture_on_commit_callbacks(execute=True):
        reader.post(path, {"act": "save", "text": "ก", "remove": [first.pk, "x", "99999", "9" * 19, "9" * 5000]})
    assert [file.original_name for file in SubmissionFile.objects.all()] == ["map.png"]
    assert not stored.storage.exists(stored.name)


def test_text_is_saved_while_writing(reader, path):
    response = reader.post(f"/en{path}", {"act": "autosave", "text": "กำลังเขียน"}, headers={"HX-Request": "true"})
    assert "Saved at" in response.content.decode() and "<html" not in response.content.decode()
    assert Submission.objects.get().text == "<p>กำลังเขียน</p>"


def test_submitting_closes_the_version(reader, enrolment, work, path):
    page = reader.post(f"/en{path}", {"act": "submit", "text": "งานเสร็จ"}, follow=True).content.decode()
    assert "Submitted, waiting to be marked" in page and "<textarea" not in page
    submission = Submission.objects.get()
    assert submission.state == "submitted" and submission.submitted_at
    assert AuditEntry.objects.filter(verb="submission.submitted", target_id=str(submission.pk)).count() == 1
    page = reader.post(f"/en{path}", {"act": "save", "text": "สายไปแล้ว"}).content.decode()
    assert "has been submitted already" in page and "สายไปแล้ว" in page
    assert submit_work(enrolment=enrolment, assignment=work) == submission
    submission.refresh_from_db()
    assert submission.text == "<p>งานเสร็จ</p>" and Submission.objects.count() == 1


def test_nothing_cannot_be_submitted(reader, path):
    page = reader.post(f"/en{path}", {"act": "submit", "text": "  "}).content.decode()
    assert "There is nothing to submit yet" in page
    assert not Submission.objects.filter(state="submitted").exists()


def test_a_file_alone_is_work(reader, path):
    reader.post(path, {"act": "submit", "text": "", "files": [pdf()]})
    assert Submission.objects.get().state == "submitted"


def test_returned_work_goes_on_as_the_next_version(reader, enrolment, work, path):
    grade(hand_in(enrolment, work, "<p>ฉบับแรก</p>"), returned=True, feedback="ขอตัวเลขเพิ่ม")
    page = english(reader, path)
    assert "Returned for revision" in page and "ขอตัวเลขเพิ่ม" in page and "ฉบับแรก</textarea>" in page
    reader.post(path, {"act": "save", "text": "ฉบับสอง"})
    assert english(reader, path).count("ขอตัวเลขเพิ่ม") == 1  # the feedback stays in sight while revising
    reader.post(path, {"act": "submit", "text": "ฉบับสอง"})
    assert list(Submission.objects.order_by("number").values_list("number", "state")) == [
        (1, "returned"),
        (2, "submitted"),
    ]
    page = english(reader, path)
    assert "Version 1" in page and "Version 2" in page and "ขอตัวเลขเพิ่ม" in page


def test_marks_and_feedback_are_shown(reader, enrolment, work, path):
    grade(hand_in(enrolment, work), score=Decimal("87.5"), levels={"0": 4, "1": 3}, feedback="ดี <b>มาก</b>")
    page = english(reader, path)
    assert (
        "87.5 of 100 points" in page
        and "Excellent" in page
        and "ดี &lt;b&gt;มาก&lt;/b&gt;" in page
        and "<textarea" not in page
    )
    with pytest.raises(ValidationError):
        save_draft(enrolment=enrolment, assignment=work, text="<p>อีก</p>")


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a < b & c > d \"e\" 'f'",
        "หนึ่ง\nสอง\n\nสาม",
        "&lt;p&gt; ไม่ใช่มาร์กอัป &amp;amp;",
        "</textarea><p>x</p>",
        "javascript:alert(1)",
    ],
)
def test_what_was_typed_comes_back_letter_for_letter(reader, enrolment, path, typed):
    reader.post(path, {"act": "save", "text": typed})
    stored = Submission.objects.get().text
    assert as_text(stored) == typed == as_text(as_html(typed))
    assert "<script" not in stored and "<img" not in stored


def test_html_from_elsewhere_is_cleaned(enrolment, work):
    draft = save_draft(enrolment=enrolment, assignment=work, text='<p onclick="x()">ก<script>y()</script></p>')
    assert draft.text == "<p>ก</p>"


def test_files_are_handed_out_as_attachments_to_those_who_may(
    reader, client, as_user, path, other_learner, instructor, other_instructor, officer, applicant
):
    reader.post(path, {"act": "save", "text": "ก", "files": [pdf()]})
    url = f"/learn/files/{SubmissionFile.objects.get().pk}/"
    assert as_user(instructor).get(url).status_code == 404  # a draft is the learner's own
    reader.post(path, {"act": "submit", "text": "ก"})
    response = reader.get(url)
    assert response.status_code == 200 and b"".join(response.streaming_content) == b"%PDF-1.7 body"
    assert response["Content-Disposition"].startswith("attachment") and response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert as_user(instructor).get(url).status_code == 200 == as_user(officer).get(url).status_code
    for stranger in (other_learner, other_instructor, applicant):
        assert as_user(stranger).get(url).status_code == 404
    assert client.get(url).status_code == 302


def test_others_cannot_hand_in(as_user, applicant, path, enrolment):
    assert as_user(applicant).post(path, {"act": "save", "text": "x"}).status_code == 404
    assert not Submission.objects.exists()
