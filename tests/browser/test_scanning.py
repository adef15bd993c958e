"""The QR code of an issued certificate before the phone's camera: Chromium's fake one, which is shown a film."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
import segno
import zxingcpp
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from certificates.actions.batches import approve_batch, prepare_batch
from certificates.models import Certificate, Signatory
from cohorts.choices import EnrolmentState
from config.demo import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
ROOM, EDGE = (640, 480), 60


@pytest.fixture
def certificate(programme, learner, registrar, approver, address):
    """A certificate whose QR code leads to the running site."""
    Signatory.objects.create(name="ผู้ลงนาม", post="หัวหน้าวิทยสถาน", valid_from=date(2024, 1, 1))
    cohort = make.cohort(programme, today=date(2026, 5, 1))
    make.enrolment(cohort, learner, state=EnrolmentState.COMPLETED, completed_at=timezone.now())
    batch = prepare_batch(cohort=cohort, registrar=registrar, issued_on=date(2026, 9, 18))
    approve_batch(batch=batch, approver=approver)
    return Certificate.objects.get()


def printed_code(certificate, address):
    """A picture of the code as it is printed on the document, which says where the certificate is verified."""
    with certificate.file.open() as file:
        paper = pypdfium2.PdfDocument(file.read())[0].render(scale=4).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(paper)
    assert found.text == f"{address}/verify/{certificate.code}/"
    place = found.position
    corners = (
        place.top_left.x - EDGE,
        place.top_left.y - EDGE,
        place.bottom_right.x + EDGE,
        place.bottom_right.y + EDGE,
    )
    return paper.crop(corners)


def code_of(text):
    segno.make(text, error="m").save(made := BytesIO(), kind="png", scale=8)
    return Image.open(made).convert("L")


def film(picture, path):
    """Some frames in which the picture lies on a table, as YUV4MPEG2."""
    frame = Image.new("L", ROOM, 170)
    picture.thumbnail((ROOM[1] - 80, ROOM[1] - 80))
    frame.paste(picture.rotate(7, expand=True, fillcolor=170), (120, 40))
    shown = b"FRAME\n" + frame.tobytes() + bytes([128]) * (ROOM[0] * ROOM[1] // 2)
    path.write_bytes(b"YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n" % ROOM + shown * 5)
    return path


@pytest.fixture
def phone(browser_type, browser_type_launch_args, tmp_path):
    """phone(picture): a page of a browser whose camera sees this."""
    opened = []

    def look_at(picture):
        camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        camera.append(f"--use-file-for-fake-video-capture={film(picture, tmp_path / 'film.y4m')}")
        options = browser_type_launch_args | {"args": [*browser_type_launch_args["args"], *camera]}
        opened.append(browser_type.launch(**options))
        return opened[-1].new_page(viewport={"width": 390, "height": 844}, locale="th-TH")

    yield look_at
    for browser in opened:
        browser.close()


def test_the_camera_leads_to_the_certificate(phone, certificate, address):
    page = phone(printed_code(certificate, address))
    page.goto(f"{address}/en/verify/")
    page.get_by_role("button", name="Scan with the camera").click()

    page.wait_for_url(f"{address}/en/verify/{certificate.code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This certificate is valid")


@pytest.mark.parametrize(
    "leads", ["https://elsewhere.example/verify/{}/", "{address}/accounts/logout/?{}", "WIFI:S:{};;"]
)
def test_a_code_that_leads_elsewhere_is_not_opened(phone, certificate, address, leads):
    page = phone(code_of(leads.format(certificate.code, address=address)))
    page.goto(f"{address}/en/verify/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Scan with the camera").click()

    expect(page.get_by_role("status").last).to_contain_text("It was not opened")
    assert page.url == f"{address}/en/verify/"
    assert not [url for url in asked if "elsewhere" in url or "logout" in url]
    page.get_by_role("button", name="Stop the camera").click()
    expect(page.get_by_role("button", name="Scan with the camera")).to_be_focused()


def test_without_a_camera_a_picture_of_the_code_will_do(page, certificate, address):
    printed_code(certificate, address).save(picture := BytesIO(), "png")
    Image.new("L", (300, 300), 255).save(empty := BytesIO(), "png")
    page.goto(f"{address}/en/verify/")
    field = page.get_by_label("A picture of the code")
    expect(field).to_be_visible()
    expect(page.get_by_role("button", name="Scan with the camera")).to_be_hidden()

    for content in (empty.getvalue(), b"no picture"):
        field.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": content})
        expect(page.get_by_role("status").last).to_contain_text("No QR code was found")
    field.set_input_files({"name": "b.png", "mimeType": "image/png", "buffer": picture.getvalue()})

    page.wait_for_url(f"{address}/en/verify/{certificate.code}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This certificate is valid")
