"""Files that people hand in: judged by what is in them, not by what they are called."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from home.uploads import OFFICE, check_upload


def upload(name, content, content_type="application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type=content_type)


def picture(kind, size=(4, 4)):
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "<xml/>")
    return out.getvalue()


def with_a_broken_name(archive):
    """The same archive, whose name claims to be UTF-8 and is not."""
    return archive.replace("é".encode(), b"\xff\xff")


DOCUMENT = office("[Content_Types].xml", "word/document.xml")
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("แผนงาน.pdf", PDF, "application/pdf"),
        ("PLAN.PDF", PDF, "application/pdf"),
        ("map.png", picture("PNG"), "image/png"),
        ("photo.jpg", picture("JPEG"), "image/jpeg"),
        ("photo.JPEG", picture("JPEG"), "image/jpeg"),
        ("งาน.docx", DOCUMENT, OFFICE[".docx"][1]),
        ("งบ.xlsx", office("xl/workbook.xml"), OFFICE[".xlsx"][1]),
        ("นำเสนอ.pptx", office("ppt/presentation.xml"), OFFICE[".pptx"][1]),
    ],
)
def test_the_kind_is_read_from_the_content(name, content, expected):
    """Whatever the browser says the file is."""
    file = upload(name, content, "text/html")
    assert check_upload(file) == expected
    assert file.read() == content, "the file is given on from its beginning"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.pdf", b"<script>alert(1)</script>"),
        ("late.pdf", b"<html>%PDF-1.7"),
        ("page.html", b"<p>x</p>"),
        ("draw.svg", b"<svg onload=alert(1)>"),
        ("draw.png", b"<svg onload=alert(1)>"),
        ("plan.pdf.exe", PDF),
        ("plan", PDF),
        (".pdf", PDF),
        ("photo.png", picture("JPEG")),
        ("photo.jpg", picture("PNG")),
        ("move.gif", picture("GIF")),
        ("move.png", picture("GIF")),
        ("cut.png", picture("PNG")[:20]),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("notzip.docx", b"PK\x03\x04 not a zip"),
        ("broken.docx", with_a_broken_name(office("word/é.xml"))),
        ("sheet.docx", office("xl/workbook.xml")),
        ("archive.docx", office("readme.txt")),
        ("archive.zip", DOCUMENT),
        ("macro.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("macro.docm", office("word/document.xml", "word/vbaProject.bin")),
        ("picture.pdf", picture("PNG")),
        ("document.png", DOCUMENT),
        ("drawing.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n"),
    ],
)
def test_a_name_does_not_make_a_kind(name, content):
    with translation.override("en"), pytest.raises(ValidationError, match="This kind of file cannot be taken"):
        check_upload(upload(name, content, "application/pdf"))


def test_the_size_is_limited(settings):
    settings.UPLOAD_MAX_BYTES = len(PDF)
    assert check_upload(upload("a.pdf", PDF)) == "application/pdf"
    with translation.override("en"), pytest.raises(ValidationError, match="larger than"):
        check_upload(upload("a.pdf", PDF + b"x"))


def test_an_empty_file_is_refused():
    with translation.override("en"), pytest.raises(ValidationError, match="empty"):
        check_upload(upload("a.pdf", b""))


def test_a_picture_that_would_burst_is_refused(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    with translation.override("en"), pytest.raises(ValidationError, match="cannot be taken"):
        check_upload(upload("big.png", picture("PNG", (40, 40))))


def test_a_form_whose_files_are_too_large_together_is_refused_before_it_is_kept(client, db, settings):
    """From anybody, at any address that reads a form."""
    settings.UPLOAD_REQUEST_MAX_BYTES = 1200

    def send(count):
        files = [upload(f"{n}.pdf", PDF + bytes(600)) for n in range(count)]
        return client.post("/verify/", {"number": "1", "file": files}).status_code

    assert (send(1), send(2)) == (200, 400)
