"""What a certificate attests, frozen when it is issued: the programme may change or go."""

from dataclasses import asdict
from hashlib import sha256

from ..badges.achievements import Achievement, Competency
from ..badges.addresses import academy, achievement_address
from ..badges.criteria import achievement_of
from ..chain import canonical
from ..models import AwardedAchievement


def achievement_row(cohort):
    """The AwardedAchievement of a cohort by its frozen rules; the same row for the same wording."""
    page = cohort.module or cohort.programme
    english = page.get_translations().filter(locale__language_code="en").first()
    english = english.specific if english else None
    key = achievement_address(page.translation_key)
    told = asdict(achievement_of(page, english, cohort.rules, address=key, site=academy().site))
    row, _created = AwardedAchievement.objects.get_or_create(
        digest=sha256(canonical(told)).hexdigest(), defaults={"told": told}
    )
    return row


def achievement_from(row):
    """The Achievement that was frozen."""
    told = dict(row.told)
    told["competencies"] = tuple(Competency(**each) for each in told["competencies"])
    return Achievement(**told)
