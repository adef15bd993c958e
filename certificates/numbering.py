"""Numbers and codes of certificates: how they are written, and how they are read when a person typed them. Pure."""

import re
import secrets
from string import Formatter

from home.thai.digits import to_arabic
from home.thai.text import normalise

# Crockford's base 32: no I, L, O (read as 1 and 0) and no U.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
_LOOK_ALIKES = str.maketrans("ILO", "110")
_CODE = re.compile(f"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")

PATTERN_FIELDS = {"code", "cohort", "seq", "year_be"}
# Without these, two series or two years would write the same number.
NEEDED_FIELDS = {"code", "seq", "year_be"}

_WORDS = re.compile(r"[0-9]+|[A-Za-z\u0e01-\u0e3a\u0e40-\u0e4e]+")
_LABEL = re.compile(r"^(เลขที่|เลขทะเบียน|No\.?)\s*", re.IGNORECASE)
# Longer runs of digits are no number of ours, and would not fit the database's integers.
_MOST_DIGITS = 9
FIRST_BE_YEAR = 2400


def format_number(pattern, *, code, cohort, seq, year_be):
    """'รช.ผถ 1-001/2569', in Arabic digits as stored. ValueError for a pattern that cannot give unique numbers."""
    fields = {name for _text, name, _spec, _conversion in Formatter().parse(pattern) if name is not None}
    if not NEEDED_FIELDS <= fields <= PATTERN_FIELDS:
        raise ValueError(f"A number needs {sorted(NEEDED_FIELDS)} and may have {sorted(PATTERN_FIELDS)}: {pattern!r}")
    return pattern.format(code=code, cohort=cohort, seq=seq, year_be=year_be)


def number_key(text):
    """What makes a number that number, whoever typed it: ('รชผถ', 1, 1, 2569); () for what holds no digits.

    Thai or Arabic digits, any spaces, dots and dashes, leading zeros and the word เลขที่ make no difference.
    """
    found = []
    for word in _WORDS.findall(_LABEL.sub("", to_arabic(normalise(text)))):
        if word.isdigit():
            if len(word) > _MOST_DIGITS:
                return ()
            found.append(int(word))
        elif found and isinstance(found[-1], str):
            found[-1] += word.upper()
        else:
            found.append(word.upper())
    return tuple(found) if any(isinstance(part, int) for part in found) else ()


def year_and_sequences(key):
    """(Buddhist year, numbers that may be the running one) of a key, or (None, []) when it names no year."""
    numbers = [part for part in key if isinstance(part, int)]
    years = [number for number in numbers if FIRST_BE_YEAR <= number < FIRST_BE_YEAR + 1000]
    if not years:
        return None, []
    numbers.remove(years[-1])
    return years[-1], numbers


def new_code():
    """A code nobody can guess: 60 random bits in 12 characters."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def read_code(text):
    """The code that was typed, in its one spelling; '' for anything that cannot be one."""
    typed = re.sub(r"[\s\-–]", "", to_arabic(normalise(text))).upper().translate(_LOOK_ALIKES)
    return typed if _CODE.fullmatch(typed) else ""
