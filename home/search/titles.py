"""The titles of the public pages of a language by heart, as they are searched while a reader types.

What the index holds of a title for that (analyzer.autocomplete_text) stands here once more, all titles as the lines of
one text in the order in which they are shown. So a title that holds what was typed is found as the index would find it,
and of a word that stands in thousands of titles no more are looked at than are shown.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, islice
from operator import attrgetter
from typing import NamedTuple

from home.kept import Memory

from . import analyzer, known


class Title(NamedTuple):
    """A page by its title; `canonical` as analyzer.canonical writes it, by which titles are sorted."""

    canonical: str
    pk: int
    title: str


class Found(NamedTuple):
    """A page that holds what was typed: first those that begin with it, then those that have it as it is, then any."""

    later: bool
    apart: bool
    canonical: str
    pk: int
    title: str


@dataclass(frozen=True)
class Titles:
    """`letters`: a line of clusters for each of the rows, which are sorted; `starts`: where the lines begin."""

    rows: list[Title]
    letters: str
    starts: list[int]

    def holding(self, text, most):
        """The first `most` of the Found for a canonical text, in their order."""
        phrases = typed_phrases(text)
        found = list(islice(self._beginning(text, phrases), most)) if phrases else []
        inside, apart = [], []
        for row in self._holding(phrases) if len(found) < most and phrases else ():
            place = row.canonical.find(text)
            if place > 0:
                inside.append(Found(True, False, *row))
            elif place < 0 and len(apart) < most:
                apart.append(Found(True, True, *row))
            if len(found) + len(inside) >= most:
                break
        return (found + inside + apart)[:most]

    def _beginning(self, text, phrases):
        first = bisect_left(self.rows, text, key=attrgetter("canonical"))
        for number in range(first, len(self.rows)):
            row = self.rows[number]
            if not row.canonical.startswith(text):
                return
            if self._line_holds(number, phrases):
                yield Found(False, False, *row)

    def _holding(self, phrases):
        """The rows that hold all phrases, each looked for once among all lines: the longest is the rarest."""
        longest = max(phrases, key=len)
        others = [phrase for phrase in phrases if phrase is not longest]
        place = self.letters.find(longest)
        while place >= 0:
            number = bisect_right(self.starts, place) - 1
            if self._line_holds(number, others):
                yield self.rows[number]
            place = self.letters.find(longest, self.starts[number + 1])

    def _line_holds(self, number, phrases):
        start, end = self.starts[number], self.starts[number + 1]
        return all(self.letters.find(phrase, start, end) >= 0 for phrase in phrases)


def typed_phrases(text):
    """What a line must hold for a canonical text: its runs as clusters side by side, the last cluster unfinished."""
    *whole, last = analyzer.runs(text[: analyzer.MAX_QUERY_LENGTH]) or [""]
    phrases = [f" {' '.join(analyzer.clusters(run))} " for run in whole]
    return [*phrases, f" {' '.join(analyzer.typed_clusters(last))}"] if last else phrases


def titles(locale):
    """The Titles of now; no query while the edition stands."""
    return _titles(locale)


def _read(locale):
    pages = [(record.pk, record.title) for record in known.records(locale).values() if record.is_page]
    before = _spelt.get(locale.pk, {})
    _spelt[locale.pk] = spelt = {title: before.get(title) or _spell(title) for _pk, title in pages}
    rows = sorted((Title(spelt[title][0], pk, title) for pk, title in pages))
    lines = [spelt[row.title][1] for row in rows]
    return Titles(rows, "".join(lines), [0, *accumulate(map(len, lines))])


_titles = Memory(_read)
# {id of a locale: {title: its canonical form and its line}} of the edition before: most titles stay as they are, and to
# take a title into its clusters costs more than all the rest.
_spelt: dict[int, dict[str, tuple[str, str]]] = {}


def _spell(title):
    canonical = analyzer.canonical(title)
    clusters = (cluster for run in analyzer.RUN.findall(canonical) for cluster in analyzer.clusters(run))
    return canonical, f" {' '.join(clusters)} \n"
