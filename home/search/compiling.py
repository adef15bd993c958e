"""Asking: plain text and quoted phrases become one expression in the database's own query language.

The text of an expression is made of analysed tokens only (letters, digits, Thai marks), so nothing a reader
types can act as an operator.
"""

from modelsearch.query import Phrase

from . import analyzer, synonyms


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
        *whole, last = typed or [""]
        phrases = [self.phrase(analyzer.clusters(run)) for run in whole]
        return [*phrases, self.phrase(analyzer.typed_clusters(last), prefix=True)] if last else phrases

    def _words(self, query):
        """Each run as its words; where the database can weigh it, the unbroken run counts once more."""
        join = self.AND if query.operator == "and" else self.OR
        groups = []
        for asked in analyzer.question(query.query_string, synonyms.current()):
            terms = [self._term(term) for term in asked.terms]
            group = f"({join.join(terms)})" if len(terms) > 1 else terms[0]
            if asked.whole and self.BOOST_PHRASE:
                group = f"({group}{self.OR}{self.phrase(asked.whole)})"
            groups.append(group)
        return groups

    def conditions(self, query):
        """What has to be found, each anywhere in a record; none when nothing that can be searched is left."""
        terms = [term for asked in analyzer.question(query.query_string, synonyms.current()) for term in asked.terms]
        for term in terms:
            yield from [self._term(term)] if term.others else map(self.phrase, term.phrases)

    def _term(self, term):
        phrases = [self.phrase(phrase) for phrase in term.phrases]
        itself = f"({self.AND.join(phrases)})" if len(phrases) > 1 else phrases[0]
        options = [itself, *(self.phrase(other) for other in term.others)]
        return options[0] if len(options) == 1 else f"({self.OR.join(options)})"


def index_columns(fields):
    """The index columns that hold these model fields: only the title has a column of its own."""
    return list(dict.fromkeys("title" if field == "title" else "body" for field in fields))
