"""The editors' desk of search: synonyms, picks, and questions that found nothing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from casebank.models import CasePage, KnowledgePage
from home.models import Miss, Pick, Synonym

from .data import load


@transaction.atomic
def build_search(password):
    data = load("search")
    for short, long in data["synonyms"]:
        Synonym.objects.get_or_create(short=short, long=long)
    for row in data["picks"]:
        Pick.objects.get_or_create(words=row["words"], page=page_of(row["page"]), sort_order=row["order"])
    for row in data["misses"]:
        last_at = timezone.now() - timedelta(days=row["days"])
        Miss.objects.get_or_create(query=row["query"], defaults={"count": row["count"], "last_at": last_at})


def page_of(code):
    found = {"code": code, "locale__language_code": "th"}
    page = CasePage.objects.filter(**found).first() or KnowledgePage.objects.get(**found)
    return Page.objects.get(pk=page.pk)
