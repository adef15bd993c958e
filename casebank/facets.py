"""Facets that count. Each process keeps, for one edition of the public pages, which case has which value as bits.

The public cases of a language stand in a row, the newest first; a value of a facet is one long integer whose bit n says
whether the n-th case has it. So choosing is "and" and "or" of integers, and counting is `bit_count`: ten thousand
cases with every facet are counted in a millisecond, and no query is made for it. Ten or so queries build the table.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import and_, or_

from django.utils.translation import override
from wagtail.models import Locale

from home.kept import Memory
from home.search.ranking import ids_found
from home.thai.sorting import sort_key

from .models import CasePage
from .queries import bank as queries

# The facets in the order in which they are shown.
FACETS = ("institute", "theme", "province", "region", "authority", "sdg", "method", "evidence", "year", "programme")
# {facet: function(locale) that answers [(value, label, ids of the cases that have it), …] in the order of showing}:
# what an app above this one knows of the cases, registered when that app is ready.
SOURCES: dict[str, Callable] = {}
# How many texts a table keeps the answers to.
MOST_ANSWERS = 100


def facet_source(name):
    """Register `function(locale)` as what knows the values of a facet."""

    def register(function):
        SOURCES[name] = function
        return function

    return register


@dataclass(frozen=True)
class Value:
    """One value of a facet: its words in the language of the table, and the cases that have it."""

    label: str
    bits: int


@dataclass(frozen=True)
class Table:
    """The public cases of one language. `facets` is {facet: {value: Value}}, both in the order of showing.

    `answers` keeps {text: (the cases that answer as bits, their places, the best first)}.
    """

    cases: list[queries.CaseRow]
    facets: dict[str, dict[str, Value]]
    locale: Locale
    answers: dict[str, tuple[int, array]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def everything(self):
        return (1 << len(self.cases)) - 1

    @cached_property
    def places(self):
        return {row.pk: place for place, row in enumerate(self.cases)}

    def known(self, facet, values):
        """Those of the values that any public case has, in the order of showing."""
        asked = set(values)
        return [value for value in self.facets[facet] if value in asked]

    def matching(self, wanted, within=None):
        """The cases that have, of each facet in {facet: values}, any of the values; of those in `within`, or of all."""
        return reduce(and_, self._chosen(wanted).values(), self.everything if within is None else within)

    def counts(self, wanted, within=None):
        """{facet: {value: how many cases have it}} of those that the other facets leave."""
        chosen = self._chosen(wanted)
        counts = {}
        for facet, values in self.facets.items():
            others = (bits for name, bits in chosen.items() if name != facet)
            room = reduce(and_, others, self.everything if within is None else within)
            counts[facet] = {name: (value.bits & room).bit_count() for name, value in values.items()}
        return counts

    def without(self, facet, within):
        """How many of these cases have no value of a facet."""
        some = reduce(or_, (value.bits for value in self.facets[facet].values()), 0)
        return (within & ~some).bit_count()

    def answering(self, text):
        """(the answering cases as bits, their places, the best first): who ticks a facet asks the same text again."""
        found = self.answers.get(text)
        if found is None:
            ranked = ids_found(text, self.locale, CasePage._meta.model_name)
            places = array("I", [self.places[pk] for pk in ranked if pk in self.places])
            if len(self.answers) >= MOST_ANSWERS:
                self.answers.clear()
            found = self.answers[text] = _bits(places, len(self.cases)), places
        return found

    def ids(self, bits, order):
        """The ids of these cases, in an order of places."""
        marks = bin(bits)[:1:-1].ljust(len(self.cases), "0")
        return [self.cases[place].pk for place in order if marks[place] == "1"]

    @cached_property
    def newest(self):
        return range(len(self.cases))

    @cached_property
    def by_evidence(self):
        return sorted(self.newest, key=lambda place: -self.cases[place].evidence)

    @cached_property
    def by_title(self):
        return sorted(self.newest, key=lambda place: sort_key(self.cases[place].title))

    def _chosen(self, wanted):
        return {
            facet: reduce(or_, (self.facets[facet][value].bits for value in values), 0)
            for facet, values in wanted.items()
            if values
        }


def table_of(locale):
    """The table of a language as of now; no query while the edition stands."""
    return _tables(locale)


def build(locale):
    """Read the table of a language; a constant number of queries."""
    cases = queries.case_rows(locale)
    with override(locale.language_code):
        groups = queries.facet_values(cases, locale)
        for name, source in SOURCES.items():
            groups[name] = source(locale)
    places = {row.pk: place for place, row in enumerate(cases)}
    facets = {}
    for name in FACETS:
        found = (
            (value, str(label), _bits((places[pk] for pk in pks if pk in places), len(cases)))
            for value, label, pks in groups.get(name, ())
        )
        facets[name] = {value: Value(label, bits) for value, label, bits in found if bits}
    return Table(cases, facets, locale)


_tables = Memory(build)


def _bits(places, size):
    """The integer in which the bits at these places are set; by bytes, since a long integer is copied at each step."""
    octets = bytearray(size // 8 + 1)
    for place in places:
        octets[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(octets, "little")


# --- asking -----------------------------------------------------------------------
@dataclass(frozen=True)
class Answer:
    """What a question finds: the cases as bits, their ids in order, and the counts of every facet beside it."""

    bits: int
    ids: list[int]
    counts: dict[str, dict[str, int]]


def ask(table, *, text="", wanted=None, sort=""):
    """The cases that answer a text and have the wanted values. Without `sort` the best answers, or the newest, first.

    One query where a text is asked for, none otherwise.
    """
    wanted = wanted or {}
    within, best = table.answering(text) if text else (None, table.newest)
    bits = table.matching(wanted, within)
    order = {"": best, "evidence": table.by_evidence, "title": table.by_title}.get(sort, table.newest)
    return Answer(bits, table.ids(bits, order), table.counts(wanted, within))
