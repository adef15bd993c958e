"""Reads over the other knowledge items, in a number of queries that does not grow with them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When

from ..choices import KnowledgeKind
from ..models import CasePage, KnowledgePage

# The filters of the list, in the order in which they are shown.
FILTERS = ("kind", "institute", "state", "access")
# A search keeps at most as many items: nobody reads further.
MOST_FOUND = 500
# What no card of an item shows.
TEXTS = ("body", "preview", "conditions", "question", "retraction_reason")

KIND_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(KnowledgeKind)),
    default=Value(len(KnowledgeKind)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What the filters ask of one item; "" where it has no such thing."""

    pk: int
    kind: str
    institute: str
    state: str
    access: str

    def matches(self, wanted, but=""):
        """Whether the item passes all filters of {name: value}, that of the name `but` left aside."""
        return all(name == but or getattr(self, name) == value for name, value in wanted.items())


def published_items(locale_id):
    return KnowledgePage.objects.filter(locale_id=locale_id).published()


def item_rows(items):
    """All of these items, kind by kind and within a kind in Thai order; one query."""
    rows = items.order_by(KIND_ORDER, "sort_key", "pk")
    return [ItemRow(*row) for row in rows.values_list("pk", "kind", "institute", "question_state", "access")]


def rows_answering(items, rows, text):
    """Those of the rows that answer a text, the best first; the rows as they stand where nothing is asked."""
    if not text:
        return rows
    by_pk = {row.pk: row for row in rows}
    return [by_pk[item.pk] for item in items.search(text)[:MOST_FOUND] if item.pk in by_pk]


def filter_counts(rows, wanted):
    """{filter: {value: how many items one would see after choosing it}}, all other filters kept."""
    counts = {name: Counter() for name in FILTERS}
    for name in FILTERS:
        counts[name].update(getattr(row, name) for row in rows if row.matches(wanted, but=name))
    return counts


def items_in_order(pks, locale):
    """Items by id, as their cards show them, in the order given; one query. `locale` is that of all of them."""
    found = KnowledgePage.objects.defer(*TEXTS).in_bulk(pks)
    for item in found.values():
        item.locale = locale  # known, so that no item need ask for it to build its address
    return [found[pk] for pk in pks if pk in found]


def items_of_kind(kind, page):
    """The items of a kind in the language of a page, in Thai order; one query."""
    found = published_items(page.locale_id).filter(kind=kind).defer(*TEXTS).order_by("sort_key", "pk")
    return known_locale(list(found), page)


# --- cases behind an item ---------------------------------------------------------------
def cases_behind(item, field="cites"):
    """The public cases that an item rests on (`cites`) or that answer it (`answered_by`), in its language.

    Two queries. The surest result comes first.
    """
    keys = [case.translation_key for case in getattr(item, field).all()]
    if not keys:
        return []
    found = CasePage.objects.filter(locale_id=item.locale_id, translation_key__in=keys).published()
    return known_locale(list(found.order_by("-evidence_level", "code")), item)


def questions_about(cases, item):
    """Open and taken questions that come from the same cases as an item; one query."""
    keys = [case.translation_key for case in cases]
    found = published_items(item.locale_id).filter(
        kind=KnowledgeKind.RESEARCH_QUESTION, cites__translation_key__in=keys
    )
    found = found.exclude(pk=item.pk).exclude(question_state="answered").distinct().defer(*TEXTS)
    return known_locale(list(found.order_by("sort_key", "pk")), item)


# --- partners -----------------------------------------------------------------------------
def partners_and_links(locale):
    """(the partners of a language in Thai order, {(id, id), …} of those who work together); two queries.

    A link said on one side holds for both. It may have been said in another language: the partners are the same.
    """
    partners = published_items(locale.pk).filter(kind=KnowledgeKind.PARTNER).select_related("province")
    partners = list(partners.defer(*TEXTS).order_by("sort_key", "pk"))
    for partner in partners:
        partner.locale = locale
    return partners, _links(partners)


def _links(partners):
    ids = {str(partner.translation_key): partner.pk for partner in partners}
    through = KnowledgePage.works_with.through.objects.values_list(
        "from_knowledgepage__translation_key", "to_knowledgepage__translation_key"
    )
    links = set()
    for one, other in through.filter(from_knowledgepage__live=True):
        ends = ids.get(str(one)), ids.get(str(other))
        if None not in ends and ends[0] != ends[1]:
            links.add((min(ends), max(ends)))
    return links


def partners_of(partner):
    """Those who work with a partner, in its language and in Thai order; two queries."""
    keys = {p.translation_key for p in partner.works_with.all()}
    keys |= set(
        KnowledgePage.objects.live()
        .filter(works_with__translation_key=partner.translation_key)
        .values_list("translation_key", flat=True)
    )
    found = published_items(partner.locale_id).filter(kind=KnowledgeKind.PARTNER, translation_key__in=keys)
    found = found.exclude(translation_key=partner.translation_key).defer(*TEXTS).order_by("sort_key", "pk")
    return known_locale(list(found), partner)


def known_locale(pages, page):
    for found in pages:
        found.locale = page.locale
    return pages
