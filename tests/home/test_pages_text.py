"""Running text: languages are marked, nothing is torn, films are known by their address alone."""

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from home.players import PlayerFinder, find_player
from home.templatetags.block_tags import running_text, shortened
from home.templatetags.page_tags import door_url


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ห่วงโซ่ (Network Value Chain) คือ", 'ห่วงโซ่ (<span lang="en">Network Value Chain</span>) คือ'),
        ("กรอบ SLF และ LE", "กรอบ SLF และ LE"),
        ("หน่วย ARD-10", "หน่วย ARD-10"),
        ("เขียนถึง support@example.org", "เขียนถึง support@example.org"),
        ("<script>alert</script>", "&lt;<span"),
        (mark_safe('<a href="/about-us/">อ่าน</a>'), '<a href="/about-us/">อ่าน</a>'),
    ],
)
def test_english_words_in_thai_are_marked(text, marked):
    with translation.override("th"):
        assert running_text(text).startswith(marked)


def test_thai_words_in_english_are_marked():
    with translation.override("en"):
        assert running_text("the word ผืน means") == 'the word <span lang="th">ผืน</span> means'


def test_nothing_is_nothing():
    assert running_text(None) == ""
    assert shortened(None, 10) == ""


def test_a_shortened_text_ends_at_a_space():
    text = "พื้นที่ต้องการคน ที่ทำวิจัยร่วมกับชุมชน และท้องถิ่นได้"
    assert shortened(text, 30) == "พื้นที่ต้องการคน …"
    assert shortened(text, 500) == text


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk&t=3", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/12345", "https://player.vimeo.com/video/12345"),
    ],
)
def test_films_are_known_by_their_address(url, player):
    assert find_player(url)[1].startswith(player)
    assert PlayerFinder().accept(url)


@pytest.mark.parametrize("url", ["https://evil.example/watch?v=abcdefghijk", "javascript:alert(1)", "", None])
def test_other_addresses_have_no_player(url):
    assert find_player(url) is None
    assert not PlayerFinder().accept(url)


def test_doors_lead_to_places_in_the_readers_language():
    with translation.override("en"):
        assert door_url("/#cohorts") == "/en/#cohorts"
        assert door_url("/cases/") == "/en/cases/"
        assert door_url("https://example.org/") == "https://example.org/"
