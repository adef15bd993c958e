"""Designs in the admin: typed without mark-up, looked at without being kept, kept as versions, retired."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image, ImageDraw
from wagtail.users.models import UserProfile

from accounts.choices import Role
from accounts.models import AuditEntry
from certificates.actions.designs import save_design
from certificates.choices import Purpose
from certificates.designs import Design
from certificates.facts import THAI
from certificates.files import private_storage
from certificates.looks import look_of, newest_version
from certificates.models import Certificate, CertificateDesign, DesignVersion, ProgrammeAward
from certificates.pdf import render
from config.setup import ADMIN_RIGHTS, grant

from .pdf_reading import poppler_text
from .test_pdf import FACTS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english", "site")]

TYPED = {
    "name": "แบบผู้นำ",
    "paper": "A4",
    "orientation": "lying",
    "ground": "khit",
    "emblem": "ours",
    "heading": "Trirong",
    "languages": "both",
    "numerals": "thai",
    "qr_place": "auto",
    "presented": "ขอมอบ{kind}นี้แก่",
    "deed": "",
    "closing": "ขอให้เจริญ",
    "presented_en": "",
    "deed_en": "",
    "closing_en": "",
}

SAMPLES = (("short", "1"), ("longest", "5"))


def at(name, *args):
    return reverse(f"wagtailsnippets_certificates_certificatedesign:{name}", args=args)


def picture(size=(1754, 1240), kind="JPEG", mode="RGB", name="ground.jpg"):
    """A calm ground: a frame on paper."""
    drawing = Image.new(mode, size, {"RGB": "ivory", "CMYK": (0, 0, 20, 0)}.get(mode, 0))
    ink = {"RGB": "goldenrod", "CMYK": (0, 30, 80, 20)}.get(mode, 1)
    ImageDraw.Draw(drawing).rectangle([60, 60, size[0] - 60, size[1] - 60], outline=ink, width=8)
    content = BytesIO()
    drawing.save(content, kind)
    return SimpleUploadedFile(name, content.getvalue())


@pytest.fixture(autouse=True)
def rights(registrar):
    """What set_up gives; the desk speaks English to this registrar, so that a better Thai wording breaks no test."""
    grant(Group.objects.get(name=Role.REGISTRAR), ADMIN_RIGHTS[Role.REGISTRAR])
    UserProfile.objects.update_or_create(user=registrar, defaults={"preferred_language": "en"})


@pytest.fixture
def desk(as_user, registrar):
    return as_user(registrar)


@pytest.fixture
def design(registrar):
    design = CertificateDesign(name="แบบเดิม")
    save_design(design=design, look=Design(ground="steps"), numerals=THAI, actor=registrar)
    return design


def look(desk, **typed):
    answer = desk.post(at("look"), TYPED | typed)
    assert answer.status_code == 200
    return answer.json()


# --- keeping ----------------------------------------------------------------------------------------


def test_a_registrar_makes_a_design_and_every_change_is_a_version(desk, registrar):
    assert desk.get(at("add")).status_code == 200
    desk.post(at("add"), TYPED)
    design = CertificateDesign.objects.get()
    first = newest_version(design)
    assert (first.number, first.made_by) == (1, registrar)
    assert look_of(first) == Design(ground="khit", presented="ขอมอบ{kind}นี้แก่", closing="ขอให้เจริญ")

    desk.post(at("edit", design.pk), TYPED)
    assert design.versions.count() == 1
    desk.post(at("edit", design.pk), TYPED | {"paper": "A5", "orientation": "standing"})
    second = newest_version(design)
    assert (second.number, look_of(second).paper, look_of(second).landscape) == (2, "A5", False)
    assert look_of(DesignVersion.objects.get(pk=first.pk)).paper == "A4"
    entries = AuditEntry.objects.filter(verb="design.saved").order_by("pk")
    assert [(one.actor, one.after["version"]) for one in entries] == [(registrar, 1), (registrar, 2)]


def test_the_form_shows_what_is_kept(desk, design):
    shown = desk.get(at("edit", design.pk)).content.decode()
    assert re.search(r'<option value="steps"\s+selected', shown)
    assert 'data-fact="study"' in shown and at("look_again", design.pk) in shown


def test_a_name_is_taken_once(desk, design):
    answer = desk.post(at("add"), TYPED | {"name": design.name})
    assert answer.status_code == 200 and CertificateDesign.objects.count() == 1


def test_a_picture_of_ones_own_is_kept_and_stays_until_another_comes(desk):
    desk.post(at("add"), TYPED | {"ground": "picture", "ground_picture": picture()})
    design = CertificateDesign.objects.get()
    first = newest_version(design)
    assert isinstance(look_of(first).ground, bytes)
    desk.post(at("edit", design.pk), TYPED | {"ground": "picture", "closing": "อีกคำหนึ่ง"})
    second = newest_version(design)
    assert (second.number, second.ground.name) == (2, first.ground.name)
    private_storage().delete(first.ground.name)


def test_a_fact_nobody_knows_is_refused_with_those_one_can_use(desk):
    shown = desk.post(at("add"), TYPED | {"presented": "มอบแด่ {ชื่อ}"}).content.decode()
    assert "Not known: {ชื่อ}" in shown and "{name}, {name_en}" in shown and "มอบแด่ {ชื่อ}" in shown
    assert not CertificateDesign.objects.exists()


def test_a_script_is_only_words(desk):
    typed = "<script>alert(1)</script>"
    desk.post(at("add"), TYPED | {"closing": typed})
    kept = look_of(newest_version(CertificateDesign.objects.get()))
    assert typed in poppler_text(render(FACTS, design=kept))
    assert typed not in desk.get(at("edit", CertificateDesign.objects.get().pk)).content.decode()


# --- looking ----------------------------------------------------------------------------------------


def test_a_look_draws_the_page_and_keeps_nothing(desk):
    # The first request of a browser may renew its session.
    look(desk)
    with CaptureQueriesContext(connection) as seen:
        found = look(desk, name="")
    assert not [one["sql"] for one in seen if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    image = Image.open(BytesIO(b64decode(found["picture"].split(",")[1])))
    assert (image.width, image.format) == (1100, "PNG")
    assert found["wrong"] == [["Name", "This field is required."]]
    assert not CertificateDesign.objects.exists()


def test_the_look_is_with_the_people_one_chose(desk):
    few, many = (look(desk, sample_name=name, sample_signatories=count) for name, count in SAMPLES)
    assert few["picture"] != many["picture"] and not many["notes"]
    # What nobody offers gives the plainest.
    assert look(desk, sample_name="../etc", sample_signatories="99", sample_kind="?")["picture"] == few["picture"]


def test_text_that_does_not_fit_is_said_while_one_types(desk):
    long = "ขอให้มีความสุขความเจริญก้าวหน้าในหน้าที่การงาน " * 4
    typed = {"closing": long, "deed_en": long, "presented_en": long, "presented": long}
    assert look(desk, closing=long)["notes"] == []
    wrong = look(desk, **typed)
    assert "no room" in wrong["wrong"][-1][1]
    kept = desk.post(at("add"), TYPED | typed).content.decode()
    assert "no room" in kept and not CertificateDesign.objects.exists()
    crowd = {"sample_name": "longest", "sample_signatories": "5", "presented_en": "This {kind} is awarded to"}
    assert "no room" in look(desk, closing=long, deed_en="has done well", closing_en=long[:60], **crowd)["notes"][0]


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (lambda: picture(kind="GIF", mode="P", name="frame.png"), "of the kind GIF"),
        (lambda: picture(mode="CMYK"), "CMYK"),
        (lambda: picture((500, 354)), "too coarse: 500 × 354"),
        (lambda: picture((1240, 1754)), "1754 × 1240"),
        (lambda: SimpleUploadedFile("big.png", b"\x89PNG\r\n\x1a\n" + b"0" * (40 << 20)), "larger than"),
        (lambda: SimpleUploadedFile("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "no picture"),
        (lambda: SimpleUploadedFile("a.jpg", picture().read()[:3000]), "damaged"),
        (lambda: None, "Choose a picture."),
    ],
)
def test_a_wrong_picture_is_refused_and_said(desk, upload, said):
    file = upload()
    typed = {"ground": "picture"} | ({"ground_picture": file} if file else {})
    found = look(desk, **typed)
    assert found["picture"] is None
    assert said in " ".join(message for _where, message in found["wrong"])


def test_a_picture_too_detailed_to_mail_is_refused(desk):
    noise = BytesIO()
    Image.effect_noise((1754, 1240), 90).convert("RGB").save(noise, "JPEG", quality=70)
    found = look(desk, ground="picture", ground_picture=SimpleUploadedFile("noise.jpg", noise.getvalue()))
    assert "too much detail" in found["wrong"][0][1]


def test_the_document_stays_small_with_pictures_of_ones_own(desk):
    emblem = picture((600, 600), "PNG", name="emblem.png")
    typed = {"ground": "picture", "ground_picture": picture((3000, 2121)), "emblem": "picture"}
    desk.post(at("add"), TYPED | typed | {"emblem_picture": emblem})
    version = newest_version(CertificateDesign.objects.get())
    assert len(render(FACTS, design=look_of(version))) < 110_000
    for kept in (version.ground, version.emblem):
        private_storage().delete(kept.name)


@pytest.mark.parametrize("strange", ["{", "name}", "{name", "🌺"])
def test_what_cannot_be_printed_is_said(desk, strange):
    assert look(desk, closing=f"ดี {strange}")["wrong"][0][0] == "A closing line"


# --- retiring ---------------------------------------------------------------------------------------


def test_a_design_is_retired_and_never_deleted(desk, design, certificate):
    Certificate.objects.update(design=newest_version(design))
    answer = desk.post(at("delete", design.pk), follow=True)
    assert "Retire it instead" in answer.content.decode()
    desk.post(at("retire", design.pk))
    design.refresh_from_db()
    assert design.retired_at
    # A batch under way goes on with its version.
    assert look_of(Certificate.objects.get().design) == Design(ground="steps")
    assert "Retired on" in desk.get(at("versions", design.pk)).content.decode()
    desk.post(at("retire", design.pk), {"back": "1"})
    design.refresh_from_db()
    assert design.retired_at is None


def test_a_design_that_a_programme_gives_is_not_retired(desk, design, programme):
    ProgrammeAward.objects.create(programme=programme, kind="wutthibat", design=design)
    answer = desk.post(at("retire", design.pk), follow=True)
    assert programme.title in answer.content.decode()
    design.refresh_from_db()
    assert design.retired_at is None


def test_versions_are_looked_at_as_pictures(desk, design, registrar):
    save_design(design=design, look=Design(ground="plots"), numerals=THAI, actor=registrar)
    shown = desk.get(at("versions", design.pk)).content.decode()
    assert "Version 2 of the design" in shown and "Version 1 of" in shown
    answer = desk.get(at("version_picture", design.pk, 1))
    assert Image.open(BytesIO(answer.content)).width == 640
    assert desk.get(at("version_picture", design.pk, 9)).status_code == 404


# --- what programmes give ---------------------------------------------------------------------------


def award(name, *args):
    return reverse(f"wagtailsnippets_certificates_programmeaward:{name}", args=args)


def test_a_registrar_says_what_a_programme_gives(desk, design, programme, registrar):
    given = {"programme": programme.pk, "purpose": "module", "kind": "statement", "design": design.pk, "by_rule": "on"}
    desk.post(award("add"), given | {"valid_months": "24"})
    made = ProgrammeAward.objects.get()
    assert (made.purpose, made.valid_months, made.by_rule) == (Purpose.MODULE, 24, True)
    desk.post(award("edit", made.pk), given | {"valid_months": ""})
    desk.post(award("delete", made.pk))
    assert not ProgrammeAward.objects.exists()
    entries = AuditEntry.objects.filter(verb__startswith="award.").order_by("pk")
    assert [(one.verb, one.actor) for one in entries] == [
        ("award.saved", registrar),
        ("award.saved", registrar),
        ("award.removed", registrar),
    ]
    assert (entries[1].before["valid_months"], entries[1].after["valid_months"]) == (24, None)


def test_many_removed_at_once_leave_a_trace_too_and_designs_stay(desk, design, programme):
    made = [
        ProgrammeAward.objects.create(programme=programme, purpose=purpose, kind="statement") for purpose in Purpose
    ]
    bulk = "/cms/bulk/certificates/{}/delete/?" + "&".join(f"id={one.pk}" for one in made)
    desk.post(bulk.format("programmeaward"))
    assert not ProgrammeAward.objects.exists()
    assert AuditEntry.objects.filter(verb="award.removed").count() == len(made)
    desk.post(f"/cms/bulk/certificates/certificatedesign/delete/?id={design.pk}")
    assert CertificateDesign.objects.filter(pk=design.pk).exists()


def test_only_modules_are_issued_by_rule_and_a_purpose_is_given_once(desk, design, programme):
    given = {"programme": programme.pk, "purpose": "programme", "kind": "wutthibat"}
    shown = desk.post(award("add"), given | {"by_rule": "on"}).content.decode()
    assert "Only single modules" in shown and not ProgrammeAward.objects.exists()
    desk.post(award("add"), given)
    assert desk.post(award("add"), given).status_code == 200
    assert ProgrammeAward.objects.count() == 1


def test_retired_designs_and_translations_are_not_offered(desk, design, programme):
    desk.post(at("retire", design.pk))
    shown = desk.get(award("add")).content.decode()
    assert design.name not in shown and programme.title in shown
    given = {"programme": programme.pk, "purpose": "programme", "kind": "wutthibat", "design": design.pk}
    assert desk.post(award("add"), given).status_code == 200
    assert not ProgrammeAward.objects.exists()


# --- who may, and what it costs -----------------------------------------------------------------------


def test_designs_are_the_registrars(design, as_user, client, learner, officer, instructor, editor, approver, admin):
    screens = [at("list"), at("add"), at("edit", design.pk), at("versions", design.pk), award("list"), award("add")]
    screens.append(at("version_picture", design.pk, 1))
    writing = [at("look"), at("look_again", design.pk), at("retire", design.pk)]
    for address in screens:
        assert client.get(address).status_code == 302
        for person in (learner, officer, instructor, editor, approver):
            assert as_user(person).get(address).status_code in (302, 403, 404)
        assert as_user(admin).get(address).status_code == 200
    for address in writing:
        assert client.post(address, TYPED).status_code == 302
        for person in (learner, officer, instructor, editor, approver):
            assert as_user(person).post(address, TYPED).status_code in (302, 403, 404)
        assert as_user(admin).get(address).status_code == 405
    design.refresh_from_db()
    assert design.retired_at is None


def test_looking_asks_for_the_token_of_the_form(registrar):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(registrar)
    assert strict.post(at("look"), TYPED).status_code == 403


@pytest.mark.parametrize("screen", ["designs", "versions", "awards"])
def test_lists_cost_the_same_with_many_rows(desk, registrar, programme, design, screen):
    address = {"designs": at("list"), "versions": at("versions", design.pk), "awards": award("list")}[screen]
    costs = []
    for rows in (1, 12):
        for number in range(rows):
            other = CertificateDesign(name=f"แบบ {rows} {number}")
            save_design(design=other, look=Design(), numerals=THAI, actor=registrar)
            save_design(design=design, look=Design(closing=f"{rows} {number}"), numerals=THAI, actor=registrar)
        for purpose in Purpose.values[: 1 if rows == 1 else 3]:
            given = {"kind": "statement", "design": other}
            ProgrammeAward.objects.get_or_create(programme=programme, purpose=purpose, defaults=given)
        desk.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(address).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1]
