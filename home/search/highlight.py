"""Excerpts with the found words in <mark>, cut from the original text in Python: the same on every database.

The databases hold segmented text, so their own snippet functions would show it with wrong spaces.
"""

import re
from itertools import groupby
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import mark_safe
from pythainlp.tokenize import newmm

from . import analyzer, synonyms

ELLIPSIS = "…"
NEAR = 24  # letters before and after a place that are read to find the word it stands in
GAP = r"(?:\.\s?)?"  # may stand between the letters of an abbreviation
BETWEEN = r"[^\w\u0e00-\u0e7f]*"
INSIDE_CLUSTER = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"  # vowels and marks that belong to the letter before
LATIN = r"[^\W_\u0e00-\u0e7f]"


class Line(NamedTuple):
    """A text as excerpts are cut from it: clean and on one line; and as it is searched."""

    text: str
    folded: str

    @classmethod
    def of(cls, text):
        text = " ".join(analyzer.clean(text).split())
        return cls(text, _folded(text))


class Marks:
    """What one question asks for, ready to be found in many texts."""

    def __init__(self, query):
        self.pattern = _pattern(analyzer.question(query, synonyms.current()))

    def highlight(self, text):
        """The whole text, escaped, with what is asked for in <mark>."""
        text = analyzer.clean(text)
        return _marked(text, self._hits(text), 0, len(text))

    def excerpt(self, text, width=160):
        """About `width` characters of text around the densest hits, cut between words, with the hits in <mark>."""
        return self.excerpt_of(Line.of(text), width)

    def excerpt_of(self, line, width=160):
        """The same of a Line that is kept."""
        text, hits = line.text, self._hits_in(line.folded)
        if hits:
            best = max(hits, key=lambda hit: (_letters_hit(hits, hit[0], width - 20), -hit[0]))
            start = max(0, best[0] - width // 4)
            end = min(len(text), start + width)
            start = max(0, end - width)
        else:
            start, end = 0, min(len(text), width)
        return _marked(text, hits, _cut(text, start, forward=False), _cut(text, end, forward=True))

    def _hits(self, text):
        return self._hits_in(_folded(text))

    def _hits_in(self, folded):
        return [match.span() for match in self.pattern.finditer(folded)] if self.pattern else []


def highlight(text, query):
    return Marks(query).highlight(text)


def excerpt(text, query, width=160):
    return Marks(query).excerpt(text, width)


def _folded(text):
    """Lower case and Arabic digits, letter for letter, so that places stay true."""
    text = text.translate(analyzer.DIGITS)
    if len(low := text.lower()) == len(text):
        return low
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _letters_hit(hits, start, width):
    return sum(end - begin for begin, end in hits if start <= begin < start + width)


def _pattern(groups):
    """Longest first: whole runs of the question, then its words and what means the same."""
    found = {group.whole for group in groups if group.whole}
    for group in groups:
        found.update(phrase for term in group.terms for phrase in (*term.phrases, *term.others))
    ordered = sorted(found, key=lambda phrase: (-len("".join(phrase)), phrase))
    return re.compile("|".join(map(_phrase_pattern, ordered))) if ordered else None


def _phrase_pattern(phrase):
    """Thai tokens stand side by side, those of other scripts with something between them."""
    parts = [(thai, "".join(tokens)) if thai else (thai, *tokens) for thai, tokens in groupby(phrase, analyzer.is_thai)]
    return BETWEEN.join(_word_pattern(word) for _thai, *words in parts for word in words)


def _word_pattern(word):
    if analyzer.is_thai(word):
        abbreviation = analyzer.SHORT_CONSONANTS.fullmatch(word)
        return (GAP if abbreviation else "").join(map(re.escape, word)) + rf"(?![{INSIDE_CLUSTER}])"
    if word.isdigit():
        return rf"(?<!\d){',?'.join(word)}(?!\d)"
    plural = rf"{re.escape(word[:-1])}(?:y|ies)" if word.endswith("y") else rf"{re.escape(word)}s?"
    return rf"(?<!{LATIN}){plural}(?!{LATIN})"


def _marked(text, hits, start, end):
    parts, place = [], start
    for begin, stop in hits:
        if begin >= place and stop <= end:
            parts += [escape(text[place:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            place = stop
    parts.append(escape(text[place:end]))
    inner = "".join(parts).strip()
    return mark_safe((ELLIPSIS if start else "") + inner + (ELLIPSIS if end < len(text) else ""))


def _cut(text, place, forward):
    """The nearest place where a text may be cut: beside a space, or else between two words."""
    if place <= 0 or place >= len(text):
        return max(0, min(place, len(text)))
    near = text.find(" ", place, place + 40) if forward else text.rfind(" ", max(0, place - 40), place)
    if near >= 0:
        return near if forward else near + 1
    return _word_boundary(text, place, forward)


def _word_boundary(text, place, forward):
    position = max(0, place - NEAR)
    while position and re.match(f"[{INSIDE_CLUSTER}]", text[position]):
        position += 1
    for word in newmm.segment(text[position : place + NEAR], analyzer.large_dictionary(), safe_mode=True):
        passed = position >= place if forward else position + len(word) > place
        if passed:
            break
        position += len(word)
    return position
