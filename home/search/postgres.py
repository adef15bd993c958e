"""Search on PostgreSQL's own full text search, with the "simple" configuration: the words come ready."""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.index import AutocompleteField
from modelsearch.query import Phrase, PlainText

from .compiling import AnalysingCompilerMixin, index_columns
from .indexing import AnalysingIndexMixin


class Compiler(AnalysingCompilerMixin, stock.PostgresSearchQueryCompiler):
    AND, OR, BOOST_PHRASE = " & ", " | ", False
    # A word of the title weighs four times one of the text, as on SQLite; a long title less than a short one.
    TITLE = (F("index_entries__title"), F("index_entries__title_norm") * 4)
    BODY = (F("index_entries__body"), 1.0)

    def phrase(self, tokens, prefix=False):
        quoted = [f"'{token}'" for token in tokens]
        if prefix:
            quoted[-1] += ":*"
        return f"({' <-> '.join(quoted)})" if len(quoted) > 1 else quoted[0]

    def build_tsquery_content(self, query, config=None, invert=False):
        if isinstance(query, PlainText | Phrase):
            text = self.expression(query)
            return SearchQuery(text, search_type="raw", config=config, invert=invert and bool(text))
        return super().build_tsquery_content(query, config=config, invert=invert)

    def scores(self, titles=False):
        """[(id of an entry of the index, score)] of all that answers, of whatever kind, or of those whose titles do.

        One pass over the index and no join.
        """
        query = self.build_tsquery(self.query, config="simple")
        title, body = (SearchRank(F(name), query, weights=self.sql_weights) for name in ("title", "body"))
        entries = stock.IndexEntry.objects.filter(title=query) if titles else self._answering()
        score = title * F("title_norm") * 4 + (0.0 if titles else body)
        return list(entries.annotate(score=score).values_list("pk", "score"))

    def entries(self):
        """[id of an entry of the index, …] of all that answers, of whatever kind."""
        return self._answering().values_list("pk", flat=True)

    def _answering(self):
        """What is asked for, each in the title or in the body.

        title || body, by which the stock backend filters, has to be put together anew for every row that holds the
        words of a phrase, to see whether they stand side by side.
        """
        entries, conditions = stock.IndexEntry.objects.all(), list(self.conditions(self.query))
        for condition in conditions:
            asked = SearchQuery(condition, search_type="raw", config="simple")
            entries = entries.filter(Q(title=asked) | Q(body=asked))
        return entries if conditions else entries.none()

    def get_index_vectors(self, search_query):
        return [self.TITLE, self.BODY]

    def get_fields_vectors(self, search_query):
        """The indexed columns; the stock backend would analyse the raw text of every row at query time."""
        vectors = {"title": self.TITLE, "body": self.BODY}
        return [vectors[column] for column in index_columns(self.fields)]


class AutocompleteCompiler(Compiler):
    LAST_TERM_IS_PREFIX = True
    TARGET_SEARCH_FIELD_TYPE = AutocompleteField
    get_config = stock.PostgresAutocompleteQueryCompiler.get_config
    get_search_fields_for_model = stock.PostgresAutocompleteQueryCompiler.get_search_fields_for_model
    get_index_vectors = stock.PostgresAutocompleteQueryCompiler.get_index_vectors

    def get_fields_vectors(self, search_query):
        return self.get_index_vectors(search_query)


class Index(AnalysingIndexMixin, stock.PostgresIndex):
    MERGE = True


class Backend(stock.PostgresSearchBackend):
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index

    def __init__(self, params):
        super().__init__({"SEARCH_CONFIG": "simple", **params})
