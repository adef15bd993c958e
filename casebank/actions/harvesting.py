"""Keeps the rows that harvesters are answered from in step with what is public."""

from itertools import chain

from django.db import transaction
from django.utils import timezone

from ..models import CasePage, HarvestRecord, KnowledgePage
from ..queries.works import published


@transaction.atomic
def note_works(keys=None, *, changed=False):
    """Bring the rows of these works (translation keys; None: of all) in step; `changed`: readers see something new.

    A row is made when a work first becomes public. From then on it is only marked as withdrawn, or as back.
    """
    now = timezone.now().replace(microsecond=0)  # harvesters count in seconds
    public = _public_works(keys)
    rows = HarvestRecord.objects.select_for_update()
    rows = rows if keys is None else rows.filter(translation_key__in=keys)
    for row in rows:
        found = public.pop(row.translation_key, None)
        facts = found[1:] if found else (row.kind, row.institute)
        before = (row.deleted, row.kind, row.institute)
        row.deleted, row.kind, row.institute = found is None, *facts
        if before != (row.deleted, *facts) or (changed and found):
            row.changed_at = now
            row.save()
    for key, (code, kind, institute) in public.items():
        taken = HarvestRecord.objects.filter(name=code).exists()
        HarvestRecord.objects.create(
            translation_key=key, name=str(key) if taken else code, kind=kind, institute=institute, changed_at=now
        )


def _public_works(keys):
    """{translation key: (code, kind, institute)} of the works that have a published edition."""
    cases, items = (published(model).order_by("-locale__language_code") for model in (CasePage, KnowledgePage))
    if keys is not None:
        cases, items = (pages.filter(translation_key__in=keys) for pages in (cases, items))
    found = {}
    for key, code, institute in cases.values_list("translation_key", "code", "institute"):
        found.setdefault(key, (code, "case", institute))
    for key, code, institute, kind in items.values_list("translation_key", "code", "institute", "kind"):
        found.setdefault(key, (code, kind, institute))
    return found


def note_works_of(contributor):
    """Their name or affiliation changed, and with it the record of all they wrote."""
    keys = chain(
        contributor.authorships.values_list("case__translation_key", flat=True),
        contributor.item_authorships.values_list("item__translation_key", flat=True),
    )
    note_works(set(keys), changed=True)
