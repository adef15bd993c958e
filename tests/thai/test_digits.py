import pytest

from home.thai.digits import to_arabic, to_thai


@pytest.mark.parametrize(
    ("arabic", "thai"),
    [("0123456789", "๐๑๒๓๔๕๖๗๘๙"), ("รช.ผถ 1-001/2569", "รช.ผถ ๑-๐๐๑/๒๕๖๙"), ("", ""), ("ไม่มี", "ไม่มี")],
)
def test_there_and_back(arabic, thai):
    assert to_thai(arabic) == thai
    assert to_arabic(thai) == arabic


def test_mixed_digits_numbers_and_nothing():
    assert to_thai("1๒3") == "๑๒๓"
    assert to_arabic("1๒3") == "123"
    assert to_thai(2569) == "๒๕๖๙"
    assert to_thai(4.5) == "๔.๕"
    assert to_thai(0) == "๐"
    assert to_thai(None) == to_arabic(None) == ""
