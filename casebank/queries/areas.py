"""Areas: what is known of one authority, which authorities have projects, and how adoptions spread by year."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.choices import LOCAL_AUTHORITIES
from accounts.models import Organisation, Province

from ..models import Adoption, CasePage
from .adoption import pages_shown, with_readings


def areas(text="", province=""):
    """Listed authorities with something to show, in Thai order of province and name, each with `in_use` and `told`.

    `text` is part of a name of the authority or its province, `province` a province's code.
    """
    shown = Adoption.objects.shown().filter(organisation=OuterRef("pk"))
    told = _told().filter(area=OuterRef("name_th"), provinces=OuterRef("province"))
    found = Organisation.objects.filter(state=Organisation.State.LISTED, kind__in=LOCAL_AUTHORITIES)
    found = found.filter(Exists(shown) | Exists(told))
    if text:
        names = ("name_th", "name_en", "province__name_th", "province__name_en")
        part = Q()
        for name in names:
            part |= Q(**{f"{name}__icontains": text})
        found = found.filter(part)
    if province:
        found = found.filter(province=province)
    found = found.annotate(in_use=_count(shown.filter(ended_on=None), "organisation"), told=_count(told, "area"))
    return found.select_related("province").order_by("province__sort", "sort_key", "pk")


def provinces_with_areas():
    """Provinces in which an authority has something to show, in Thai order; one query."""
    return Province.objects.filter(pk__in=areas().order_by().values("province"))


def _told():
    """Published cases, in the source language."""
    return CasePage.objects.published().filter(locale__language_code=settings.LANGUAGE_CODE)


def _count(rows, by):
    counted = rows.order_by().values(by).annotate(count=Count("pk", distinct=True)).values("count")
    return Coalesce(Subquery(counted), 0)


# --- one authority ----------------------------------------------------------------------
def adoptions_of(organisation, *, all_of_them=False):
    """What an authority has in use and had, with indicators; those in use first.

    The public sees what lists may show; the authority's own people and officers see `all_of_them`.
    """
    found = organisation.adoptions.standing() if all_of_them else organisation.adoptions.shown()
    return sorted(with_readings(found.order_by("-adopted_on", "-pk")), key=lambda row: row.ended_on is not None)


def cases_told_from(organisation):
    """Published cases whose area is this authority, in the reader's language; by name and province, as it is unique."""
    cases = _told().filter(area=organisation.name_th, provinces=organisation.province_id)
    cases = list(cases.select_related("locale").order_by("-year", "code"))
    shown = pages_shown(cases)
    return [shown[case.translation_key] for case in cases]


# --- how adoptions spread ------------------------------------------------------------------
@dataclass(frozen=True)
class Diffusion:
    """Adoptions in use at the end of one year of the Common Era. `rows`: (province, in use, new that year)."""

    year: int
    years: list
    counts: dict
    rows: list

    @property
    def is_over(self):
        return self.year < timezone.localdate().year

    @property
    def total(self):
        return sum(self.counts.values())

    @property
    def most(self):
        return max(total for _year, total in self.years) or 1

    @property
    def new(self):
        return sum(row[2] for row in self.rows)


def diffusion(year=None):
    """Diffusion at the end of `year`, at most this year; three queries and those of `shown`, however many adoptions.

    `years` are [(year, in use at its end), …] from the first adoption on, empty where there is none.
    """
    facts = list(Adoption.objects.shown().values_list("organisation__province", "adopted_on", "ended_on"))
    now = timezone.localdate().year
    first = min((adopted.year for _code, adopted, _ended in facts), default=now)
    year = min(max(year or now, first), now)
    counts = Counter(code for code, adopted, ended in facts if _in_use(adopted, ended, year))
    new = Counter(code for code, adopted, _ended in facts if adopted.year == year)
    provinces = Province.objects.filter(pk__in={*counts, *new})
    return Diffusion(
        year=year,
        years=[(each, sum(_in_use(a, e, each) for _c, a, e in facts)) for each in range(first, now + 1)]
        if facts
        else [],
        counts=dict(counts),
        rows=[(province, counts[province.pk], new[province.pk]) for province in provinces],
    )


def _in_use(adopted, ended, year):
    return adopted.year <= year and not (ended and ended.year <= year)
