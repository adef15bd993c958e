"""Reads over the case bank, in a number of queries that does not grow with it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from ..choices import KnowledgeKind
from ..models import CasePage, KnowledgePage, Term

# The filters of the public list, in the order in which they are shown.
FACETS = ("institute", "theme", "region", "evidence")
# A search keeps at most as many cases: nobody reads further.
MOST_FOUND = 500


@dataclass(frozen=True)
class CaseRow:
    """What filters ask of one case; `theme` holds the codes of its themes."""

    pk: int
    institute: str
    region: str
    evidence: str
    theme: frozenset = field(default_factory=frozenset)

    def matches(self, wanted, but=""):
        """Whether the case passes all filters of {facet: value}, that of the facet `but` left aside."""
        return all(name == but or self.has(name, value) for name, value in wanted.items())

    def has(self, facet, value):
        return value in self.theme if facet == "theme" else getattr(self, facet) == value


def public_cases(index):
    return CasePage.objects.child_of(index).live().public()


def case_rows(cases):
    """All of these cases, newest first; two queries."""
    themes = defaultdict(set)
    for pk, code in cases.order_by().values_list("pk", "themes__code"):
        themes[pk].add(code)
    rows = cases.order_by("-year", "code").values_list("pk", "institute", "region", "evidence_level")
    return [
        CaseRow(pk, institute, region, str(level), frozenset(themes[pk] - {None}))
        for pk, institute, region, level in rows
    ]


def rows_answering(cases, rows, text):
    """Those of the rows that answer a text, the best first; rows as they stand where nothing is asked."""
    if not text:
        return rows
    by_pk = {row.pk: row for row in rows}
    found = cases.search(text)[:MOST_FOUND]
    return [by_pk[case.pk] for case in found if case.pk in by_pk]


def facet_counts(rows, wanted):
    """{facet: {value: how many cases one would see after choosing it}}, all other filters kept."""
    counts = {name: Counter() for name in FACETS}
    for name in FACETS:
        for row in rows:
            if row.matches(wanted, but=name):
                counts[name].update(row.theme if name == "theme" else [getattr(row, name)])
    return counts


def cases_in_order(pks, locale):
    """Cases by id, in the order given; one query. `locale` is that of all of them."""
    found = CasePage.objects.in_bulk(pks)
    for case in found.values():
        case.locale = locale  # known, so that no case need ask for it to build its address
    return [found[pk] for pk in pks if pk in found]


def themes_in(rows):
    """The themes of these cases, by name; one query."""
    codes = {code for row in rows for code in row.theme}
    return sorted(Term.objects.filter(kind="theme", code__in=codes), key=str)


def related_cases(case, limit=3):
    """Other cases in the same language that share a theme or the institute, those that share most first."""
    themes = [theme.pk for theme in case.themes.all()]
    others = CasePage.objects.live().public().filter(locale_id=case.locale_id).exclude(pk=case.pk)
    others = others.filter(Q(institute=case.institute) | Q(themes__in=themes))
    shared = Count("themes", filter=Q(themes__in=themes), distinct=True)
    found = list(others.annotate(shared=shared).order_by("-shared", "-evidence_level", "code")[:limit])
    return _known_locale(found, case)


def items_citing(case):
    """Knowledge items in the language of a case that rest on it."""
    items = KnowledgePage.objects.live().public().filter(locale_id=case.locale_id)
    items = items.filter(cites__translation_key=case.translation_key).distinct()
    return _known_locale(list(items.order_by("kind", "code")), case)


def cases_cited(item):
    """The public cases on which a knowledge item rests, in its language."""
    keys = [case.translation_key for case in item.cites.all()]
    found = CasePage.objects.live().public().filter(locale_id=item.locale_id, translation_key__in=keys)
    return _known_locale(list(found.order_by("code")), item)


def items_by_kind(index):
    """[(kind, [item, …]), …] in the order of the kinds, empty ones left out; one query."""
    items = defaultdict(list)
    for item in KnowledgePage.objects.child_of(index).live().public().order_by("code"):
        item.locale = index.locale
        items[item.kind].append(item)
    return [(kind, items[kind]) for kind in KnowledgeKind if items[kind]]


def _known_locale(pages, page):
    for found in pages:
        found.locale = page.locale
    return pages
