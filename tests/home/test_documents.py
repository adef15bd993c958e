"""Documents of the pages: given to whoever sees a page that shows them, in parts where a film needs it."""

import io
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import PageViewRestriction

from casebank.models import CaseFile
from config.demo import factories as make
from courses.models import LessonPage
from home.files import move_documents

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 8


def document(name="report.pdf", content=PDF):
    return Document.objects.create(title="เอกสาร", file=ContentFile(content, name=name))


def attach(case, **fields):
    found = document()
    CaseFile.objects.create(case=case, document=found, title="รายงาน", **fields)
    return found


def shown_in(lesson):
    """A document that the text of a lesson offers."""
    found = document()
    lesson.body = [("download", {"document": found, "title": "แบบฟอร์ม"})]
    lesson.save()
    return found


@pytest.fixture
def case(site):
    return make.case("CASE-LEDI-01")


def status(browser, found):
    return browser.get(found.url).status_code


def test_a_file_of_a_case_is_there_while_the_case_is(client, case):
    found = attach(case)
    answer = client.get(found.url)
    assert answer.status_code == 200 and b"".join(answer.streaming_content) == PDF
    assert answer["Cache-Control"] == "private, no-cache" and answer["X-Content-Type-Options"] == "nosniff"
    case.unpublish()
    assert status(client, found) == 404


def test_a_file_of_a_retracted_case_is_gone(client, case):
    found = attach(case)
    type(case).objects.filter(pk=case.pk).update(retracted_on="2026-01-01")
    assert status(client, found) == 404


def test_a_file_for_instructors_is_not_for_learners(client, case, as_user, learner, instructor):
    found = attach(case, for_instructors=True)
    assert [status(browser, found) for browser in (client, as_user(learner), as_user(instructor))] == [404, 404, 200]


def test_a_file_of_a_page_for_some_is_for_them(client, case, as_user, learner):
    found = attach(case)
    PageViewRestriction.objects.create(page=case, restriction_type="login")
    assert [status(browser, found) for browser in (client, as_user(learner))] == [404, 200]


def test_a_document_that_no_page_shows_is_for_the_desk(client, site, as_user, learner, editor):
    from config.setup import set_up

    set_up()
    found = document()
    assert [status(browser, found) for browser in (client, as_user(learner), as_user(editor))] == [404, 404, 200]


def test_documents_of_drafts_and_other_cohorts_are_not_for_instructors(
    cohort, case, as_user, instructor, other_instructor, editor
):
    from config.setup import set_up

    set_up()
    lesson = shown_in(LessonPage.objects.get(pk=lesson_of(cohort)))
    stored, drafted = document(), attach(case)
    case.unpublish()
    elsewhere = make.person("instructor-3@example.org", "instructor")
    # Both teach this programme, each another cohort; the third teaches none.
    for user, reads in ((instructor, 200), (other_instructor, 200), (elsewhere, 404)):
        assert [status(as_user(user), found) for found in (lesson, stored, drafted)] == [reads, 404, 404]
    type(stored).objects.update(uploaded_by_user=elsewhere)
    assert [status(as_user(elsewhere), found) for found in (lesson, stored, drafted)] == [200, 200, 200]
    assert status(as_user(editor), stored) == 200


@pytest.mark.parametrize("where", ["wagtaildocs:index", "wagtaildocs_chooser:choose", "api"])
def test_lists_at_the_desk_hold_what_one_brought(where, site, as_user, instructor, other_instructor, editor):
    from config.setup import set_up

    set_up()
    found = document()
    type(found).objects.update(uploaded_by_user=instructor, title="แฟ้มในร่าง")
    address = "/cms/api/main/documents/" if where == "api" else reverse(where)
    for user, listed in ((instructor, True), (other_instructor, False), (editor, True)):
        answer = as_user(user).get(address)
        shown = answer.json()["html"] if where.endswith("choose") else answer.content.decode()
        assert answer.status_code == 200 and ("แฟ้มในร่าง" in shown) is listed


def test_a_document_of_two_pages_is_there_while_one_of_them_is(client, case):
    found = attach(case)
    other = make.case("CASE-LEDI-02", title="อีกกรณี")
    CaseFile.objects.create(case=other, document=found, title="รายงาน", for_instructors=True)
    assert status(client, found) == 200
    case.unpublish()
    assert status(client, found) == 404


def test_a_document_of_a_lesson_is_for_those_who_read_it(
    client, cohort, enrolment, as_user, learner, applicant, instructor, other_instructor, officer
):
    lesson = LessonPage.objects.get(pk=lesson_of(cohort))
    found = shown_in(lesson)
    people = [learner, instructor, officer, applicant]
    assert [status(as_user(user), found) for user in people] == [200, 200, 200, 404]
    assert status(client, found) == 404
    type(enrolment).objects.filter(pk=enrolment.pk).update(state="ended")
    assert status(as_user(learner), found) == 404
    LessonPage.objects.filter(pk=lesson.pk).update(free_preview=True)
    assert status(client, found) == 200


