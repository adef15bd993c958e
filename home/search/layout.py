"""What was meant where the keyboard stood on the other language: l;ylfu is สวัสดี, แนือำพเนอ is convergov."""

import re

from pythainlp.corpus import thai_words
from pythainlp.tokenize import newmm
from pythainlp.util import eng_to_thai, thai_to_eng

from . import analyzer

ENGLISH = re.compile(r"[a-z0-9 .,'-]*[aeiouy][a-z0-9 .,'-]*")
SHORTEST = 3


def other_layout(typed):
    """The same keys on the other keyboard, where that makes sense and what was typed does not; else ""."""
    typed = typed.strip()
    if any(analyzer.is_thai(letter) for letter in typed):
        meant = thai_to_eng(typed).lower()
        makes_sense = ENGLISH.fullmatch(meant) and not _is_thai_text(typed)
    else:
        meant = analyzer.clean(eng_to_thai(typed))
        makes_sense = _is_thai_text(meant)
    return meant if makes_sense and len(meant) >= SHORTEST else ""


def _is_thai_text(text):
    """Whether the text is made of words of the dictionary, and of nothing else."""
    found = analyzer.runs(text)
    words = [word for run in found if analyzer.is_thai(run) for word in _segment(run)]
    return bool(words) and all(len(word) > 1 and word in thai_words() for word in words) and _only_words(text, found)


def _segment(run):
    return newmm.segment(run, analyzer.large_dictionary(), safe_mode=True)


def _only_words(text, found):
    """Whether the words are all that the text holds, but for spaces."""
    return len("".join(text.split())) <= sum(map(len, found))
