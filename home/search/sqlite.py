"""Search on SQLite FTS5. Besides reading Thai it mends three faults of the stock backend:

* ranking ran the whole FTS query again for every row it ranked (seconds at some thousand pages);
* And() was ranked worst first, since FTS5's bm25 is negative;
* `fields=[…]` named model fields as FTS columns and raised OperationalError.
"""

from django.db import connection
from django.db.models import F, FloatField, Func
from modelsearch.backends.database.sqlite import query as fts
from modelsearch.backends.database.sqlite import sqlite as stock
from modelsearch.index import AutocompleteField
from modelsearch.query import MatchAll, Not, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from .compiling import AnalysingCompilerMixin, index_columns
from .indexing import AnalysingIndexMixin


class RawMatch(fts.Lexeme):
    """An FTS5 expression that is passed on as it stands."""

    def as_sql(self, compiler, connection):
        return "%s", [self.value]


class WeightedBM25(fts.BM25):
    """FTS5's rank (the smallest is the best) with a weight for each column."""

    def __init__(self, weights):
        super().__init__()
        self.weights = weights

    def as_sql(self, compiler, connection, function=None, template=None):
        table = fts.SQLiteFTSIndexEntry._meta.db_table
        return f"bm25({table}, {', '.join(map(str, self.weights))})", []


class ScoreLookup(Func):
    """Score of one object, looked up in a result set that SQLite builds once (LIMIT keeps it from being merged)."""

    output_field = FloatField()

    def __init__(self, scores):
        super().__init__(F("pk"))
        self.scores = scores

    def as_sql(self, compiler, connection, **extra):
        pk, pk_params = compiler.compile(self.source_expressions[0])
        scores, params = self.scores.query.sql_with_params()
        sql = (
            f"(SELECT s.score FROM (SELECT object_id, score FROM ({scores}) LIMIT -1) s "
            f"WHERE s.object_id = CAST({pk} AS TEXT))"
        )
        return sql, (*params, *pk_params)


class Compiler(AnalysingCompilerMixin, stock.SQLiteSearchQueryCompiler):
    AND, OR, BOOST_PHRASE = " AND ", " OR ", True
    WEIGHTS = (0.0, 1.0, 4.0)  # the FTS columns autocomplete, body, title

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.fields:
            self.fields = self.columns(self.fields)

    def columns(self, fields):
        return index_columns(fields)

    def phrase(self, tokens, prefix=False):
        return '"' + " ".join(tokens) + '"' + ("*" if prefix else "")

    def build_search_query_content(self, query, config=None):
        if isinstance(query, PlainText | Phrase):
            return fts.SearchQueryExpression(RawMatch(self.expression(query) or '""'), config=config)
        return super().build_search_query_content(query, config=config)

    def search(self, config, start, stop, score_field=None):
        query = fts.normalize(self.query)
        if isinstance(query, MatchAll | Not):
            return super().search(config, start, stop, score_field)
        entries = self._entries(query, config)
        queryset = self.queryset.filter(pk__in=entries.values_list("index_entry__object_id", flat=True))
        if self.order_by_relevance or score_field:
            score_field = score_field or "_score"
            scores = entries.annotate(score=WeightedBM25(self.WEIGHTS))
            scores = scores.values(object_id=F("index_entry__object_id"), score=F("score"))
            queryset = queryset.annotate(**{score_field: ScoreLookup(scores)})
        if self.order_by_relevance:
            queryset = queryset.order_by(score_field, "-pk")
        elif not queryset.query.order_by:
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def scores(self, titles=False):
        """[(id of an entry of the index, score)] of all that answers, of whatever kind, or of those whose titles do.

        One pass over the index and no join.
        """
        rows = self._answering(["title"] if titles else self.FTS_TABLE_FIELDS)
        rows = rows.annotate(score=WeightedBM25(self.WEIGHTS)).values_list("index_entry_id", "score")
        return [(entry, -score) for entry, score in _plain(rows)]

    def entries(self):
        """[id of an entry of the index, …] of all that answers, of whatever kind."""
        return [entry for (entry,) in _plain(self._answering(self.FTS_TABLE_FIELDS).values_list("index_entry_id"))]

    def _answering(self, columns):
        expression = self.build_search_query(fts.normalize(self.query), config=None)
        return fts.SQLiteFTSIndexEntry.objects.filter(fts.MatchExpression(columns, expression))

    def _entries(self, query, config):
        """Rows of the FTS table that answer, for this model and the models beneath it."""
        match = fts.MatchExpression(self.fields or self.FTS_TABLE_FIELDS, self.build_search_query(query, config=config))
        types = get_descendants_content_types_pks(self.queryset.model)
        return fts.SQLiteFTSIndexEntry.objects.filter(match, index_entry__content_type__in=types)


def _plain(queryset):
    """The rows as they come: Django would look at each of ten thousand for something to convert."""
    with connection.cursor() as cursor:
        cursor.execute(*queryset.query.sql_with_params())
        return cursor.fetchall()


class AutocompleteCompiler(Compiler):
    LAST_TERM_IS_PREFIX = True
    TARGET_SEARCH_FIELD_TYPE = AutocompleteField
    FTS_TABLE_FIELDS = ["autocomplete"]
    WEIGHTS = (1.0, 0.0, 0.0)
    get_config = stock.SQLiteAutocompleteQueryCompiler.get_config
    get_search_fields_for_model = stock.SQLiteAutocompleteQueryCompiler.get_search_fields_for_model
    get_index_vectors = stock.SQLiteAutocompleteQueryCompiler.get_index_vectors

    def columns(self, fields):
        return self.FTS_TABLE_FIELDS


class Index(AnalysingIndexMixin, stock.SQLiteIndex):
    REPEAT_BOOSTED = True


class Backend(stock.SQLiteSearchBackend):
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
