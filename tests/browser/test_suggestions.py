"""Suggestions while typing, where answers are slower than fingers."""

import pytest
from playwright.sync_api import expect

from config.demo import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_question_overtaken_by_the_next_one_does_not_take_its_answer_away(page, address):
    make.site()
    make.case("CASE-LGCBI-01", title="น้ำท่วมซ้ำซาก")
    held = []

    def hold_the_first(route):
        route.continue_() if held else held.append(route)

    page.route("**/search/suggest/**", hold_the_first)
    page.goto(f"{address}/search/")
    field = page.locator("main [name=q]")
    with page.expect_request("**/search/suggest/**"):
        field.press_sequentially("น้ำ")
    field.press_sequentially("ท่วม")
    expect(page.get_by_role("option", name="น้ำท่วมซ้ำซาก")).to_be_visible()
