"""The name on a certificate: confirmed by the learner, or another asked for, which a registrar decides."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEntry
from certificates.actions.names import accept_name, confirm_name, refuse_name, request_name, withdraw_name
from certificates.models import NameConfirmation, NameRequest
from certificates.models.names import NAME_PARTS
from certificates.queries.names import confirmed, open_requests
from config.demo import factories as make

pytestmark = pytest.mark.usefixtures("english")

WISHED = {
    "prefix": "หม่อมหลวง",
    "first_name": "ภิกฺขุ",
    "last_name": "สุวณฺโณ",
    "prefix_en": "M.L.",
    "first_name_en": "Bhikkhu",
    "last_name_en": "Suvanno",
}


def confirm(enrolment):
    person = enrolment.learner
    return NameConfirmation.objects.create(enrolment=enrolment, name_th=person.name_th, name_en=person.name_en)


def ask(enrolment, **fields):
    values = {"first_name": "อื่น", "last_name": "หนึ่ง", "reason": "สะกดผิด"} | fields
    return NameRequest.objects.create(enrolment=enrolment, **values)


# --- what the checks of a batch ask -------------------------------------------------
def test_a_confirmation_counts_while_the_profile_says_the_same(enrolment, learner):
    assert confirmed([enrolment]) == set()
    confirm(enrolment)
    assert confirmed([enrolment]) == {enrolment.pk}

    learner.last_name_en = "Nung"
    learner.save()
    assert confirmed([enrolment]) == set()


def test_only_a_request_that_waits_is_open(enrolment):
    wish = ask(enrolment)
    assert open_requests([enrolment]) == {enrolment.pk}
    for state in ("accepted", "refused", "withdrawn"):
        NameRequest.objects.filter(pk=wish.pk).update(state=state)
        assert open_requests([enrolment]) == set()


def test_the_checks_of_a_batch_cost_two_queries(cohort, complete, django_assert_num_queries):
    found = complete(cohort, 5)
    for enrolment in found[:3]:
        confirm(enrolment)
    ask(found[4])

    with django_assert_num_queries(2):
        assert confirmed(found) == {enrolment.pk for enrolment in found[:3]}
        assert open_requests(found) == {found[4].pk}


# --- the acts -----------------------------------------------------------------------
@pytest.fixture
def wish(enrolment, learner):
    """`learner` waits for another name, with a royal title and Pali marks."""
    return request_name(enrolment=enrolment, learner=learner, values=WISHED, reason="ศาลสั่งเปลี่ยน")


def saying(person):
    return {"name_th": person.name_th, "name_en": person.name_en}


def test_a_learner_confirms_what_they_saw_once(enrolment, learner):
    first = confirm_name(enrolment=enrolment, learner=learner, **saying(learner))
    again = confirm_name(enrolment=enrolment, learner=learner, **saying(learner))

    assert (first.name_th, first.name_en) == ("นายตัวอย่าง หนึ่ง", "Mr. Tuayang Nueng")
    assert again == first and again.confirmed_at == first.confirmed_at
    assert AuditEntry.objects.filter(verb="name.confirmed").count() == 1
    assert confirmed([enrolment]) == {enrolment.pk}


def test_what_was_not_shown_is_not_confirmed(enrolment, learner):
    shown = saying(learner)
    learner.last_name = "สอง"
    learner.save()
    with pytest.raises(ValidationError, match="changed since"):
        confirm_name(enrolment=enrolment, learner=learner, **shown)
    learner.prefix = ""
    learner.save()
    with pytest.raises(ValidationError, match="not complete"):
        confirm_name(enrolment=enrolment, learner=learner, **saying(learner))


def test_nobody_names_another_and_nobody_before_the_first_day_or_after_the_end(
    enrolment, learner, other_learner, open_cohort
):
    for act in (confirm_name, partial(request_name, values=WISHED, reason="ก")):
        names = saying(learner) if act is confirm_name else {}
        with pytest.raises(PermissionDenied):
            act(enrolment=enrolment, learner=other_learner, **names)
        with pytest.raises(PermissionDenied):
            act(enrolment=make.enrolment(open_cohort, learner), learner=learner, **names)
    enrolment.state = "ended"
    enrolment.save()
    with pytest.raises(PermissionDenied):
        confirm_name(enrolment=enrolment, learner=learner, **saying(learner))


def test_one_request_at_a_time(wish, enrolment, learner):
    assert request_name(enrolment=enrolment, learner=learner, values=WISHED, reason="อีกครั้ง") == wish
    with pytest.raises(ValidationError, match="already"):
        request_name(enrolment=enrolment, learner=learner, values=WISHED | {"last_name": "อื่น"}, reason="ก")
    with pytest.raises(ValidationError, match="Withdraw that first"):
        confirm_name(enrolment=enrolment, learner=learner, **saying(learner))

    withdraw_name(enrolment=enrolment, learner=learner)
    withdraw_name(enrolment=enrolment, learner=learner)

    assert open_requests([enrolment]) == set() and NameRequest.objects.get().state == "withdrawn"
    confirm_name(enrolment=enrolment, learner=learner, **saying(learner))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"first_name": "ตัว\U0001f600อย่าง"}, "\U0001f600"), ({"first_name_en": "Tua漢"}, "漢"), (None, "already")],
)
def test_a_name_that_cannot_be_printed_or_is_none_other_is_refused(enrolment, learner, change, said):
    now = {part: getattr(learner, part) for part in NAME_PARTS}
    with pytest.raises(ValidationError) as refused:
        request_name(enrolment=enrolment, learner=learner, values=now | (change or {}), reason="ก")
    assert said in refused.value.messages[0]
    assert not NameRequest.objects.exists()


def test_an_accepted_name_stands_in_the_profile_and_is_confirmed(
    wish, enrolment, learner, registrar, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        accept_name(request=wish, actor=registrar, old_th=learner.name_th, old_en=learner.name_en)
        accept_name(request=wish, actor=registrar)

    learner.refresh_from_db()
    assert learner.name_th == "หม่อมหลวงภิกฺขุ สุวณฺโณ" and confirmed([enrolment]) == {enrolment.pk}
    saved = AuditEntry.objects.get(verb="profile.saved")
    assert saved.actor == registrar and saved.target_id == str(learner.pk) and saved.reason == "ศาลสั่งเปลี่ยน"
    assert "ภิกฺขุ" not in f"{saved.after}{saved.before}"
    assert [mail.to for mail in mailoutbox] == [[learner.email]]
    assert "หม่อมหลวงภิกฺขุ สุวณฺโณ" in mailoutbox[0].body and "/learn/llp-1/name/" in mailoutbox[0].body


def test_a_refused_name_changes_nothing_and_says_why(
    wish, enrolment, learner, registrar, mailoutbox, django_capture_on_commit_callbacks
):
    with pytest.raises(ValidationError, match="Say why"):
        refuse_name(request=wish, actor=registrar, note=" ")
    with django_capture_on_commit_callbacks(execute=True):
        refuse_name(request=wish, actor=registrar, note="ขอสำเนาคำสั่งศาล")
        refuse_name(request=wish, actor=registrar, note="อื่น")

    learner.refresh_from_db()
    assert learner.name_th == "นายตัวอย่าง หนึ่ง" and confirmed([enrolment]) == set()
    assert len(mailoutbox) == 1 and "ขอสำเนาคำสั่งศาล" in mailoutbox[0].body


def test_two_registrars_do_not_undo_each_other(wish, learner, registrar, admin):
    refuse_name(request=wish, actor=registrar, note="ไม่ชัด")
    with pytest.raises(ValidationError, match="Somebody else"):
        accept_name(request=wish, actor=admin)
    learner.refresh_from_db()
    assert learner.name_th == "นายตัวอย่าง หนึ่ง"


def test_a_name_that_changed_under_the_registrars_eyes_is_compared_again(wish, learner, registrar):
    seen = saying(learner)
    learner.first_name = "ใหม่"
    learner.save()
    with pytest.raises(ValidationError, match="once more"):
        accept_name(request=wish, actor=registrar, old_th=seen["name_th"], old_en=seen["name_en"])
    learner.refresh_from_db()
    assert learner.first_name == "ใหม่"


def test_what_was_withdrawn_is_not_decided(wish, enrolment, learner, registrar):
    withdraw_name(enrolment=enrolment, learner=learner)
    with pytest.raises(ValidationError, match="withdrawn"):
        accept_name(request=wish, actor=registrar)
    with pytest.raises(ValidationError, match="withdrawn"):
        refuse_name(request=wish, actor=registrar, note="ก")


def test_the_copy_of_one_s_data_has_what_was_confirmed_and_asked(wish, enrolment, learner, registrar, as_user):
    refuse_name(request=wish, actor=registrar, note="ขอสำเนาคำสั่งศาล")
    confirm_name(enrolment=enrolment, learner=learner, **saying(learner))
    found = as_user(learner).get("/me/privacy/data/").json()
    assert found["names_confirmed"][0]["th"] == learner.name_th
    assert (found["names_asked_for"][0]["state"], found["names_asked_for"][0]["note"]) == ("refused", "ขอสำเนาคำสั่งศาล")
