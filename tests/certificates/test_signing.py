"""Signatures, as two programs of others read them, and what happens when none can be made."""

import asyncio
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from pyhanko.pdf_utils.generic import StreamObject as PdfStream
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from certificates import signing
from certificates.pdf import render
from certificates.signing.authority import make_authority
from certificates.signing.checking import Checked, check
from config.settings.signing import signing_from

from .pdf_reading import picture, poppler_text
from .signing_services import SigningService, TimestampService, served
from .test_pdf import FACTS


@pytest.fixture(scope="module")
def unsigned():
    return render(FACTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The authority of the demonstration."""
    made = tmp_path_factory.mktemp("signing")
    make_authority(made)
    return made


@pytest.fixture
def keyfile(folder, settings):
    settings.SIGNING = {
        "backend": "pkcs12",
        "file": folder / "signer.p12",
        "passphrase_file": folder / "passphrase",
        "trust": [folder / "authority.pem"],
        "fetch": False,
    }
    return settings.SIGNING


@pytest.fixture
def service(folder, settings):
    """The signing service and the settings to reach it."""
    made = SigningService(folder, (folder / "passphrase").read_text())
    with served(made) as url:
        settings.SIGNING = {
            "backend": "remote",
            "url": url,
            "credential": made.credential,
            "token": made.token,
            "pin": made.pin,
            "trust": [folder / "authority.pem"],
            "fetch": False,
        }
        yield made


@pytest.fixture
def timestamps(keyfile, tmp_path):
    made = TimestampService()
    (tmp_path / "stamps.pem").write_bytes(made.root)
    with served(made) as url:
        keyfile |= {"timestamp_url": url, "trust": [*keyfile["trust"], tmp_path / "stamps.pem"]}
        yield made


def pyhanko_says(pdf, tmp_path, *roots):
    """The verdict of `pyhanko sign validate` in one line."""
    (tmp_path / "signed.pdf").write_bytes(pdf)
    trust = [part for root in roots for part in ("--trust", str(root))]
    command = [Path(sys.executable).parent / "pyhanko", "sign", "validate", "--trust-replace", *trust]
    read = subprocess.run([*command, tmp_path / "signed.pdf"], capture_output=True, cwd=tmp_path)
    return (read.stdout + read.stderr).decode()


def pdfsig_says(pdf, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(pdf)
    return subprocess.run(["pdfsig", tmp_path / "signed.pdf"], capture_output=True).stdout.decode()


# --- with a key of our own ------------------------------------------------------------------------


def test_two_programs_of_others_find_the_signature_valid(keyfile, folder, unsigned, tmp_path):
    for _once_and_from_the_kept_container in range(2):
        signed = signing.sign(unsigned)
        assert "INTACT:TRUSTED,UNTOUCHED" in pyhanko_says(signed, tmp_path, folder / "authority.pem")
        said = pdfsig_says(signed, tmp_path)
        assert "Signature is Valid" in said
        assert "ETSI.CAdES.detached" in said and "SHA-256" in said
        assert "Total document signed" in said
    assert signing.level() == "B-B"


def test_each_document_has_a_signature_of_its_own(keyfile, folder, unsigned, tmp_path):
    for hours in range(90, 110):
        signed = signing.sign(render(replace(FACTS, hours=hours)))
        assert "Signature is Valid" in pdfsig_says(signed, tmp_path)


def test_it_signs_inside_a_running_event_loop_as_well(keyfile, unsigned):
    async def served_by_an_asynchronous_server():
        return signing.sign(unsigned)

    async def read_by_one(pdf):
        return check(pdf)

    # In a thread of its own, since the browser's event loop may run in this one.
    with ThreadPoolExecutor(max_workers=1) as server:
        pdf = server.submit(asyncio.run, served_by_an_asynchronous_server()).result()
        assert server.submit(asyncio.run, read_by_one(pdf)).result().intact


@pytest.mark.parametrize("place", [0.05, 0.5, 0.93])
def test_one_flipped_byte_is_caught(keyfile, folder, unsigned, tmp_path, place):
    signed = bytearray(signing.sign(unsigned))
    signed[int(len(unsigned) * place)] ^= 1
    assert "TRUSTED,UNTOUCHED" not in pyhanko_says(signed, tmp_path, folder / "authority.pem")
    assert "Signature is Valid" not in pdfsig_says(signed, tmp_path)


def test_the_document_stays_what_it_was(keyfile, unsigned, tmp_path):
    signed = signing.sign(unsigned)
    assert signed.startswith(unsigned)
    assert len(signed) < 120_000
    assert poppler_text(signed) == poppler_text(unsigned)
    assert picture(signed).tobytes() == picture(unsigned).tobytes()
    (tmp_path / "signed.pdf").write_bytes(signed)
    assert subprocess.run(["qpdf", "--check", tmp_path / "signed.pdf"], capture_output=True).returncode == 0
    with pikepdf.open(BytesIO(signed)) as document:
        assert document.Root.MarkInfo.Marked and document.Root.AF[0].AFRelationship == "/Source"
        assert b"number" in document.attachments["certificate.json"].get_file().read_bytes()
        with document.open_metadata() as metadata:
            assert metadata.pdfa_status == "3A"
        widget = document.Root.AcroForm.Fields[0]
        # Printable and of no size, as PDF/A asks of a field without a picture.
        assert int(widget.F) & 4 and [float(edge) for edge in widget.Rect] == [0, 0, 0, 0]


def test_an_rsa_key_signs_too(folder, settings, unsigned, tmp_path):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "RSA of a test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    packed = pkcs12.serialize_key_and_certificates(
        b"", key, certificate, None, serialization.BestAvailableEncryption(b"secret")
    )
    (tmp_path / "rsa.p12").write_bytes(packed)
    settings.SIGNING = {"backend": "pkcs12", "file": tmp_path / "rsa.p12", "passphrase": "secret"}
    assert "Signature is Valid" in pdfsig_says(signing.sign(unsigned), tmp_path)


# --- without --------------------------------------------------------------------------------------


def test_without_a_key_nothing_is_signed_and_nothing_says_so(settings, unsigned, tmp_path):
    settings.SIGNING = {"backend": "none"}
    assert signing.sign(unsigned) == unsigned
    assert signing.level() == ""
    assert "does not contain any signatures" in pdfsig_says(unsigned, tmp_path)
    assert not re.search("ลายมือชื่ออิเล็กทรอนิกส์|ลงลายมือชื่อดิจิทัล|digitally signed", poppler_text(unsigned))


# --- by a service ---------------------------------------------------------------------------------


def test_a_service_signs_and_sees_the_digest_only(service, folder, unsigned, tmp_path):
    for _documents in range(2):
        signed = signing.sign(unsigned)
        assert "INTACT:TRUSTED,UNTOUCHED" in pyhanko_says(signed, tmp_path, folder / "authority.pem")
    # The certificates were asked for once.
    assert [b"certificates" in body for body in service.sent].count(True) == 1
    assert max(map(len, service.sent)) < 500


def test_a_service_that_is_down_can_be_asked_again(service, unsigned):
    service.down = True
    with pytest.raises(signing.SigningUnavailable):
        signing.sign(unsigned)
    service.down = False
    assert signing.sign(unsigned).startswith(unsigned)


def test_a_service_that_is_gone_is_said_to_be_unreachable(settings, unsigned):
    with served(lambda *_request: (500, "text/plain", b"")) as url:
        pass
    settings.SIGNING = {"backend": "remote", "url": url, "credential": "academy"}
    with pytest.raises(signing.SigningUnavailable, match="cannot be reached"):
        signing.sign(unsigned)


@pytest.mark.parametrize("wrong", [{"pin": "0000"}, {"token": "stolen"}])
def test_a_service_that_refuses_us_needs_a_person(service, settings, unsigned, wrong):
    settings.SIGNING = settings.SIGNING | wrong
    with pytest.raises(signing.SigningRefused, match="refuses us"):
        signing.sign(unsigned)


def test_an_answer_that_makes_no_sense_is_a_failure_in_our_words(settings, unsigned):
    with served(lambda *_request: (200, "application/json", b'{"signatures": 7}')) as url:
        settings.SIGNING = {"backend": "remote", "url": url, "credential": "academy"}
        with pytest.raises(signing.SigningFailed):
            signing.sign(unsigned)


# --- with time stamps -----------------------------------------------------------------------------


def test_with_a_time_stamp_service_signatures_last(timestamps, folder, unsigned, tmp_path):
    signed = signing.sign(unsigned)
    assert signing.level() == "B-LT"
    said = pyhanko_says(signed, tmp_path, folder / "authority.pem", tmp_path / "stamps.pem")
    assert "INTACT:TRUSTED" in said and "TIMESTAMP_TOKEN<INTACT:TRUSTED>" in said
    with pikepdf.open(BytesIO(signed)) as document:
        # What is needed to check it later stands in the document itself.
        assert len(document.Root.DSS.Certs) >= 2
    assert len(signed) < 150_000


def test_without_an_answer_of_the_time_stamp_service_nothing_is_signed(timestamps, unsigned):
    timestamps.down = True
    with pytest.raises(signing.SigningUnavailable):
        signing.sign(unsigned)
    timestamps.down = False
    assert signing.sign(unsigned).startswith(unsigned)


# --- what somebody must mend ----------------------------------------------------------------------


def test_a_wrong_passphrase(keyfile, unsigned):
    keyfile["passphrase"] = "wrong"
    with pytest.raises(signing.SigningRefused, match="passphrase"):
        signing.sign(unsigned)


def test_a_key_that_is_not_there(keyfile, unsigned, tmp_path):
    keyfile["file"] = tmp_path / "nothing.p12"
    with pytest.raises(signing.SigningRefused, match="not there"):
        signing.sign(unsigned)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), "expired on 2020-01-30"),
        (datetime(2999, 1, 1, tzinfo=UTC), "not valid before"),
    ],
)
def test_a_certificate_out_of_its_time(keyfile, unsigned, tmp_path, made, message):
    make_authority(tmp_path, now=made, lasts=timedelta(days=30))
    keyfile |= {"file": tmp_path / "signer.p12", "passphrase_file": tmp_path / "passphrase"}
    with pytest.raises(signing.SigningRefused, match=message):
        signing.sign(unsigned)


def test_what_is_no_pdf(keyfile):
    with pytest.raises(signing.SigningRefused, match="cannot be signed"):
        signing.sign(b"not a document")


def test_a_key_that_was_changed_is_read_anew(keyfile, unsigned, tmp_path):
    make_authority(tmp_path)
    first = signing.sign(unsigned)
    keyfile |= {"file": tmp_path / "signer.p12", "passphrase_file": tmp_path / "passphrase"}
    assert "UNTOUCHED" in pyhanko_says(first, tmp_path, tmp_path / "authority.pem")
    assert "INTACT:TRUSTED" in pyhanko_says(signing.sign(unsigned), tmp_path, tmp_path / "authority.pem")


# --- looked at again ------------------------------------------------------------------------------


def test_a_document_that_comes_back_is_known_as_ours(keyfile, unsigned):
    found = check(signing.sign(unsigned))
    assert (found.signed, found.intact, found.trusted) == (True, True, True)
    assert "demonstration / สาธิต" in found.signer
    assert check(unsigned) == Checked()


@pytest.mark.parametrize("place", [0.05, 0.5, 0.93])
def test_a_changed_document_is_not_intact(keyfile, unsigned, place):
    changed = bytearray(signing.sign(unsigned))
    changed[int(len(unsigned) * place)] ^= 1
    found = check(bytes(changed))
    assert not found.intact and not found.trusted


def test_what_was_written_over_a_signed_page_is_not_intact(keyfile, unsigned):
    signed = BytesIO(signing.sign(unsigned))
    writer = IncrementalPdfFileWriter(signed)
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(PdfStream(stream_data=b"0 0 800 600 re f"))
    writer.update_container(page)
    writer.write_in_place()
    found = check(signed.getvalue())
    assert found.signed and not found.intact and not found.trusted


def test_a_signature_of_somebody_else_is_not_ours(keyfile, unsigned, tmp_path):
    make_authority(tmp_path)
    ours = dict(keyfile)
    keyfile |= {"file": tmp_path / "signer.p12", "passphrase_file": tmp_path / "passphrase"}
    forged = signing.sign(unsigned)
    keyfile |= ours
    found = check(forged)
    assert found.signed and found.intact and not found.trusted


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"\x00" * 4000, b"%PDF-1.7\nstartxref\n9\n%%EOF"])
def test_what_cannot_be_read_is_not_signed(keyfile, content):
    assert check(content) == Checked()


# --- the authority of the demonstration -----------------------------------------------------------


def test_the_demonstration_signs_as_a_demonstration(settings, tmp_path):
    settings.DEMO, settings.PRIVATE_ROOT = True, tmp_path
    call_command("make_signing_authority", verbosity=0)
    folder = tmp_path / "signing"
    root = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
    assert "demonstration / สาธิต" in root.subject.rfc4514_string()
    assert root.public_key().curve.name == "secp256r1"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.iterdir()))
    call_command("make_signing_authority", verbosity=0)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_only_the_demonstration_has_one(settings, tmp_path):
    settings.DEMO, settings.PRIVATE_ROOT = False, tmp_path
    with pytest.raises(CommandError):
        call_command("make_signing_authority")
    assert not list(tmp_path.iterdir())


# --- settings -------------------------------------------------------------------------------------


def test_settings_come_from_the_environment():
    assert signing_from({})["backend"] == "none"
    found = signing_from(
        {
            "SIGNING": "pkcs12",
            "SIGNING_FILE": "/srv/key.p12",
            "SIGNING_PASSPHRASE_FILE": "/srv/passphrase",
            "TIMESTAMP_URL": "https://stamps.example.org",
            "SIGNING_TRUST": "/srv/a.pem, /srv/b.pem",
        }
    )
    assert found["timestamp_url"] == "https://stamps.example.org"
    assert found["trust"] == ["/srv/a.pem", "/srv/b.pem"]


@pytest.mark.parametrize(
    "environment",
    [
        {"SIGNING": "yes"},
        {"SIGNING": "pkcs12"},
        {"SIGNING": "remote"},
        {"SIGNING": "none", "TIMESTAMP_URL": "https://stamps.example.org"},
    ],
)
def test_half_a_setting_stops_the_start(environment):
    with pytest.raises(ImproperlyConfigured, match="SIGNING"):
        signing_from(environment)
