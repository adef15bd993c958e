"""A PDF that somebody brings: as issued, altered, signed but unknown, not ours, or not to be read; never kept."""

import json
import time
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from certificates import signing
from certificates.badges import issuing
from certificates.examining.apart import Unreadable, read_apart
from certificates.models import Certificate
from certificates.pdf import render
from certificates.press import Attached
from certificates.signing.authority import make_authority

from . import states
from .badges.conftest import ACHIEVEMENT, FACTS
from .test_pdf import FACTS as OTHER_FACTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(tmp_path, settings):
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("signing")
    make_authority(made)
    return made


@pytest.fixture
def signed(folder, settings):
    """The settings that sign."""
    settings.SIGNING = {
        "backend": "pkcs12",
        "file": folder / "signer.p12",
        "passphrase_file": folder / "passphrase",
        "trust": [folder / "authority.pem"],
        "fetch": False,
    }


def badge_of(certificate, **other):
    """The signed badge of a certificate, its place in the list of the register."""
    states.badged(certificate)
    facts = replace(FACTS, code=certificate.code, number=certificate.number)
    moment = certificate.issued_at.replace(microsecond=0)
    return issuing.signed_credential(
        facts, achievement=ACHIEVEMENT, list_number=1, place=states.PLACE, issued_at=moment, **other
    )


def pdf_with(badge):
    content = badge if isinstance(badge, bytes) else json.dumps(badge, ensure_ascii=False).encode()
    return signing.sign(render(OTHER_FACTS, [Attached("credential.json", content, "application/vc+ld+json", "badge")]))


@pytest.fixture
def issued(certificate):
    """issued(pdf): the register says that this is the file of the certificate."""

    def told(pdf):
        Certificate.objects.filter(pk=certificate.pk).update(sha256=sha256(pdf).hexdigest())
        return pdf

    return told


def bring(client, pdf, name="a.pdf", language="en"):
    path = "/en/verify/file/" if language == "en" else "/verify/file/"
    answer = client.post(path, {"file": SimpleUploadedFile(name, pdf, "application/pdf")})
    return answer, answer.content.decode().split("<main")[1].split("</main")[0]


def test_the_file_as_it_was_issued(client, certificate, issued, signed):
    pdf = issued(pdf_with(badge_of(certificate)))

    answer, main = bring(client, pdf)

    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    for shown in (
        "This certificate is valid",
        certificate.number,
        "as it was issued",
        "signature holds",
        "badge was signed",
    ):
        assert shown in main


def test_what_the_register_itself_made(client, certificate):
    """Its file and badge as the academy makes them, and the same with a page more."""
    with certificate.file.open() as file:
        pdf = file.read()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.add_blank_page()
        document.save(changed := BytesIO())

    said = bring(client, pdf)[1], bring(client, changed.getvalue())[1]

    assert "as it was issued" in said[0] and "badge was signed by the academy" in said[0]
    assert "This file was altered" in said[1] and certificate.number in said[1] and "verdict--ok" not in said[1]


def test_an_unsigned_file_is_not_called_signed(client, certificate, issued, settings):
    settings.SIGNING = {"backend": "none"}
    _answer, main = bring(client, issued(render(OTHER_FACTS)))

    assert "as it was issued" in main and "bears no electronic signature" in main and "holds" not in main


def test_the_issued_file_of_a_revoked_certificate(client, certificate, issued, signed):
    pdf = issued(pdf_with(badge_of(certificate)))
    states.revoked(certificate)

    _answer, main = bring(client, pdf)

    assert "This certificate was revoked" in main and "verdict--ok" not in main and "as it was issued" in main


def test_a_flipped_byte_is_seen(client, certificate, issued, signed):
    pdf = issued(pdf_with(badge_of(certificate)))
    place = pdf.rindex(b"startxref") - 200

    _answer, main = bring(client, pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :])

    assert "verdict--ok" not in main


def test_genuine_facts_in_an_altered_file(client, certificate, issued, signed):
    pdf = issued(pdf_with(badge_of(certificate)))
    with pikepdf.open(BytesIO(pdf)) as document:
        document.add_blank_page()
        document.save(changed := BytesIO())

    _answer, main = bring(client, changed.getvalue())

    assert "This file was altered" in main and "What the register says" in main
    assert certificate.number in main and "นายตัวอย่าง หนึ่ง" in main
    assert "not the file that was issued" in main and "badge was signed by the academy" in main
    assert "changed after it was signed" in main or "no electronic signature" in main


