"""Adoption: an authority's people record what is in use and measured; others cannot, and nothing typed is lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import AuditEntry, User
from casebank.actions.adoption import (
    correct_adoption,
    end_adoption,
    record_adoption,
    record_reading,
    withdraw_adoption,
)
from casebank.models import Adoption, AdoptionReading
from config.demo import factories as make

pytestmark = pytest.mark.django_db
HOW = "ส่งจดหมายหนึ่งหน้าให้ผู้ค้างชำระทุกคน"


@pytest.fixture
def case(site):
    return make.case()


@pytest.fixture
def clerk(db):
    return make.person("clerk@example.org", first_name="กรรณิการ์", last_name="ไม่ควรเห็น")


@pytest.fixture
def stranger(db):
    """Of another authority."""
    return make.person("stranger@example.org", organisation=make.organisation("เทศบาลตำบลสมมติ ข", name_en="Other SM"))


def today(**delta):
    return timezone.localdate() - timedelta(**delta)


def adopt(case, by, **more):
    values = {"adopted_on": today(days=100), "how": HOW} | more
    return record_adoption(by=by, organisation=by.organisation, page=case, **values)[0]


def form(by, **more):
    return {"organisation": by.organisation_id, "adopted_on": "1/2/2569", "how": HOW, "changed": ""} | more


def read(browser, path):
    return browser.get(path).content.decode()


# --- recording ---------------------------------------------------------------------------
def test_people_of_an_authority_record_what_it_uses(as_user, client, case, clerk):
    browser = as_user(clerk)
    assert "เทศบาลตำบลสมมติ ก" in read(browser, f"/adoptions/new/?case={case.pk}")
    answer = browser.post(f"/adoptions/new/?case={case.pk}", form(clerk, adopted_on="๑ กุมภาพันธ์ ๒๕๖๙"))
    adoption = Adoption.objects.get()
    assert answer.headers["Location"] == f"/adoptions/{adoption.pk}/"
    assert (adoption.organisation, adoption.case, adoption.adopted_on) == (clerk.organisation, case, date(2026, 2, 1))
    public = read(client, f"/areas/{clerk.organisation_id}/")
    assert case.title in public and HOW in public and "1 กุมภาพันธ์ 2569" in public
    assert clerk.last_name not in public and clerk.first_name not in public and clerk.email not in public
    entry = AuditEntry.objects.get(verb="adoption.recorded")
    assert entry.actor == clerk and entry.after["code"] == case.code


def test_a_tool_is_adopted_and_no_other_knowledge_item(as_user, site, clerk):
    tool, brief = make.knowledge(), make.knowledge("PB-1", kind="policy_brief")
    browser = as_user(clerk)
    browser.post(f"/adoptions/new/?tool={tool.pk}", form(clerk))
    assert Adoption.objects.get().tool == tool
    assert browser.get(f"/adoptions/new/?tool={brief.pk}").status_code == 404
    with pytest.raises(ValidationError):
        adopt(brief, clerk)


def test_the_english_page_records_the_same_case(as_user, case, clerk):
    english = make.translate(case, title="One-page letter")
    answer = as_user(clerk).post(f"/en/adoptions/new/?case={english.pk}", form(clerk, adopted_on="1/2/2026"))
    assert answer.status_code == 302 and Adoption.objects.get().case == case
    page = read(as_user(clerk), answer.headers["Location"])
    assert "One-page letter" in page


@pytest.mark.parametrize("address", ["", "?case=999999", "?case=x", "?tool=", "?case=9999999999999999999999"])
def test_what_is_not_there_is_not_found(as_user, case, clerk, address):
    assert as_user(clerk).get(f"/adoptions/new/{address}").status_code == 404


def test_a_draft_and_a_retracted_case_cannot_be_adopted(as_user, case, clerk):
    browser, path = as_user(clerk), f"/adoptions/new/?case={case.pk}"
    case.retracted_on = today()
    case.save()
    assert browser.get(path).status_code == 404
    case.retracted_on = None
    case.save()
    case.unpublish()
    assert browser.get(path).status_code == 404


def test_twice_is_once_and_says_so(as_user, case, clerk):
    colleague = make.person("colleague@example.org")
    for person in (clerk, colleague):
        answer = as_user(person).post(f"/adoptions/new/?case={case.pk}", form(person), follow=True)
    assert Adoption.objects.count() == 1 == AuditEntry.objects.filter(verb="adoption.recorded").count()
    assert "บันทึกเรื่องนี้ไว้แล้ว" in answer.content.decode()
    assert f"/adoptions/{Adoption.objects.get().pk}/" in read(as_user(clerk), f"/adoptions/new/?case={case.pk}")


def test_what_ended_may_begin_again(case, clerk):
    first = adopt(case, clerk)
    end_adoption(adoption=first, by=clerk, ended_on=today(days=10), reason="เปลี่ยนผู้บริหาร")
    assert adopt(case, clerk, adopted_on=today()).pk != first.pk


# --- who may not ----------------------------------------------------------------------------
def test_a_claim_for_another_authority_is_refused_clearly_and_nothing_is_lost(as_user, case, clerk, stranger):
    answer = as_user(clerk).post(f"/adoptions/new/?case={case.pk}", form(stranger))
    page = answer.content.decode()
    assert answer.status_code == 403 and not Adoption.objects.exists()
    assert "เฉพาะหน่วยงานของท่าน" in page and HOW in page
    assert f'value="{clerk.organisation_id}"' in page
    with pytest.raises(PermissionDenied):
        record_adoption(by=clerk, organisation=stranger.organisation, page=case, adopted_on=today(), how=HOW)


@pytest.mark.parametrize("kind", ["UNIVERSITY", None])
def test_people_without_a_local_authority_are_told_what_to_do(as_user, case, kind):
    home = make.organisation("มหาวิทยาลัยสมมติ ก", kind=kind) if kind else None
    person = make.person("lecturer@example.org", organisation=home)
    browser, path = as_user(person), f"/adoptions/new/?case={case.pk}"
    page = read(browser, path)
    assert "/me/?next=" in page and "<textarea" not in page
    answer = browser.post(path, form(person, organisation=""))
    assert answer.status_code == 403 and HOW in answer.content.decode()
    assert not Adoption.objects.exists()


def test_an_authority_that_staff_have_not_listed_waits_and_is_told(as_user, client, case, officer, clerk):
    home = make.organisation("เทศบาลตำบลสมมติ ง", state="proposed", name_en="")
    newcomer = make.person("newcomer@example.org", organisation=home)
    browser = as_user(newcomer)
    assert "ยังไม่อยู่ในรายชื่อ" in read(browser, f"/adoptions/new/?case={case.pk}")
    browser.post(f"/adoptions/new/?case={case.pk}", form(newcomer))
    area = f"/areas/{home.pk}/"
    assert client.get(area).status_code == 404 == as_user(clerk).get(area).status_code
    assert HOW in read(browser, area) and HOW in read(as_user(officer), area)
    assert home.name_th not in read(client, "/areas/")
    home.state = "listed"
    home.save()
    assert HOW in read(client, area) and home.name_th in read(client, "/areas/")


def test_others_may_neither_see_the_desk_nor_write(as_user, case, clerk, stranger, officer):
    adoption = adopt(case, clerk)
    path = f"/adoptions/{adoption.pk}/"
    for person, expected in ((clerk, 200), (officer, 200), (stranger, 403)):
        if person is officer:
            User.objects.filter(pk=officer.pk).update(organisation=stranger.organisation)
        assert as_user(person).get(path).status_code == expected
    assert as_user(stranger).post(path, {"act": "measure"}).status_code == 403
    assert as_user(stranger).get(f"{path}edit/").status_code == 403
    officer.refresh_from_db()
    assert as_user(officer).post(path, {"act": "measure"}).status_code == 403
    with pytest.raises(PermissionDenied):
        record_reading(adoption=adoption, by=officer, indicator="ก", unit="ข", value=Decimal(1), measured_on=today())


# --- bad input ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"adopted_on": "31/2/2569"}, "ไม่มีวันที่นี้"),
        ({"adopted_on": "1/1/2599"}, "ยังมาไม่ถึง"),
        ({"adopted_on": ""}, "ต้อง"),
        ({"how": " \u200b "}, "ต้อง"),
        ({"how": "ก" * 2001}, "2000"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_kept(as_user, case, clerk, typed, said):
    answer = as_user(clerk).post(f"/adoptions/new/?case={case.pk}", form(clerk, changed="ปรับถ้อยคำ", **typed))
    page = answer.content.decode()
    assert answer.status_code == 422 and "ปรับถ้อยคำ" in page and 'class="error"' in page
    assert not Adoption.objects.exists()


def test_a_script_stays_the_letters_that_were_typed(as_user, client, case, clerk):
    as_user(clerk).post(f"/adoptions/new/?case={case.pk}", form(clerk, how="<script>alert(1)</script> ใช้อยู่"))
    page = read(client, f"/areas/{clerk.organisation_id}/")
    assert "alert" in page and "<script>alert" not in page


# --- measuring ------------------------------------------------------------------------------
def measure(**more):
    values = {"indicator": "ผู้ชำระตรงเวลา", "value": "๑๗.๕%", "unit": "ร้อยละ", "measured_on": "1/6/2569", "source": ""}
    return {"act": "measure"} | values | more


def test_values_are_added_and_a_correction_is_appended(as_user, client, case, clerk):
    adoption = adopt(case, clerk, adopted_on=date(2026, 1, 1))
    browser, path = as_user(clerk), f"/adoptions/{adoption.pk}/"
    browser.post(path, measure(value="7", measured_on="1/1/2569"))
    browser.post(path, measure())
    browser.post(path, measure())  # from a second tab
    browser.post(path, measure(value="17", source="งานจัดเก็บรายได้"))
    assert list(AdoptionReading.objects.values_list("value", flat=True)) == [7, Decimal("17.5"), 17]
    page = read(client, f"/areas/{clerk.organisation_id}/")
    assert "+10" in page and "จุดร้อยละ" in page and "งานจัดเก็บรายได้" in page and "17.5" not in page
    entry = AuditEntry.objects.filter(verb="adoption.measured").latest("pk")
    assert (entry.before["value"], entry.after["value"]) == ("17.50", "17")


@pytest.mark.parametrize(
    "typed", [{"value": "มาก"}, {"value": "1e99"}, {"value": "19,5"}, {"measured_on": "1/1/2599"}, {"indicator": ""}]
)
def test_a_bad_value_is_told_and_kept(as_user, case, clerk, typed):
    adoption = adopt(case, clerk)
    answer = as_user(clerk).post(f"/adoptions/{adoption.pk}/", measure(source="แหล่งข้อมูล", **typed))
    assert answer.status_code == 422 and "แหล่งข้อมูล" in answer.content.decode()
    assert not AdoptionReading.objects.exists()


def test_thousands_are_read(as_user, case, clerk):
    adoption = adopt(case, clerk)
    as_user(clerk).post(f"/adoptions/{adoption.pk}/", measure(value="1,250.50", unit="บาท"))
    assert AdoptionReading.objects.get().value == Decimal("1250.50")


# --- correcting, ending, withdrawing ------------------------------------------------------------
def test_what_was_told_can_be_corrected(as_user, case, clerk):
    adoption = adopt(case, clerk)
    answer = as_user(clerk).post(f"/adoptions/{adoption.pk}/edit/", form(clerk, how="ใช้ทุกเดือน"))
    adoption.refresh_from_db()
    assert answer.status_code == 302 and adoption.how == "ใช้ทุกเดือน"
    entry = AuditEntry.objects.get(verb="adoption.corrected")
    assert (entry.before["how"], entry.after["how"]) == (HOW, "ใช้ทุกเดือน")
    correct_adoption(adoption=adoption, by=clerk, adopted_on=adoption.adopted_on, how=adoption.how)
    assert AuditEntry.objects.filter(verb="adoption.corrected").count() == 1


def test_an_end_needs_a_reason_and_a_day_that_can_be(as_user, client, case, clerk, officer):
    adoption = adopt(case, clerk)
    browser, path = as_user(officer), f"/adoptions/{adoption.pk}/"
    early = f"{today(days=200):%d/%m/%Y}"
    for typed in ({"end-reason": ""}, {"end-ended_on": early}, {"end-ended_on": "1/1/2599"}):
        sent = {"act": "end", "end-ended_on": f"{today():%d/%m/%Y}", "end-reason": "ผู้รับผิดชอบย้าย"} | typed
        assert browser.post(path, sent).status_code == 422
    browser.post(path, sent | {"end-ended_on": f"{today():%d/%m/%Y}"})
    adoption.refresh_from_db()
    assert adoption.ended_on == today() and AuditEntry.objects.get(verb="adoption.ended").reason == "ผู้รับผิดชอบย้าย"
    page = read(client, f"/areas/{clerk.organisation_id}/")
    assert "เลิกใช้แล้ว" in page and "ผู้รับผิดชอบย้าย" in page


def test_what_was_recorded_by_mistake_is_shown_no_more_but_stays_on_record(as_user, client, case, clerk, officer):
    adoption = adopt(case, clerk)
    for _n in range(2):
        as_user(officer).post(f"/adoptions/{adoption.pk}/", {"act": "withdraw", "withdraw-reason": "กรอกผิดหน่วยงาน"})
    adoption.refresh_from_db()
    assert adoption.withdrawn_at and AuditEntry.objects.filter(verb="adoption.withdrawn").count() == 1
    for path in (f"/areas/{clerk.organisation_id}/", case.url):
        assert HOW not in read(client, path) and "กรอกผิดหน่วยงาน" not in read(client, path)
    with pytest.raises(ValidationError):
        record_reading(adoption=adoption, by=clerk, indicator="ก", unit="ข", value=Decimal(1), measured_on=today())
    assert as_user(clerk).get(f"/adoptions/{adoption.pk}/edit/").status_code == 403
    with pytest.raises(ValidationError):
        withdraw_adoption(adoption=adopt(case, clerk, adopted_on=today()), by=clerk, reason=" ")


@pytest.mark.parametrize("act", ["", "erase"])
def test_an_unknown_act_does_nothing(as_user, case, clerk, act):
    adoption = adopt(case, clerk)
    assert as_user(clerk).post(f"/adoptions/{adoption.pk}/", {"act": act}).status_code == 403
