from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casebank', '0003_adoptions_withdrawn'),
    ]

    operations = [
        migrations.AddField(
            model_name='casepage',
            name='summary_en',
            field=models.TextField(blank=True, help_text='Needed to publish a Thai case that has no published English page. Say in English what was tried, what changed, and what made it work.', max_length=1500, verbose_name='English abstract'),
        ),
    ]
