"""Builds a large case bank: python -m tests.bench.bank CASES (in the environment of tests.bench.server).

The skeleton of the site, CASES invented cases (bank_texts.py) written in bulk, and their index, whose making is timed.
What the measurement must know of it lands in manifest.json.
"""

import json
import os
import sys
import time
from datetime import timedelta
from urllib.parse import quote

import django
from django.conf import settings
from django.core.management import call_command

from .bank_texts import QUESTIONS, TYPED, Writer
from .server import seconds_of

CHUNK = 500
TERMS = 24
FIELDS = {"context": 350, "problem": 350, "intervention": 500, "mechanism": 400, "transferability": 300}
INSTITUTES = ("ccmi", "ledi", "pasmei", "cdi", "lgcbi")


def main(many):
    django.setup()
    call_command("migrate", verbosity=0)
    refuse_a_second_bank()
    call_command("collectstatic", interactive=False, verbosity=0)
    skeleton()
    began = time.monotonic()
    pks = write(many)
    written = time.monotonic() - began
    manifest = {
        "cases": many,
        "letters": letters(pks),
        "written_seconds": round(written, 1),
        "indexing": index(pks),
        "questions": [f"/search/?q={quote(text)}" for text in QUESTIONS],
        "faceted": [f"/cases/?q={quote(text)}&region={region()}" for text in QUESTIONS],
        "typed": [f"/search/suggest/?q={quote(text)}" for text in TYPED],
        "list": "/cases/",
        "case": case_address(pks),
    }
    settle()
    (settings.FOLDER / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1))


def refuse_a_second_bank():
    """Two banks in one database would be measured as one that is larger than it says."""
    from casebank.models import CasePage

    if CasePage.objects.exists():
        sys.exit("This database holds cases already. Name an empty one.")


def skeleton():
    """The empty site, its terms, and a programme, as a new installation has them."""
    from casebank.models import Term
    from config.demo import factories as make
    from config.setup import set_up

    make.site()
    set_up()
    make.programme()
    for number in range(TERMS):
        kind = "theme" if number % 2 else "method"
        Term.objects.get_or_create(
            kind=kind, code=f"bench-{number}", defaults={"name_th": f"หัวข้อ {number}", "name_en": f"Topic {number}"}
        )


def write(many):
    """Ids of the new cases. Each is two rows, since a case is a page: both are written by the hundred."""
    from django.db import connection, transaction
    from wagtail.models import Page

    from casebank.models import CaseIndexPage, CasePage

    bank = CaseIndexPage.objects.get(locale__language_code="th")
    step = bank.numchild
    local = CasePage._meta.local_concrete_fields
    pks = []
    for start in range(0, many, CHUNK):
        numbers = range(start, min(many, start + CHUNK))
        with transaction.atomic():
            cases = [case(bank, number, step + number + 1) for number in numbers]
            pages = Page.objects.bulk_create([page_of(each) for each in cases])
            for each, page in zip(cases, pages, strict=True):
                each.pk = each.page_ptr_id = page.pk
            CasePage._base_manager._insert(cases, fields=local, using=connection.alias, raw=True)
            relate(cases, start)
            Page.objects.filter(pk=bank.pk).update(numchild=step + start + len(cases))
        pks += [each.pk for each in cases]
    return pks


def case(bank, number, place):
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from casebank.models import CasePage

    writer = Writer(number)
    at = timezone.now() - timedelta(minutes=number)
    slug = f"bench-{number}"
    return CasePage(
        title=writer.title,
        draft_title=writer.title,
        slug=slug,
        locale=bank.locale,
        content_type=ContentType.objects.get_for_model(CasePage),
        path=bank._get_path(bank.path, bank.depth + 1, place),
        depth=bank.depth + 1,
        url_path=f"{bank.url_path}{slug}/",
        first_published_at=at,
        last_published_at=at,
        latest_revision_created_at=at,
        summary=writer.prose(100),
        code=f"CASE-BENCH-{number}",
        institute=INSTITUTES[number % len(INSTITUTES)],
        area=f"บ้าน{writer.village}",
        region=regions()[number % len(regions())],
        authority_kind="SAO" if number % 3 else "SUBDISTRICT_MUN",
        year=2010 + number % 15,
        sdgs=[number % 17 + 1, 11],
        evidence_level=number % 5 + 1,
        **{name: writer.prose(letters) for name, letters in FIELDS.items()},
    )


def page_of(case):
    """The row of the page that a case begins with."""
    from wagtail.models import Page

    return Page(
        **{field.attname: getattr(case, field.attname) for field in Page._meta.concrete_fields if field.name != "id"}
    )


def relate(cases, start):
    """One province, two themes and a method for each."""
    from accounts.models import Province
    from casebank.models import CasePage, Term

    provinces = list(Province.objects.order_by("code").values_list("pk", flat=True))
    for name, targets, each in (
        ("provinces", provinces, 1),
        ("themes", list(Term.objects.filter(kind="theme").values_list("pk", flat=True)), 2),
        ("methods", list(Term.objects.filter(kind="method").values_list("pk", flat=True)), 1),
    ):
        through = CasePage._meta.get_field(name).remote_field.through
        target = CasePage._meta.get_field(name).m2m_reverse_field_name()
        through.objects.bulk_create(
            through(**{"casepage_id": case.pk, f"{target}_id": targets[(start + number + more) % len(targets)]})
            for number, case in enumerate(cases)
            for more in range(each)
        )


def index(pks):
    """{"seconds": CPU of this process and the database's, "per_second": cases a second of one core}."""
    from modelsearch.backends import get_search_backend

    from casebank.models import CasePage

    writer = get_search_backend().get_index_for_model(CasePage)
    spent = 0.0
    for start in range(0, len(pks), CHUNK):
        cases = list(CasePage.objects.filter(pk__in=pks[start : start + CHUNK]))
        began = used()
        writer.add_items(CasePage, cases)
        spent += used() - began
    return {"seconds": round(spent, 1), "per_second": round(len(pks) / spent)}


def used():
    """Seconds of CPU of this process, and of the database's process that works for it."""
    return time.process_time() + sum(seconds_of(pid) for pid in database_process())


def database_process():
    from django.db import connection

    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    return [pid] if os.path.exists(f"/proc/{pid}") else []


def settle():
    """What a database does by itself in its first quiet hour."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def letters(pks):
    from casebank.models import CasePage

    some = CasePage.objects.filter(pk__in=pks[:100])
    return round(sum(len(getattr(case, name)) for case in some for name in FIELDS) / len(some))


def regions():
    from accounts.choices import Region

    return [region.value for region in Region]


def region():
    return regions()[0]


def case_address(pks):
    from casebank.models import CasePage

    return CasePage.objects.get(pk=pks[len(pks) // 2]).url


if __name__ == "__main__":
    main(int(sys.argv[1]))
