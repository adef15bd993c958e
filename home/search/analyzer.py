"""Thai and English text analysis, shared by indexing, asking and marking.

What the databases see is already segmented: lower-case tokens between single spaces, made only of letters,
digits and Thai marks, so that SQLite FTS5 and PostgreSQL's "simple" configuration read it the same way.

Segmentation takes two steps: the large dictionary finds words (ระบบข้อมูล), the small one splits each of them
into its smallest words (ระบบ ข้อมูล). The index holds the smallest words; a question asks for its words, each
as a phrase of smallest words. So ข้อมูลเมือง is found inside ระบบข้อมูลเมือง, and ยา is not found inside ยาว.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from pythainlp.corpus import thai_icu_words, thai_words
from pythainlp.tokenize import newmm, tcc_p
from pythainlp.util import dict_trie

from home.thai.text import normalise

from .vocabulary import NOT_WORDS, STOP, WORDS

MAX_QUERY_LENGTH = 200
LONGEST_SYNONYM = 12  # words

SARA_AM, SARA_AM_APART = "\u0e33", "\u0e4d\u0e32"
CONSONANT = "\u0e01-\u0e2e"
# Thai letters, vowels and marks, without the signs ฯ ๆ ๏ and the digits.
THAI = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
RUN = re.compile(rf"[{THAI}]+|[^\W_\u0e00-\u0e7f]+")
DOTTED_ABBREVIATION = re.compile(rf"(?:[เแ]?[{CONSONANT}][ิี]?\.){{2,}}")  # พ.ศ.  พ.ร.บ.  มี.ค.
MARK = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")  # belongs to the letter before
SHORT_CONSONANTS = re.compile(rf"[{CONSONANT}]{{2,5}}")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
DIGITS = {0x0E50 + value: str(value) for value in range(10)}


@cache
def large_dictionary():
    return dict_trie((thai_words() - NOT_WORDS) | WORDS)


@cache
def _small_dictionary():
    return dict_trie((thai_icu_words() - NOT_WORDS) | WORDS)


def is_thai(run):
    return "\u0e00" <= run[0] <= "\u0e7f"


def clean(text):
    """The same text to a reader, spelt one way, compatibility forms (Ａ, ①) included.

    The Thai step must come last: NFKC alone takes ำ apart. It is put together again at once, so that it is no fault to
    be mended; and where ำ is all that NFKC would change, that is not done at all.
    """
    if not unicodedata.is_normalized("NFKC", text.replace(SARA_AM, "")):
        text = unicodedata.normalize("NFKC", text).replace(SARA_AM_APART, SARA_AM)
    return normalise(text)


def canonical(text):
    """Clean text with Arabic digits, lower case, 1,500 as 1500 and พ.ศ. as พศ."""
    text = THOUSANDS.sub("", clean(text).translate(DIGITS).lower())
    return DOTTED_ABBREVIATION.sub(lambda match: f" {match[0].replace('.', '')} ", text)


def runs(text):
    """Unbroken runs of letters and digits, Thai and other scripts apart."""
    return RUN.findall(canonical(text))


def stem(word):
    """English plural → singular (Harman's S stemmer): programmes → programme, cities → city.

    Nothing more is cut, so that government and governor stay two words.
    """
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not word.endswith(("us", "ss", "is")):
        return word[:-1]
    return word


@lru_cache(100_000)
def _smallest(word):
    """One dictionary word → its smallest words. It depends on the word alone, never on its neighbours."""
    return tuple(newmm.segment(word, _small_dictionary(), safe_mode=True))


@lru_cache(20_000)
def _thai_words(run):
    coarse = newmm.segment(run, large_dictionary(), safe_mode=True)
    if SHORT_CONSONANTS.fullmatch(run) and any(len(word) == 1 for word in coarse):
        return ((run,),)  # consonants that make no word are an abbreviation: ปปช
    return tuple(_smallest(word) for word in coarse)


def words(run):
    """A run → its words, each a tuple of smallest words."""
    return _thai_words(run) if is_thai(run) else ((stem(run),),)


# The stock indexer asks for every field three (SQLite) to five (PostgreSQL) times an object: remember a few.
@lru_cache(512)
def index_text(text):
    """What the index holds for a text that is searched by words."""
    return " ".join(token for run in runs(text) for word in words(run) for token in word)


@lru_cache(512)
def autocomplete_text(text):
    """What the index holds for a text that is searched while typing: clusters of letters, never cut inside."""
    return " ".join(cluster for run in runs(text) for cluster in clusters(run))


@lru_cache(20_000)
def clusters(run):
    return tuple(tcc_p.segment(run)) if is_thai(run) else (run,)


@lru_cache(2_000)
def tokens(text):
    """A word or name as the tokens that stand side by side in the index."""
    return tuple(index_text(text).split())


def typed_clusters(run):
    """The clusters of a run that is still being typed: its end may be a cluster of which letters are missing."""
    found = clusters(run)
    while len(found) > 1 and MARK.match(found[-1]):  # เม + ื is the beginning of เมือ
        found = (*found[:-2], found[-2] + found[-1])
    return found


@dataclass(frozen=True)
class Term:
    """One thing asked for: `phrases` must all be found, or else any of `others`. A phrase is a tuple of tokens."""

    phrases: tuple
    others: tuple = ()


@dataclass(frozen=True)
class Group:
    """The terms that begin in one run of the question; `whole` is the run unbroken, where it has several words."""

    terms: tuple
    whole: tuple = ()


def question(query, synonyms):
    """What a question asks for: its groups, in order. `synonyms` is {tokens: [tokens, …]}.

    Stop words are left out where other words are asked for; inside a synonym they count.
    """
    typed = [words(run) for run in runs(query[:MAX_QUERY_LENGTH])]
    places = [(phrase, number) for number, group in enumerate(typed) for phrase in group]
    keep_all = all(_is_stop(phrase) for phrase, _number in places)
    terms, spanning, place = {}, set(), 0
    while place < len(places):
        end, others = _longest_synonym(places, place, synonyms)
        covered, numbers = places[place:end], {number for _phrase, number in places[place:end]}
        phrases = tuple(phrase for phrase, _number in covered if keep_all or others or not _is_stop(phrase))
        if phrases:
            terms.setdefault(covered[0][1], []).append(Term(phrases, others))
            if len(numbers) > 1:
                spanning |= numbers
        place = end
    return [
        Group(tuple(found), () if number in spanning or len(typed[number]) < 2 else _joined(typed[number]))
        for number, found in sorted(terms.items())
    ]


def _longest_synonym(places, start, synonyms):
    """(end, what says the same) of the longest synonym that begins here; one phrase and nothing where none does."""
    for end in range(min(len(places), start + LONGEST_SYNONYM), start, -1):
        others = synonyms.get(_joined(phrase for phrase, _number in places[start:end]))
        if others:
            return end, tuple(others)
    return start + 1, ()


def _joined(phrases):
    return tuple(token for phrase in phrases for token in phrase)


def _is_stop(phrase):
    return len(phrase) == 1 and phrase[0] in STOP
