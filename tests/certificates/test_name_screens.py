"""The learner's page of the name, the specimen on it, and the registrars' desk for requests."""

from io import BytesIO

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageChops

from certificates.actions.names import request_name
from certificates.facts import CertificateFacts
from certificates.models import NameRequest
from certificates.models.names import NAME_PARTS
from certificates.pdf import render
from certificates.pictures import first_page, specimen
from config.demo import factories as make

from .conftest import ISSUED

pytestmark = pytest.mark.usefixtures("english")


def page(response):
    return response.content.decode()


def at(name, *args):
    return reverse(f"certificates:{name}", args=args)


def typed(person, **changed):
    """What the form sends for a person as they are, with changes."""
    return {part: getattr(person, part) for part in NAME_PARTS} | {"prefix_other": "", "reason": "สะกดผิด"} | changed


def ask(enrolment, **changed):
    values = {part: getattr(enrolment.learner, part) for part in NAME_PARTS} | {"last_name": "หนึ่งเดียว"} | changed
    return request_name(enrolment=enrolment, learner=enrolment.learner, values=values, reason="สะกดผิด")


# --- the learner --------------------------------------------------------------------
def test_a_learner_confirms_from_the_page(enrolment, learner, as_user):
    browser = as_user(learner)
    shown = page(browser.get(at("name", "llp-1")))
    assert "Both names are right" in shown and "นายตัวอย่าง หนึ่ง" in shown and at("specimen", "llp-1") in shown

    answer = browser.post(at("name", "llp-1"), {"name_th": learner.name_th, "name_en": learner.name_en}, follow=True)

    assert "The name is confirmed" in page(answer) and "Both names are right" not in page(answer)


def test_an_old_window_confirms_nothing(enrolment, learner, as_user):
    answer = as_user(learner).post(at("name", "llp-1"), {"name_th": "นายคนอื่น", "name_en": ""}, follow=True)
    assert "Look at it once more" in page(answer) and "Both names are right" in page(answer)


def test_without_a_whole_name_the_way_to_the_profile_is_shown(enrolment, learner, as_user):
    learner.prefix = ""
    learner.save()
    shown = page(as_user(learner).get(at("name", "llp-1")))
    assert "not complete" in shown and reverse("accounts:profile") in shown and at("specimen", "llp-1") not in shown


def specimen_of(browser):
    answer = browser.get(at("specimen", "llp-1"))
    assert answer["Content-Type"] == "image/jpeg" and "no-store" in answer["Cache-Control"]
    return Image.open(BytesIO(answer.content)).convert("L")


def test_the_specimen_shows_the_name_of_now(enrolment, learner, as_user):
    browser = as_user(learner)
    drawn = specimen_of(browser)
    assert drawn.size == (1200, 849)
    learner.first_name = "อื่นใด"
    learner.save()
    assert ImageChops.difference(drawn, specimen_of(browser)).getbbox()


def test_a_specimen_is_marked_all_over():
    facts = CertificateFacts(
        number="รช.ผถ 1-000/2569",
        name_th="นายตัวอย่าง หนึ่ง",
        programme_title_th="หลักสูตรสมมติ",
        hours=48,
        issued_on=ISSUED,
        verify_url="https://example.org/verify/",
        code="0" * 12,
    )
    marked, plain = Image.open(BytesIO(specimen(facts))), first_page(render(facts), width=1200)
    for left in range(0, 1200, 300):
        for top in range(0, 800, 400):
            box = (left, top, left + 300, top + 400)
            pair = (picture.convert("L").crop(box) for picture in (marked, plain))
            assert sum(ImageChops.difference(*pair).point(lambda value: 255 * (value > 16)).histogram()[255:]) > 3000, (
                box
            )


def test_a_learner_asks_for_another_name_and_takes_it_back(enrolment, learner, as_user):
    browser = as_user(learner)
    form = page(browser.get(at("request_name", "llp-1")))
    assert 'value="ตัวอย่าง"' in form and 'value="Tuayang"' in form

    answer = browser.post(at("request_name", "llp-1"), typed(learner, last_name="หนึ่งเดียว"), follow=True)

    assert "You have asked for another name" in page(answer) and "หนึ่งเดียว" in page(answer)
    assert browser.get(at("request_name", "llp-1"))["Location"] == at("name", "llp-1")
    browser.post(at("withdraw_name", "llp-1"))
    assert "Both names are right" in page(browser.get(at("name", "llp-1")))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"last_name": "หนึ่ง\U0001f600"}, "Signs and emoji cannot be printed"),
        ({"last_name": "ก" * 101}, "at most 100"),
        ({"last_name": ""}, "required"),
        ({"last_name": "อื่น", "reason": ""}, "required"),
        ({"prefix": "other", "prefix_other": "ดร."}, "without abbreviation"),
        ({}, "already"),
    ],
)
def test_bad_input_is_said_and_kept(enrolment, learner, as_user, changed, said):
    sent = typed(learner, **changed)
    shown = page(as_user(learner).post(at("request_name", "llp-1"), sent))
    assert said in shown and not NameRequest.objects.exists()
    assert all(value in shown for value in sent.values())


