"""The print file of a batch: every valid certificate, in order, on sheets with bleed and crop marks."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone

from certificates import tasks
from certificates.actions.printing import forget_prints, request_print_file
from certificates.actions.register import revoke_certificate
from certificates.files import print_path, private_storage
from certificates.models import Certificate
from certificates.press.imposing import Imposition
from home.jobs import run_job
from home.models import Job

from .pdf_reading import picture, poppler_text

pytestmark = pytest.mark.usefixtures("english", "no_files")
MILLIMETRE = 72 / 25.4


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


@pytest.fixture
def batch(prepared, approver, as_user, django_capture_on_commit_callbacks):
    """An issued batch of three."""
    with django_capture_on_commit_callbacks(execute=True):
        as_user(approver).post(at("approve", prepared.pk))
    prepared.refresh_from_db()
    return prepared


@pytest.fixture
def printed(as_user, registrar, django_capture_on_commit_callbacks):
    """printed(batch) asks for the print file as a registrar does, and fetches it."""

    def fetch(batch):
        browser = as_user(registrar)
        with django_capture_on_commit_callbacks(execute=True):
            answer = browser.post(at("print_batch", batch.pk))
        shown = browser.get(answer["Location"]).content.decode()
        assert "The file is there" in shown
        file = browser.get(at("print_file", Job.objects.get(kind=tasks.PRINT).pk))
        return b"".join(file.streaming_content)

    return fetch


def test_all_are_in_one_file_in_the_order_of_the_numbers(batch, printed):
    pdf = printed(batch)

    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 3
    text = poppler_text(pdf)
    places = [text.index(one.name) for one in batch.certificates.order_by("seq")]
    assert places == sorted(places)


def test_sheets_have_bleed_trim_and_marks(batch, printed):
    pdf = printed(batch)

    with pikepdf.open(BytesIO(pdf)) as document:
        sheet = document.pages[0].obj
        names = ("/MediaBox", "/BleedBox", "/TrimBox")
        boxes = {name: [round(float(edge) / MILLIMETRE, 1) for edge in sheet[name]] for name in names}
    assert boxes["/MediaBox"] == [0, 0, 312, 225]
    assert boxes["/BleedBox"] == [4.5, 4.5, 307.5, 220.5]
    assert boxes["/TrimBox"] == [7.5, 7.5, 304.5, 217.5]
    image = picture(pdf, scale=2)
    middle, pixel = image.height // 2, lambda x: image.getpixel((round(x * MILLIMETRE * 2), middle))
    assert pixel(2) == (255, 255, 255) and pixel(6) == pixel(9) != (255, 255, 255)
    mark = [image.getpixel((round(2 * MILLIMETRE * 2), y)) for y in range(image.height)]
    assert sum(1 for colour in mark if sum(colour) < 600) == 2


def test_what_is_revoked_is_not_printed(batch, printed, registrar):
    first = batch.certificates.order_by("seq").first()
    revoke_certificate(certificate=first, actor=registrar, reason="ออกให้ผิดคน")

    assert first.name not in poppler_text(printed(batch))


def test_faces_and_paper_are_kept_once(batch):
    def size(times):
        with Imposition("ทดสอบ") as sheets:
            for one in times:
                with one.file.open("rb") as document:
                    sheets.add(document)
            target = BytesIO()
            sheets.save(target)
            return target.tell()

    first, *_others = found = list(batch.certificates.order_by("seq"))
    alone = size([first])
    assert size(found * 4) < alone + 11 * 25_000 < 12 * alone


def test_a_changed_document_is_not_printed(batch, as_user, registrar, django_capture_on_commit_callbacks):
    one = batch.certificates.order_by("seq")[1]
    storage = private_storage()
    storage.delete(one.file.name)
    storage.save(one.file.name, BytesIO(b"%PDF-1.7 other"))
    job = request_print_file(batch=batch, actor=registrar)
    Job.objects.filter(pk=job.pk).update(attempt=4)

    run_job(job.pk)

    shown = as_user(registrar).get(at("print", job.pk)).content.decode()
    assert "The file could not be made" in shown and "NotAsIssued" in shown
    assert as_user(registrar).get(at("print_file", job.pk)).status_code == 404


def test_an_unfinished_batch_is_not_printed(prepared, as_user, registrar):
    answer = as_user(registrar).post(at("print_batch", prepared.pk), follow=True)

    assert "once all documents of the batch are there" in answer.content.decode()
    assert not Job.objects.filter(kind=tasks.PRINT).exists()


def test_progress_is_shown_while_it_is_made(batch, as_user, registrar):
    job = request_print_file(batch=batch, actor=registrar)
    Job.objects.filter(pk=job.pk).update(state="running", done=2)

    shown = as_user(registrar).get(at("print", job.pk)).content.decode()

    assert "2 of 3 certificates laid out" in shown and f'hx-get="{at("print", job.pk)}"' in shown


def test_files_are_removed_after_some_days_and_said_to_be(batch, printed, as_user, registrar):
    printed(batch)
    job = Job.objects.get(kind=tasks.PRINT)
    assert forget_prints() == 0

    assert forget_prints(timezone.now() + timedelta(days=15)) >= 1

    assert not private_storage().exists(print_path(job.pk))
    assert "The file has been removed" in as_user(registrar).get(at("print", job.pk)).content.decode()
    assert Certificate.objects.filter(rendered_at__isnull=False).count() == 3
