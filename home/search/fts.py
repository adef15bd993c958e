"""What the index tables of wagtail.search need before they can hold Thai. Called from a migration.

Depend on ("wagtailsearch", "0010_add_text_fields") and run
migrations.RunPython(fts.prepare, fts.restore).
"""

TABLE = "wagtailsearch_indexentry"
LARGEST = 8160  # bytes of a row; what is larger is packed after all
INDEX = f"{TABLE}_title_body_gin"
# FTS5 keeps letters and digits only, and Thai vowels and tone marks are marks (Mn): ข้อมูล would fall to pieces.
TOKENIZER = ", tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* Co'\""


def prepare(apps, schema_editor):
    """SQLite: a tokenizer that keeps Thai marks. PostgreSQL: the index on title || body that each search filters by."""
    if schema_editor.connection.vendor == "sqlite":
        _rebuild(schema_editor, TOKENIZER)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ((title || body))")


def restore(apps, schema_editor):
    """Back to the tables as wagtail.search made them."""
    if schema_editor.connection.vendor == "sqlite":
        _rebuild(schema_editor, "")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def keep_whole(apps, schema_editor):
    """PostgreSQL: texts of cases stay beside their row as they are. Else each is unpacked to see where its words stand.

    Rows that stand already change when they are next indexed; `manage.py update_index` does so at once.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} SET (toast_tuple_target = {LARGEST})")


def pack(apps, schema_editor):
    """Back to PostgreSQL's own choice."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {TABLE} RESET (toast_tuple_target)")


def _rebuild(schema_editor, tokenizer):
    """The FTS table anew from its entries; the triggers that keep it up to date belong to the entries and stay."""
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}_fts")
    schema_editor.execute(f"CREATE VIRTUAL TABLE {TABLE}_fts USING fts5(autocomplete, body, title{tokenizer})")
    schema_editor.execute(
        f"INSERT INTO {TABLE}_fts(rowid, title, body, autocomplete) SELECT id, title, body, autocomplete FROM {TABLE}"
    )
