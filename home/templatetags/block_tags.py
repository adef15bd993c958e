"""Tags of what editors write: running text, headings that can be pointed at, films that wait for a click."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from home.players import find_player
from home.thai.text import keep_together, over_text

register = template.Library()

# Words of the other language inside a text.
_ENGLISH = re.compile(r"(?<![\w@./-])[A-Za-z]+(?:[ '’-][A-Za-z]+)*(?![\w@/]|\.\w)")
_THAI = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5b]+(?: [\u0e01-\u0e3a\u0e40-\u0e5b]+)*")


@register.filter
def running_text(value):
    """Text for a page: units stay together, and words of the other language are marked for those who listen."""
    if value is None:
        return ""
    html = mark_safe(value.__html__()) if hasattr(value, "__html__") else conditional_escape(value)
    return mark_languages(keep_together(html))


def mark_languages(html):
    """Safe HTML in which English words of a Thai page, and Thai words of an English one, carry their `lang`."""
    if get_language() == "en":
        return over_text(html, lambda part: _THAI.sub(r'<span lang="th">\g<0></span>', part))
    return over_text(html, lambda part: _ENGLISH.sub(_english, part))


def _english(found):
    """Acronyms and codes (SLF, ARD-10) are read out the same in both languages and stay unmarked."""
    if re.search(r"[a-z]{2}", found[0]):
        return f'<span lang="en">{found[0]}</span>'
    return found[0]


@register.filter
def shortened(text, length):
    """At most `length` characters, cut at a space: Thai has none between words, so any other place would tear one."""
    text = (text or "").strip()
    if len(text) <= length:
        return text
    kept = text[: length - 1].rpartition(" ")[0].rstrip(" ,;:–-") or text[: length - 1]
    return f"{kept} …"


@register.simple_tag
def headings(body):
    """{% headings page.body as parts %}: the headings of a body, as {"part": place in the body, "text"}."""
    return [
        {"part": place, "text": block.value}
        for place, block in enumerate(body, start=1)
        if block.block_type == "heading"
    ]


@register.filter
def service_of(video):
    """Name of the service that a film comes from, or "" where we do not know its player."""
    found = find_player(video.url if video else "")
    return found[0] if found else ""


@register.filter
def player_of(video):
    """Address of the player of a film; asked for only by a click."""
    found = find_player(video.url if video else "")
    return found[1] if found else ""