def lesson_of(cohort):
    return next(row["id"] for row in cohort.rules["modules"][0]["activities"] if row["type"] == "lesson")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-9", PDF[:10]),
        ("bytes=10-", PDF[10:]),
        ("bytes=-7", PDF[-7:]),
        (f"bytes=5-{len(PDF) * 2}", PDF[5:]),
    ],
    ids=["first", "from", "last", "beyond"],
)
def test_a_film_is_sent_in_parts(client, case, asked, expected):
    found = attach(case)
    assert client.get(found.url)["Accept-Ranges"] == "bytes"
    answer = client.get(found.url, headers={"Range": asked})
    assert answer.status_code == 206 and b"".join(answer.streaming_content) == expected
    assert answer["Content-Length"] == str(len(expected))
    assert answer["Content-Range"].endswith(f"/{len(PDF)}")


def test_parts_that_are_not_there_are_said_not_to_be(client, case):
    found = attach(case)
    answer = client.get(found.url, headers={"Range": f"bytes={len(PDF)}-"})
    assert answer.status_code == 416 and answer["Content-Range"] == f"bytes */{len(PDF)}"


@pytest.mark.parametrize("asked", ["bytes=-", "lines=1-2", "bytes=0-1,4-5", "bytes=x-"])
def test_what_is_asked_strangely_is_sent_whole(client, case, asked):
    answer = client.get(attach(case).url, headers={"Range": asked})
    assert answer.status_code == 200 and b"".join(answer.streaming_content) == PDF


def test_a_file_that_changed_meanwhile_is_sent_whole(client, case):
    answer = client.get(attach(case).url, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert answer.status_code == 200


def test_documents_lie_where_no_web_server_looks(site):
    found = document()
    assert Path(found.file.path).is_relative_to(settings.PRIVATE_ROOT)
    with pytest.raises(NotImplementedError):
        assert found.file.url


def test_documents_of_an_earlier_version_are_moved_once(site):
    old = Path(settings.MEDIA_ROOT) / "documents" / "old.pdf"
    old.parent.mkdir(parents=True, exist_ok=True)
    old.write_bytes(PDF)
    assert move_documents() == 1 and move_documents() == 0
    assert (Path(settings.PRIVATE_ROOT) / "documents" / "old.pdf").read_bytes() == PDF


def test_the_address_of_a_picture_cannot_be_guessed(site):
    file = io.BytesIO()
    Picture.new("RGB", (40, 30)).save(file, "PNG")
    made = [Image.objects.create(title="ภาพ", file=ContentFile(file.getvalue(), name="market.png")) for _ in range(2)]
    assert len({image.file.name for image in made}) == 2
    for image in made:
        assert image.get_rendition("width-20").url.split("/")[-1].startswith("market_")
        assert "market.png" not in image.file.url


# --- what editors upload ---
@pytest.fixture
def desk(site, as_user, admin):
    return as_user(admin)


def complaint(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join(piece.get_text(" ", strip=True) for piece in page.select(".error-message, .messages"))


def upload(desk, name, content):
    """What the desk says to this document; "" when it is taken."""
    file = SimpleUploadedFile(name, content)
    answer = desk.post(reverse("wagtaildocs:add"), {"title": "เอกสาร", "file": file}, headers={"Accept-Language": "th"})
    return "" if answer.status_code == 302 else complaint(answer)


def archive(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        for name in names:
            found.writestr(name, "<xml/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("a.docx", archive("word/document.xml")),
        ("a.csv", "ปี,ค่า\n2565,7".encode()),
        ("a.csv", "ปี,ค่า\r\n2565,7".encode("cp874")),
        ("a.zip", archive("a.txt")),
        ("a.mp4", b"\0\0\0\x18ftypmp42"),
    ],
    ids=["pdf", "docx", "csv", "csv-windows", "zip", "mp4"],
)
def test_an_honest_document_is_taken(desk, name, content):
    assert upload(desk, name, content) == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("a.csv", b"MZ\x90\x00\x03"),
        ("a.zip", b"Rar!"),
        ("a.mp4", b"#EXTM3U\nhttp://example.org"),
        ("a.html", b"<p>"),
    ],
    ids=["pdf", "docx", "csv", "zip", "mp4", "html"],
)
def test_a_document_in_disguise_is_refused_beside_its_field(desk, name, content):
    assert upload(desk, name, content)
    assert not Document.objects.exists()


def test_a_document_that_is_too_large_is_refused_with_the_limit(desk, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024
    assert "1.0" in upload(desk, "a.pdf", PDF)


def bomb(width=30_000, height=30_000):
    """A picture of a few KB that unfolds to hundreds of MB."""
    out = io.BytesIO()
    Picture.new("1", (width, height)).save(out, "PNG", optimize=True)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [bomb(), bomb(8_000, 8_000), b"\x89PNG\r\n\x1a\n" + b"\0" * (40 << 20), b"GIF89a broken"],
    ids=["bomb", "small-bomb", "40-MB", "broken"],
)
def test_a_picture_that_cannot_be_drawn_is_refused_with_the_reason(desk, content):
    file = SimpleUploadedFile("a.png", content, content_type="image/png")
    answer = desk.post(reverse("wagtailimages:add"), {"title": "ภาพ", "file": file}, headers={"Accept-Language": "th"})
    assert answer.status_code == 200 and complaint(answer)
    assert not Image.objects.exists()
