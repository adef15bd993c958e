"""Latin slugs. Wagtail cannot serve Thai ones, and Django's slugify drops Thai vowels and tone marks.

Romanising is not done: without a model of 120 MB it spells names wrongly (เชียงใหม่ becomes 'chianghaim'), and an
address is for ever. So a slug comes from a code or an English title, else from a word and a number ('case-12').
"""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from .digits import to_arabic

MAX_LENGTH = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_THAI_LETTERS = re.compile("[\u0e01-\u0e4e]")


def slug_from(*candidates: str | None, fallback: str) -> str:
    """The first candidate (a code, an English title) that is written in Latin letters, as a slug; else `fallback`.

    A title with Thai letters in it is passed over, for its few Latin letters would mislead
    ('หลักสูตร AI สำหรับ อปท.' is not a page called 'ai').
    """
    for candidate in candidates:
        if candidate and not _THAI_LETTERS.search(candidate):
            slug = slugify(to_arabic(candidate).replace("/", "-").replace("_", "-"))
            if slug:
                return _shorten(slug, MAX_LENGTH)
    return fallback


def unique_slug(slug: str, taken) -> str:
    """`slug`, or 'slug-2', 'slug-3' … : the first that is not in `taken`."""
    if slug not in taken:
        return slug
    number = 2
    while (candidate := f"{_shorten(slug, MAX_LENGTH - len(str(number)) - 1)}-{number}") in taken:
        number += 1
    return candidate


def _shorten(slug, length):
    """Cut at a hyphen where there is one, so that no word is cut in two."""
    if len(slug) <= length:
        return slug
    cut = slug[: length + 1].rpartition("-")[0]
    return cut or slug[:length]


def validate_slug(value: str) -> None:
    """Validator for slugs typed by people; ValidationError tells what to type instead."""
    if len(value) > MAX_LENGTH or not _SLUG.fullmatch(value):
        raise ValidationError(
            _("Use only the letters a–z, digits and single hyphens, for example local-leader."), code="invalid_slug"
        )
