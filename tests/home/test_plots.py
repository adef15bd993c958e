"""The before-and-after plot: points are not per cent, gaps are said, nothing leaves the drawing."""

from decimal import Decimal

import pytest

from home.plots import LABEL_GAP, LEFT, RIGHT, before_after, change_between, figure, scale_limit


def one(**row):
    return before_after([{"indicator": "x", "unit": "คน", "source": "s", **row}])[0]


def test_seven_to_seventeen_per_cent_is_ten_points():
    row = one(before=7, after=17, unit="ร้อยละ")
    assert (row.change, row.is_percent) == ("+10", True)


@pytest.mark.parametrize("unit", ["%", "ร้อยละของผู้ค้า", "Percent of sellers", "per cent"])
def test_units_of_per_cent_are_known(unit):
    assert one(before=1, after=2, unit=unit).is_percent


def test_a_loss_carries_a_minus_and_no_change_says_so():
    assert change_between(Decimal(40), Decimal(25)) == "−15"
    assert change_between(Decimal(4), Decimal(4)) == "±0"


def test_without_a_figure_before_there_is_no_change_and_no_circle():
    row = one(before=None, after=14)
    assert (row.before, row.before_x, row.change, row.has_both) == (None, None, "", False)
    assert row.after == "14"


def test_zero_is_a_figure_not_a_gap():
    row = one(before=0, after=85)
    assert row.before == "0"
    assert row.before_x == LEFT
    assert row.change == "+85"


@pytest.mark.parametrize(
    ("before", "after"), [(0, 0), (7, 17), (0, 180000), (100, 98), (0.4, 0.6), (-3, 5), (None, None)]
)
def test_everything_stays_on_its_axis(before, after):
    row = one(before=before, after=after, unit="%")
    for place in (row.before_x, row.after_x):
        assert place is None or LEFT <= place <= RIGHT


def test_figures_close_together_do_not_print_over_each_other():
    row = one(before=50, after=51)
    assert row.after_label_x - row.before_label_x >= LABEL_GAP
    falling = one(before=51, after=50)
    assert falling.before_label_x - falling.after_label_x >= LABEL_GAP


@pytest.mark.parametrize(
    ("highest", "percent", "limit"),
    [
        (17, True, 20),
        (14, True, 15),
        (85, False, 100),
        (98, True, 100),
        (100, True, 100),
        (180000, False, 200000),
        (0, False, 1),
    ],
)
def test_the_scale_ends_at_a_round_number(highest, percent, limit):
    assert scale_limit(Decimal(highest), percent) == limit


def test_numbers_read_as_people_write_them():
    assert [figure(Decimal(text)) for text in ("180000", "7.50", "0.333", "100")] == ["180,000", "7.5", "0.33", "100"]


def test_rows_may_be_objects():
    class Row:
        indicator, before, after, unit, source = "รายได้", Decimal("2400.00"), Decimal("3600.00"), "บาท", "สมมติ"

    assert before_after([Row()])[0].change == "+1,200"
