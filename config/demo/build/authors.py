"""Invented authors, and who of them wrote which case and knowledge item, in both languages."""

from django.db import transaction
from django.utils import timezone

from casebank.actions.harvesting import note_works
from casebank.models import CaseAuthor, CasePage, Contributor, ItemAuthor, KnowledgePage

from .data import load


@transaction.atomic
def build_authors(password):
    data = load("authors")
    people = {row["key"]: build_person(row) for row in data["authors"]}
    for code, keys in data["works"].items():
        for model, authorship in ((CasePage, CaseAuthor), (KnowledgePage, ItemAuthor)):
            for page in model.objects.filter(code=code):
                if not page.authorships.exists():
                    page.authorships = [authorship(contributor=people[key], sort_order=n) for n, key in enumerate(keys)]
                    page.save()
    for model in (CasePage, KnowledgePage):
        # What the builders put in place came out on the day of the building.
        live = model.objects.filter(live=True, first_published_at=None)
        live.update(first_published_at=timezone.now(), last_published_at=timezone.now())
    note_works()


def build_person(row):
    values = {name: value for name, value in row.items() if name != "key"}
    names = {name: values.pop(name) for name in ("given_name_th", "family_name_th")}
    return Contributor.objects.get_or_create(**names, defaults=values | {"illustrative": True})[0]
