"""The free text of `status` becomes the state of a question or the access to a dataset; items get a Thai sort key."""

from django.db import migrations, models

import home.thai.fields
from home.thai.fields import collation_key

STATES = {
    "open": "open",
    "เปิด": "open",
    "เปิดรับผู้ทำวิจัย": "open",
    "taken up": "taken",
    "taken": "taken",
    "มีผู้รับทำแล้ว": "taken",
    "answered": "answered",
    "ตอบแล้ว": "answered",
}
ACCESS = {
    "open": "open",
    "เปิดเผย": "open",
    "imported from the owner": "on_request",
    "นำเข้าจากหน่วยงานเจ้าของ": "on_request",
    "restricted": "restricted",
    "จำกัดการเข้าถึง": "restricted",
    "closed": "restricted",
    "ไม่เผยแพร่": "restricted",
}
LONGEST_SUMMARY = 600


def moved(item):
    """What the status of an item (a mapping of its fields) says in the new fields.

    Words nobody foresaw are kept in the summary, so that nothing an editor wrote is lost.
    """
    status = (item.get("status") or "").strip()
    if item["kind"] == "research_question":
        known = {"question_state": STATES.get(status.casefold(), "open")}
        foreseen = not status or status.casefold() in STATES
    elif item["kind"] == "dataset" and status.casefold() in ACCESS:
        known, foreseen = {"access": ACCESS[status.casefold()]}, True
    else:
        known, foreseen = {}, not status
    if not foreseen:
        known["summary"] = f"{item.get('summary') or ''} ({status})".strip()[:LONGEST_SUMMARY]
    return known


def move_status(apps, schema_editor):
    KnowledgePage = apps.get_model("casebank", "KnowledgePage")
    for item in KnowledgePage.objects.values("pk", "kind", "status", "summary", "title"):
        key = collation_key(item["title"])[:400]
        KnowledgePage.objects.filter(pk=item["pk"]).update(sort_key=key, **moved(item))
    move_status_of_drafts(apps)


def move_status_of_drafts(apps):
    """An editor who opens an item sees its newest revision, which must say the same."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Revision = apps.get_model("wagtailcore", "Revision")
    kind = ContentType.objects.filter(app_label="casebank", model="knowledgepage").first()
    for revision in Revision.objects.filter(content_type=kind).iterator() if kind else ():
        if "status" in revision.content:
            revision.content |= moved(revision.content)
            del revision.content["status"]
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("casebank", "0004_an_english_abstract"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="knowledgepage",
            name="ask",
            field=models.TextField(blank=True, max_length=600, verbose_name="what is asked, and of whom"),
        ),
        migrations.AddField(
            model_name="knowledgepage",
            name="question",
            field=models.TextField(blank=True, max_length=400, verbose_name="question"),
        ),
        migrations.AddField(
            model_name="knowledgepage",
            name="sort_key",
            field=home.thai.fields.ThaiSortField(
                blank=True, db_index=True, editable=False, max_length=400, source=["title"]
            ),
        ),
        migrations.AlterField(
            model_name="knowledgepage",
            name="licence",
            field=models.CharField(
                blank=True,
                choices=[
                    ("CC BY 4.0", "CC BY 4.0"),
                    ("CC BY-NC-ND 4.0", "CC BY-NC-ND 4.0"),
                    ("owner", "Terms of the owner"),
                ],
                max_length=20,
                verbose_name="licence",
            ),
        ),
        migrations.RunPython(move_status, migrations.RunPython.noop),
        migrations.RemoveField(model_name="knowledgepage", name="status"),
    ]
