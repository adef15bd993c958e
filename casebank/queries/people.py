"""The people who write for the bank, those who agreed to a page of their own, with what the public may read of them."""

from collections import Counter, defaultdict

from django.utils.translation import get_language

from home.choices import Institute

from ..models import CaseAuthor, CasePage, Contributor, ItemAuthor, KnowledgePage


def public_people():
    return Contributor.objects.filter(public=True)


def people_by_institute():
    """[(institute or None, [person with `works`, …]), …] in alphabetical order; four queries or so, however many."""
    counts = _works_of_each()
    groups = defaultdict(list)
    for person in _in_order(public_people()):
        person.works = counts[person.pk]
        groups[person.institute].append(person)
    known = [(institute, groups[institute]) for institute in Institute if groups[institute]]
    return known + ([(None, groups[""])] if groups[""] else [])


def _in_order(people):
    """Thai order by the sort key; in English by the name as it is read there, family name first."""
    if get_language() != "en":
        return people.order_by("sort_key", "pk")
    return sorted(people, key=lambda person: (person.family_name.casefold(), person.given_name.casefold(), person.pk))


def _works_of_each():
    """{person: how many published works in the reader's language}"""
    counts = Counter()
    for model, page in ((CaseAuthor, "case"), (ItemAuthor, "item")):
        published = model._meta.get_field(page).related_model.objects.published()
        rows = model.objects.filter(**{f"{page}__in": published.filter(locale__language_code=get_language())})
        counts.update(rows.values_list("contributor", flat=True))
    return counts


def cases_by(person):
    return _published_by(CasePage, person).order_by("-year", "code")


def items_by(person):
    return _published_by(KnowledgePage, person).order_by("kind", "code")


def _published_by(model, person):
    found = model.objects.published().filter(locale__language_code=get_language(), authorships__contributor=person)
    return found.select_related("locale").distinct()
