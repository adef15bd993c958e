"""Cases on the map and by year: the numbers are those of the list, and what names no province is said."""

import re

import pytest
from django.utils.html import strip_tags

from accounts.models import Province
from config.demo import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(site):
    """Three cases in the North and the South: one in two provinces, one in one of them, one that names none."""
    nan = make.province("55", iso="TH-55", name_th="น่าน", name_en="Nan", region="north", sort=30)
    chiang_mai = make.province("50", iso="TH-50", name_th="เชียงใหม่", name_en="Chiang Mai", region="north", sort=14)
    make.province("90", iso="TH-90", name_th="สงขลา", name_en="Songkhla", region="south", sort=60)
    for code, region, provinces in (
        ("C-1", "north", [nan, chiang_mai]),
        ("C-2", "north", [chiang_mai]),
        ("C-3", "south", []),
    ):
        case = make.case(code, title=f"กรณี {code}", region=region, year=2018 + int(code[-1]))
        case.provinces = provinces
        case.save()


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def table(html):
    """[[words of a row], …] of the table beside the map."""
    rows = re.findall(r"<tr.*?</tr>", html[html.index("<tbody>") :], re.S)
    return [[strip_tags(cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)] for row in rows]


def test_the_table_has_regions_and_their_provinces_in_thai_order(client, places):
    assert "No case answers all of this" in read(client, "/en/cases/map/")  # there is no English page yet
    rows = [row[1] for row in table(read(client, "/cases/map/"))]
    assert rows == ["2", "2", "1", "0", "0", "0", "0", "1"]
    names = [row[0] for row in table(read(client, "/cases/map/"))]
    assert names.index("เชียงใหม่") < names.index("น่าน")


def test_provinces_on_the_map_are_links_with_names_and_numbers(client, places):
    html = read(client, "/cases/map/")
    link = re.search(r'<a href="/cases/\?province=50" class="shade-4" aria-label="เชียงใหม่ 2"><title>', html)
    assert link and 'href="/cases/?province=55" class="shade-2"' in html
    assert "#p90" in html and "province=90" not in html  # drawn, but leads nowhere
    assert client.get("/cases/?province=50").content.decode().count('class="pick"') == 2


def test_a_case_without_a_province_is_counted_in_its_region_and_said(client, places):
    html = read(client, "/cases/map/?by=region")
    assert 'href="/cases/?region=south" class="shade-2"' in html
    assert 'aria-label="' in html and "region=north" in html
    english = make.translate(make.case("C-3"), title="Nowhere")
    assert english.live
    html = strip_tags(read(client, "/en/cases/map/"))
    assert "1 case names a region only." in html


def test_without_any_province_the_regions_are_shown(client, site):
    make.case("C-1", region="south")
    html = read(client, "/cases/map/")
    assert "map-regions" in html and "map-provinces" not in html
    assert "map-provinces" in read(client, "/cases/map/?by=province")
    assert "map-regions" in read(client, "/cases/map/?by=nonsense")


def test_the_map_and_the_years_keep_the_question(client, places):
    html = read(client, "/cases/map/?region=north&q=กรณี")
    assert "province=50" in html and "region=north&amp;province=50" in html.replace(
        "q=%E0%B8%81%E0%B8%A3%E0%B8%93%E0%B8%B5&amp;", ""
    )
    assert "กรณี C-3" not in read(client, "/cases/timeline/?region=north")
    assert "2564" not in strip_tags(read(client, "/cases/timeline/?region=north"))


def test_years_stand_newest_first_with_their_cases(client, places):
    html = read(client, "/cases/timeline/")
    assert html.index("พ.ศ. 2564") < html.index("พ.ศ. 2563") < html.index("พ.ศ. 2562")
    assert html.index("กรณี C-3") < html.index("กรณี C-2") < html.index("กรณี C-1")
    for number in range(10, 15):
        make.case(f"C-{number}", title=f"อีกกรณี {number}", year=2019)
    html = read(client, "/cases/timeline/")
    assert 'href="/cases/?year=2019"' in html and html.count("อีกกรณี") == 3


@pytest.mark.parametrize("path", ["map", "timeline"])
def test_nothing_found_and_nonsense_say_so(client, site, path):
    html = read(client, f"/en/cases/{path}/?q=%00&year=x&region=north&by=%27")
    assert "No case answers all of this" in html


def test_drafts_and_retracted_cases_leave_no_trace(client, places):
    make.case("C-1").unpublish()
    html = read(client, "/cases/map/")
    assert "province=55" not in html and 'aria-label="เชียงใหม่ 1"' in html
    assert "กรณี C-1" not in read(client, "/cases/timeline/")


def test_every_province_has_its_shape(db):
    from django.contrib.staticfiles.finders import find
    from django.core.management import call_command

    call_command("load_reference", verbosity=0)
    drawing = open(find("home/img/provinces.svg"), encoding="utf-8").read()
    codes = set(re.findall(r'id="p(\d\d)"', drawing))
    assert codes == set(Province.objects.values_list("pk", flat=True)) and len(codes) == 77
    assert "CC BY 4.0" in drawing
