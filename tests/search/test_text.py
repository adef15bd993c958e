"""The readable text of a page, read without asking the database for what the page refers to."""

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from home.models import StandardPage
from home.search.text import page_text


@pytest.fixture
def illustrated(front):
    image = get_image_model().objects.create(title="แผนที่", file=get_test_image_file())
    front.add_child(
        instance=StandardPage(
            title="ชื่อเรื่อง",
            slug="illustrated",
            locale=front.locale,
            summary="ใจความ\nสำคัญ",
            body=[
                ("heading", "หัวข้อ"),
                ("paragraph", "<p>ย่อหน้า<b>แรก</b></p><p>ย่อหน้าสอง &amp; ต่อ</p>"),
                ("list", ["ข้อหนึ่ง", "ข้อสอง"]),
                ("image", {"image": image, "alt": "ผังเมืองเก่า", "caption": "คำบรรยาย"}),
                ("callout", {"kind": "warn", "title": "ระวัง", "text": "<p>ข้อควรระวัง</p>"}),
            ],
        )
    )
    return StandardPage.objects.get(slug="illustrated")


def test_text_is_read_in_order_without_title_markup_or_codes(illustrated):
    assert page_text(illustrated) == (
        "ใจความ สำคัญ หัวข้อ ย่อหน้าแรก ย่อหน้าสอง & ต่อ ข้อหนึ่ง ข้อสอง ผังเมืองเก่า คำบรรยาย ระวัง ข้อควรระวัง"
    )


def test_reading_it_asks_for_no_picture(illustrated, django_assert_num_queries):
    with django_assert_num_queries(0):
        page_text(illustrated)


def test_a_page_without_text_has_none(front):
    front.headline = ""
    assert page_text(front) == ""
