"""What the index tables need is there after migrating, can be taken back, and sorting is Thai on both databases."""

import pytest
from django.db import connection
from django.db.models.functions import Collate
from wagtail.models import Page

from home.models import StandardPage
from home.search import fts
from home.search.collation import COLLATION


def prepared():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"SELECT sql FROM sqlite_master WHERE name = '{fts.TABLE}_fts'")
            return "L* M* N* Co" in cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname = %s", [fts.INDEX])
        return cursor.fetchone()[0] == 1


def test_the_tables_are_prepared_and_can_be_restored_without_losing_entries(write):
    write("ข้อมูลเมือง")
    assert prepared()
    connection.check_constraints()  # PostgreSQL changes no table that still waits for a check
    editor = connection.schema_editor()
    fts.restore(None, editor)
    assert not prepared()
    fts.prepare(None, editor)
    assert prepared()
    assert [page.title for page in StandardPage.objects.search("เมือง")] == ["ข้อมูลเมือง"]


def test_titles_sort_as_in_a_thai_dictionary(write):
    for title in ("ไก่", "ขาว", "เก็บ", "ก้อ", "กา", "๑๐ แผน"):
        write(title)
    ordered = StandardPage.objects.order_by(Collate("title", COLLATION).asc())
    assert [page.title for page in ordered] == ["๑๐ แผน", "ก้อ", "กา", "เก็บ", "ไก่", "ขาว"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL joins by an expression")
def test_pages_are_joined_by_an_expression_that_has_an_index(write):
    write("เมือง")
    join = '"wagtailcore_page"."id")::varchar(50)'
    assert join in str(Page.objects.search("เมือง").get_queryset().query)
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'wagtailcore_page_id_as_text'")
        assert "(id)::character varying(50)" in cursor.fetchone()[0]
