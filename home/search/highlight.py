"""Excerpts with the found words in <mark>, cut from the original text in Python: the same on every database.

The databases hold segmented text, so their own snippet functions would show it with wrong spaces.
"""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe
from pythainlp.tokenize import newmm

from . import analyzer

ELLIPSIS = "…"
GAP = r"(?:\.\s?)?"  # may stand between the letters of an abbreviation
INSIDE_CLUSTER = "\u0e30-\u0e3a\u0e45\u0e47-\u0e4e"  # vowels and marks that belong to the letter before
LATIN = r"[^\W_\u0e00-\u0e7f]"


def highlight(text, query):
    """The whole text, escaped, with what the query asks for in <mark>."""
    text = analyzer.clean(text)
    return _marked(text, _hits(text, query), 0, len(text))


def excerpt(text, query, width=160):
    """About `width` characters of text around the densest hits, cut between words, with the hits in <mark>."""
    text = " ".join(analyzer.clean(text).split())
    hits = _hits(text, query)
    if hits:
        best = max(hits, key=lambda hit: (_letters_hit(hits, hit[0], width - 20), -hit[0]))
        start = max(0, best[0] - width // 4)
        end = min(len(text), start + width)
        start = max(0, end - width)
    else:
        start, end = 0, min(len(text), width)
    return _marked(text, hits, _cut(text, start, forward=False), _cut(text, end, forward=True))


def _hits(text, query):
    pattern = _pattern(query)
    return [match.span() for match in pattern.finditer(_folded(text))] if pattern else []


def _folded(text):
    """Lower case and Arabic digits, letter for letter, so that places stay true."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.translate(analyzer.DIGITS))


def _letters_hit(hits, start, width):
    return sum(end - begin for begin, end in hits if start <= begin < start + width)


def _pattern(query):
    """Longest first: whole runs of the query, then its words and their synonyms."""
    found = set()
    for content, full in analyzer.query_groups(query):
        if len(full) > 1:
            found.add("".join(token for phrase in full for token in phrase))
        for phrase in content:
            found.update("".join(each) for each in (phrase, *analyzer.synonyms(phrase)))
    ordered = sorted(found, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_word_pattern, ordered))) if ordered else None


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
    position = max(0, place - 40)
    while position and re.match(f"[{INSIDE_CLUSTER}]", text[position]):
        position += 1
    for word in newmm.segment(text[position : place + 40], analyzer.large_dictionary(), safe_mode=True):
        passed = position >= place if forward else position + len(word) > place
        if passed:
            break
        position += len(word)
    return position
