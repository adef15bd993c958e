"""Thai and English in one credential. Pure.

The schema of Open Badges knows {"th": …, "en": …}, but its context gives those letters no meaning: names written so are
shown and not signed. And the schema refuses what JSON-LD has for it. So the plain member is Thai, as on the paper, and
the English beside it stands under the full address of the same property, which every context leaves as it is.
"""

import re

from django.utils import translation

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
NAME, DESCRIPTION, TARGET_NAME = (f"https://schema.org/{name}" for name in ("name", "description", "targetName"))


def one_line(text):
    """The text as it is, but for breaks and control characters, which not every reader writes down alike."""
    return _BREAKS.sub(" ", text).strip()


def named(thai, english="", *, member="name", address=NAME):
    """The members that say something in Thai and, where it is known, in English."""
    thai, english = one_line(thai), one_line(english)
    told = {member: thai or english}
    if thai and english:
        told[address] = {"@language": "en", "@value": english}
    return told


def described(thai, english=""):
    return named(thai, english, member="description", address=DESCRIPTION)


def both(message):
    """(Thai, English) of a lazy message, whatever the language of the screen."""
    told = []
    for language in ("th", "en"):
        with translation.override(language):
            told.append(str(message))
    return tuple(told)
