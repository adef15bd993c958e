from django.db import migrations

from home.search import fts


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial"), ("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(fts.prepare, fts.restore)]
