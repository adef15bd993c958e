"""What the case bank holds about one person, for the copy of their own data (accounts/queries.py)."""

from django.db.models import Prefetch

from ..models import Adoption, AdoptionReading, CaseAuthor, Contributor, ItemAuthor
from .proposals import proposals_of


def personal_data(user):
    """{section: record or [record, …]}; as many queries for one record as for a hundred."""
    return {
        "author": _author(Contributor.objects.filter(user=user).first()),
        "cases_proposed": [
            {
                "title": row.case.title,
                "state": row.standing.value,
                "state_in_words": row.standing.label,
                "what_the_editors_said": row.comment,
            }
            for row in proposals_of(user)
        ],
        "adoptions_recorded": _adoptions(user),
    }


def _author(contributor):
    """How the person stands among the authors of cases and knowledge items, and which are theirs."""
    if contributor is None:
        return None
    cases = CaseAuthor.objects.filter(contributor=contributor).select_related("case__locale").order_by("case_id")
    items = ItemAuthor.objects.filter(contributor=contributor).select_related("item__locale").order_by("item_id")
    return {
        "given_name_th": contributor.given_name_th,
        "family_name_th": contributor.family_name_th,
        "given_name_en": contributor.given_name_en,
        "family_name_en": contributor.family_name_en,
        "affiliation_th": contributor.affiliation_th,
        "affiliation_en": contributor.affiliation_en,
        "orcid": contributor.orcid,
        "about_th": contributor.about_th,
        "about_en": contributor.about_en,
        "has_a_public_page": contributor.public,
        "cases": [_work(row.case) for row in cases],
        "knowledge_items": [_work(row.item) for row in items],
    }


def _work(page):
    return {
        "code": page.code,
        "title": page.title,
        "language": page.locale.language_code,
        "published": page.live,
        "first_published": page.first_published_at,
    }


def _adoptions(user):
    """What the person recorded for an authority, with the values that they added to it."""
    own = AdoptionReading.objects.filter(recorded_by=user).order_by("pk")
    found = Adoption.objects.filter(recorded_by=user).select_related("organisation", "case", "tool")
    found = found.prefetch_related(Prefetch("readings", queryset=own, to_attr="own_readings"))
    rows = [
        {
            "organisation": adoption.organisation.name_th,
            "case_or_tool": adoption.what.title,
            "in_use_since": adoption.adopted_on,
            "how": adoption.how,
            "what_was_changed": adoption.changed,
            "in_use_until": adoption.ended_on,
            "why_it_ended": adoption.ended_reason,
            "recorded": adoption.recorded_at,
            "withdrawn": adoption.withdrawn_at,
            "values": [_reading(reading) for reading in adoption.own_readings],
        }
        for adoption in found.order_by("pk")
    ]
    others = AdoptionReading.objects.filter(recorded_by=user).exclude(adoption__recorded_by=user)
    others = others.select_related("adoption__organisation", "adoption__case", "adoption__tool").order_by("pk")
    return {"adoptions": rows, "values_added_to_those_of_others": [_other_reading(reading) for reading in others]}


def _reading(reading):
    return {
        "indicator": reading.indicator,
        "value": reading.value,
        "unit": reading.unit,
        "measured_on": reading.measured_on,
        "source": reading.source,
        "recorded": reading.recorded_at,
    }


def _other_reading(reading):
    where = {"organisation": reading.adoption.organisation.name_th, "case_or_tool": reading.adoption.what.title}
    return where | _reading(reading)
