"""Areas: which authorities have something to show, what one of them does, and how adoptions spread by year."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casebank.models import AdoptionReading
from casebank.plots import series_of
from casebank.queries.areas import diffusion
from config.demo import factories as make

pytestmark = pytest.mark.django_db
NORTH = {"code": "50", "name_th": "เชียงใหม่", "name_en": "Chiang Mai", "region": "north", "sort": 15}


@pytest.fixture
def case(site):
    return make.case()


def authority(letter, province=None, **fields):
    return make.organisation(f"เทศบาลตำบลสมมติ {letter}", province=province, name_en=f"Sommut {letter}", **fields)


def adoption(case, organisation, year=2024, **fields):
    return make.adoption(case, organisation, **{"adopted_on": date(year, 5, 1)} | fields)


def reading(adoption, year, value, **fields):
    values = {"indicator": "ผู้ชำระตรงเวลา", "unit": "ร้อยละ", "measured_on": date(year, 6, 1)} | fields
    return AdoptionReading.objects.create(adoption=adoption, value=Decimal(value), **values)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def in_order(html, *words):
    places = [html.index(word) for word in words]
    return places == sorted(places)


# --- the list ------------------------------------------------------------------------------
def test_authorities_stand_by_province_in_thai_order(client, case):
    north = make.province(**NORTH)
    for letter, province in (("เก", None), ("ก", None), ("ข", north), ("ไม่มีอะไร", None)):
        if letter == "ไม่มีอะไร":
            authority(letter)
        else:
            adoption(case, authority(letter, province))
    page = read(client, "/areas/")
    assert in_order(page, "กรุงเทพมหานคร</h3>", "สมมติ ก<", "สมมติ เก<", "เชียงใหม่</h3>", "สมมติ ข<")
    assert "สมมติ ไม่มีอะไร" not in page


@pytest.mark.parametrize(
    ("query", "expected"), [("?q=สมมติ ข", ["ข"]), ("?q=เชียง", ["ข"]), ("?q=Chiang", ["ข"]), ("?province=10", ["ก"]),
                            ("?province=xx", ["ก", "ข"]), ("?q=ไม่มีแน่", []), ("?q=%00", ["ก", "ข"])],
)  # fmt: skip
def test_the_list_is_searched(client, case, query, expected):
    adoption(case, authority("ก"))
    adoption(case, authority("ข", make.province(**NORTH)))
    page = read(client, f"/areas/{query}")
    assert [letter for letter in "กข" if f"สมมติ {letter}<" in page] == expected


def test_without_any_the_list_and_the_map_say_so(client, site):
    assert "ยังไม่มีหน่วยงานใดบันทึก" in read(client, "/areas/")
    assert "ยังไม่มีหน่วยงานใดบันทึก" in read(client, "/areas/map/")


# --- one authority -----------------------------------------------------------------------------
def test_an_authority_shows_its_indicators_and_the_cases_told_from_it(client, case):
    place = authority("ก")
    found = adoption(case, place)
    for year, value in ((2024, 7), (2025, 17)):
        reading(found, year, value)
    told = make.case("CASE-LEDI-01", title="เรื่องเล่าจากที่นี่", area=place.name_th)
    told.provinces = [place.province]
    told.save()
    make.case("CASE-LEDI-02", title="ชื่อเดียวกันคนละจังหวัด", area=place.name_th)
    page = read(client, f"/areas/{place.pk}/")
    assert "จาก 7 เป็น 17" in page and "<polyline" in page and "1 มิ.ย. 2567" in page
    assert "เรื่องเล่าจากที่นี่" in page and "ชื่อเดียวกันคนละจังหวัด" not in page


def test_an_authority_with_nothing_says_so(client, site):
    assert "ยังไม่มีการบันทึก" in read(client, f"/areas/{authority('ก').pk}/")


def test_only_local_authorities_have_a_page(client, site):
    university = make.organisation("มหาวิทยาลัยสมมติ ก", kind="UNIVERSITY")
    assert client.get(f"/areas/{university.pk}/").status_code == 404 == client.get("/areas/999999/").status_code


@pytest.mark.parametrize("hide", ["unpublish", "retract"])
def test_a_case_that_is_hidden_leaves_no_trace(client, case, hide):
    place = authority("ก")
    adoption(case, place)
    if hide == "unpublish":
        case.unpublish()
    else:
        case.retracted_on = timezone.localdate()
        case.save()
    assert case.title not in read(client, f"/areas/{place.pk}/")
    assert place.name_th not in read(client, "/areas/") and "ยังไม่มีหน่วยงานใดบันทึก" in read(client, "/areas/map/")


def test_english_readers_get_the_english_case_and_thai_is_marked(client, case):
    place = authority("ก")
    make.translate(case, title="One-page letter")
    adoption(case, place)
    adoption(make.case("CASE-LEDI-01", title="ยังไม่ได้แปล"), place)
    page = read(client, f"/en/areas/{place.pk}/")
    assert "One-page letter" in page and "Sommut ก" in page
    assert '<a href="/cases/case-ledi-01/" lang="th">' in page


# --- diffusion ---------------------------------------------------------------------------------
def test_the_map_counts_what_was_in_use_at_the_end_of_a_year(client, case):
    north = make.province(**NORTH)
    adoption(case, authority("ก"), 2023)
    adoption(case, authority("ข", north), 2024)
    adoption(case, authority("ค", north), 2024, ended_on=date(2025, 3, 1))
    adoption(case, authority("ง", north), 2024, ended_on=date(2025, 3, 1), withdrawn_at=timezone.now())
    assert diffusion(2023).counts == {"10": 1}
    assert diffusion(2024).counts == {"10": 1, "50": 2} and diffusion(2024).new == 2
    assert diffusion(2025).counts == {"10": 1, "50": 1}
    page = read(client, "/areas/map/?year=2567")
    assert "พ.ศ. 2567" in page and "2566" in page
    assert page == read(client, "/areas/map/?year=2024").replace("year=2024", "year=2567")


@pytest.mark.parametrize("year", ["", "x", "0000", "99999", "2567'", "1890", "๒๕๖๗"])
def test_any_year_is_answered(client, case, year):
    adoption(case, authority("ก"), 2024)
    read(client, f"/areas/map/?year={year}")


def test_an_ended_use_is_said_on_the_map_of_its_year_only(case):
    adoption(case, authority("ก"), 2023, ended_on=date(2024, 6, 1))
    assert diffusion(2023).total == 1 and diffusion(2024).total == 0


# --- the plot ----------------------------------------------------------------------------------
def test_of_two_values_for_one_day_the_later_counts(case):
    found = adoption(case, authority("ก"))
    rows = [reading(found, 2024, 7), reading(found, 2024, 9), reading(found, 2025, 12)]
    (series,) = series_of(rows)
    assert [point.shown for point in series.points] == ["9", "12"] and series.change == "+3" and series.is_percent


def test_a_single_or_negative_value_can_be_drawn(case):
    found = adoption(case, authority("ก"))
    one, below = series_of([reading(found, 2024, 0), reading(found, 2024, -5, indicator="กำไร", unit="บาท")])
    assert one.change == "" and 0 < one.last.x < 360 and 0 < below.last.y < 150


# --- cost ----------------------------------------------------------------------------------------
def cost(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("language", ["", "/en"])
def test_screens_cost_the_same_with_one_and_with_many(client, case, language):
    place = authority("ก")
    first = adoption(case, place)
    reading(first, 2024, 1)
    case.area, case.provinces = place.name_th, [place.province]
    case.save()
    paths = [f"{language}{path}" for path in ("/areas/", f"/areas/{place.pk}/", "/areas/map/")] + [case.url]
    alone = [cost(client, path) for path in paths]
    for number in range(12):
        other = make.case(f"CASE-LEDI-{number + 10}", title=f"กรณี {number}", area=place.name_th)
        other.provinces = [place.province]
        other.save()
        for year in range(2020, 2025):
            reading(adoption(other, place, year, ended_on=date(year + 1, 1, 1)), year, year)
        adoption(case, authority(f"ที่ {number}"))
    assert [cost(client, path) for path in paths] == alone
