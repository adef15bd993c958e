"""Asking: plain text and quoted phrases become one expression in the database's own query language.

The text of an expression is made of analysed tokens only (letters, digits, Thai marks), so nothing a reader
types can act as an operator.
"""

from modelsearch.query import Phrase

from . import analyzer


class AnalysingCompilerMixin:
    """Mixed into the query compiler of one database, which gives AND, OR, BOOST_PHRASE and `phrase()`."""

    def expression(self, query):
        """Text in the database's query language; empty when nothing that can be searched is left."""
        if isinstance(query, Phrase):
            analyse = analyzer.autocomplete_text if self.LAST_TERM_IS_PREFIX else analyzer.index_text
            tokens = analyse(query.query_string[: analyzer.MAX_QUERY_LENGTH]).split()
            return self.phrase(tokens) if tokens else ""
        typed = self._clusters if self.LAST_TERM_IS_PREFIX else self._words
        return (self.AND if query.operator == "and" else self.OR).join(typed(query))

    def _clusters(self, query):
        """While typing: each run as a phrase of clusters, the last cluster perhaps unfinished."""
        typed = analyzer.runs(query.query_string[: analyzer.MAX_QUERY_LENGTH])
        last = len(typed) - 1
        return [self.phrase(analyzer.clusters(run), prefix=index == last) for index, run in enumerate(typed)]

    def _words(self, query):
        """Each run as its words; where the database can weigh it, the unbroken run counts once more."""
        join = self.AND if query.operator == "and" else self.OR
        groups = []
        for content, full in analyzer.query_groups(query.query_string):
            terms = [self._one_of([phrase, *analyzer.synonyms(phrase)]) for phrase in content]
            group = f"({join.join(terms)})" if len(terms) > 1 else terms[0]
            if len(full) > 1 and self.BOOST_PHRASE:
                whole = self.phrase([token for phrase in full for token in phrase])
                group = f"({group}{self.OR}{whole})"
            groups.append(group)
        return groups

    def _one_of(self, phrases):
        options = [self.phrase(phrase) for phrase in phrases]
        return options[0] if len(options) == 1 else f"({self.OR.join(options)})"


def index_columns(fields):
    """The index columns that hold these model fields: only the title has a column of its own."""
    return list(dict.fromkeys("title" if field == "title" else "body" for field in fields))
