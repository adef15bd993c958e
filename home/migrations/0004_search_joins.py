"""PostgreSQL: each search joins index entries to pages by the page's id as text; without an index, by reading them all."""

from django.db import migrations

INDEX = "wagtailcore_page_id_as_text"


def index_ids(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON wagtailcore_page ((id::varchar(50)))")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX IF EXISTS {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("home", "0003_search_words")]
    operations = [migrations.RunPython(index_ids, drop)]