def test_an_altered_file_of_a_revoked_certificate_does_not_confirm_it(client, certificate, signed):
    pdf = pdf_with(badge_of(certificate))
    states.revoked(certificate)

    _answer, main = bring(client, pdf)

    assert "This file was altered" in main and "This certificate was revoked" in main and "verdict--ok" not in main


def test_a_changed_name_in_the_badge_is_not_ours(client, certificate, settings):
    settings.SIGNING = {"backend": "none"}
    badge = badge_of(certificate)
    badge["credentialSubject"]["identifier"][0]["identityHash"] = "นายปลอม"

    _answer, main = bring(client, pdf_with(badge))

    assert "not a file that the academy issued" in main and certificate.number not in main


def test_a_file_without_proof_is_not_ours_and_says_what_to_do(client, certificate, settings):
    settings.SIGNING = {"backend": "none"}
    _answer, main = bring(client, render(OTHER_FACTS))

    assert "not a file that the academy issued" in main and "every scan" in main and "Scan the QR code" in main


def test_a_signed_file_that_is_no_certificate(client, certificate, signed):
    _answer, main = bring(client, signing.sign(render(OTHER_FACTS)))

    assert "signed this file, but it is no certificate" in main and "verdict--ok" not in main


# --- what is made to hurt ---------------------------------------------------------------------------


def bomb():
    """A small PDF whose table of objects unpacks to gigabytes."""
    packer = zlib.compressobj(9)
    table = b"".join(packer.compress(bytes(1 << 20)) for _ in range(700)) + packer.flush()
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    entry = b"3 0 obj<</Type/XRef/Size 200000000/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(
        table
    )
    return head + entry + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(head)


def many_pages():
    """A page tree that says it has a thousand million pages, and goes round in circles."""
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 2 0 R>>>>endobj\n"
    body += b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000>>endobj\n"
    at = [body.index(b"1 0 obj"), body.index(b"2 0 obj")]
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % tuple(at)
    return body + table + b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def encrypted():
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(made := BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))
    return made.getvalue()


def deep():
    return b"%PDF-1.4\n1 0 obj" + b"[" * 500_000


def bomb_attached():
    content = zlib.compress(bytes(200 << 20), 9)
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["a.json"] = pikepdf.AttachedFileSpec(document, b"x", filename="a.json")
        stream = document.attachments["a.json"].obj.EF["/F"]
        stream.write(content, filter=pikepdf.Name.FlateDecode)
        document.save(made := BytesIO(), compress_streams=False)
    return made.getvalue()


@pytest.mark.parametrize("made", [bomb, many_pages, encrypted, deep, bomb_attached])
def test_hostile_files_are_answered_kindly_and_soon(client, certificate, made):
    pdf = made()
    before = time.monotonic()

    answer, main = bring(client, pdf)

    assert answer.status_code == 200 and time.monotonic() - before < 20
    assert "could not be checked" in main or "not a file that the academy issued" in main
    assert "verdict--ok" not in main and "What to do" in main


def test_the_process_apart_has_little_memory():
    with pytest.raises(Unreadable):
        read_apart(bomb())


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "not a PDF"),
        (b"\x89PNG", "not a PDF"),
        (b"%PDF-" + bytes(2 << 20), "larger than"),
        (b"%PDF-" + bytes(4 << 20), "larger than"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(client, content, said):
    answer, main = bring(client, content)

    assert answer.status_code == 200 and said in main and 'id="id_file_error"' in main


def test_no_file_at_all(client):
    assert "Choose the PDF first" in client.post("/en/verify/file/", {}).content.decode()


def test_reading_its_address_leads_to_the_form(client):
    assert client.get("/en/verify/file/")["Location"] == "/en/verify/"


def test_nothing_of_it_is_kept(client, certificate, settings, tmp_path, signed):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    before = {path for path in tmp_path.rglob("*") if "badge-keys" not in path.parts}

    bring(client, pdf_with(badge_of(certificate)))
    bring(client, b"%PDF-" + bytes(6 << 20))

    assert {path for path in tmp_path.rglob("*") if "badge-keys" not in path.parts} == before


def test_the_form_needs_its_token(certificate):
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/verify/file/", {"file": SimpleUploadedFile("a.pdf", b"%PDF-")})
    assert answer.status_code == 403


def test_a_constant_number_of_questions(client, certificate, issued, signed, django_assert_max_num_queries):
    pdf = issued(pdf_with(badge_of(certificate)))
    for changed in (pdf, pdf + b"\n"):
        with django_assert_max_num_queries(5):
            bring(client, changed)
    assert Certificate.objects.get().issued_at < timezone.now()
