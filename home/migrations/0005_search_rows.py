from django.db import migrations

from home.search import fts


class Migration(migrations.Migration):
    dependencies = [("home", "0004_search_joins"), ("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(fts.keep_whole, fts.pack)]