@pytest.mark.parametrize(
    "changed",
    [
        {"prefix": "other", "prefix_other": "หม่อมเจ้า", "first_name": "ฑิฆัมพร"},
        {"first_name": "ภิกฺขุ", "last_name": "พุทฺธํ"},
        {"first_name": "John", "last_name": "O’Neill-Smith"},
        {"first_name": "ก" * 100, "last_name": "ข" * 100},
    ],
)
def test_hard_names_are_taken_as_they_are(enrolment, learner, as_user, changed):
    as_user(learner).post(at("request_name", "llp-1"), typed(learner, **changed))
    wish = NameRequest.objects.get()
    assert all(getattr(wish, part) == value for part, value in changed.items() if part in ("first_name", "last_name"))


def test_others_learn_nothing_of_it(enrolment, other_learner, officer, client, as_user, open_cohort, learner):
    for name in ("name", "specimen", "request_name"):
        assert client.get(at(name, "llp-1"))["Location"].startswith(reverse("account_login"))
        assert as_user(officer).get(at(name, "llp-1")).status_code == 404
        make.enrolment(open_cohort, learner)
        assert as_user(learner).get(at(name, "llp-2")).status_code == 404
    assert as_user(officer).post(at("withdraw_name", "llp-1")).status_code == 404
    assert as_user(learner).get(at("withdraw_name", "llp-1")).status_code == 405


def waiting(enrolment, stage, user):
    request = RequestFactory().get("/learn/")
    request.user = user
    context = Context({"request": request, "enrolment": enrolment, "stage": stage})
    return Template('{% include "certificates/names/waiting.html" %}').render(context).strip()


def test_the_home_says_when_a_name_waits(enrolment, learner, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert waiting(enrolment, "early", learner) == ""
    with django_assert_num_queries(3):
        assert "Is your name right" in waiting(enrolment, "almost", learner)
    wish = ask(enrolment)
    assert waiting(enrolment, "almost", learner) == ""
    NameRequest.objects.filter(pk=wish.pk).update(state="refused")
    assert at("name", "llp-1") in waiting(enrolment, "completed", learner)


def test_the_home_says_nothing_once_the_certificate_is_there(certificate, learner):
    assert waiting(certificate.enrolment, "completed", learner) == ""


# --- the registrars' desk -----------------------------------------------------------
def test_the_desk_compares_and_accepts(enrolment, learner, registrar, as_user):
    wish, browser = ask(enrolment), as_user(registrar)
    shown = page(browser.get(at("names")))
    assert "นายตัวอย่าง หนึ่งเดียว" in shown and "สะกดผิด" in shown
    assert '<th scope="row">Thai</th>' in shown
    assert '<th scope="row">English</th>' not in shown, "the English name stays and is no row of the comparison"

    seen = {"old_th": learner.name_th, "old_en": learner.name_en}
    answer = page(browser.post(at("accept_name", wish.pk), seen, follow=True))

    assert "No request waits" in answer and "Accepted" in answer
    learner.refresh_from_db()
    assert learner.last_name == "หนึ่งเดียว"


def test_a_stale_window_does_not_overwrite(enrolment, learner, registrar, as_user):
    wish = ask(enrolment)
    answer = as_user(registrar).post(at("accept_name", wish.pk), {"old_th": "นายเก่า", "old_en": ""}, follow=True)
    assert "Compare the names once more" in page(answer)
    assert NameRequest.objects.get().state == "open"


def test_a_refusal_needs_a_note_and_says_so_beside_it(enrolment, registrar, as_user):
    wish, browser = ask(enrolment), as_user(registrar)
    shown = page(browser.post(at("refuse_name", wish.pk), {"note": ""}))
    assert "field--bad" in shown and NameRequest.objects.get().state == "open"

    answer = page(browser.post(at("refuse_name", wish.pk), {"note": "ขอหลักฐาน"}, follow=True))
    assert "Not accepted" in answer and "ขอหลักฐาน" in answer
    assert "Somebody else" in page(browser.post(at("accept_name", wish.pk), {}, follow=True))


def test_the_desk_points_at_a_certificate_under_the_old_name(certificate, registrar, as_user):
    ask(certificate.enrolment)
    shown = page(as_user(registrar).get(at("names")))
    assert at("certificate", certificate.pk) in shown and "corrected one" in shown


def test_only_registrars_decide(enrolment, registrar, approver, officer, learner, as_user):
    wish = ask(enrolment)
    assert "Registrars decide" in page(as_user(approver).get(at("names")))
    for act in ("accept_name", "refuse_name"):
        assert as_user(approver).post(at(act, wish.pk)).status_code == 403
        assert as_user(officer).post(at(act, wish.pk)).status_code == 404
        assert as_user(registrar).get(at(act, wish.pk)).status_code == 405
        assert as_user(registrar).post(at(act, 4711)).status_code == 404
    assert as_user(learner).get(at("names")).status_code == 404


def test_the_desk_costs_the_same_with_many(cohort, complete, registrar, as_user, django_assert_max_num_queries):
    browser = as_user(registrar)
    browser.get(at("names"))
    for enrolment in complete(cohort, 6):
        ask(enrolment)
    NameRequest.objects.filter(pk__in=NameRequest.objects.values("pk")[:3]).update(
        state="accepted", decided_by=registrar, decided_at=timezone.now()
    )
    with django_assert_max_num_queries(10):
        assert page(browser.get(at("names"))).count("Accept the new name") == 3


def test_the_number_on_the_register_s_desk(enrolment, django_assert_num_queries):
    alert = Template('{% include "certificates/names/desk_alert.html" %}')
    assert alert.render(Context()).strip() == ""
    ask(enrolment)
    with django_assert_num_queries(1):
        assert "1 request for another name waits" in alert.render(Context())
