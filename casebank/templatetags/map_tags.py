"""The map of the 77 provinces: what stands on it is a count for each code."""

from dataclasses import dataclass

from django import template

from accounts.models import Province

register = template.Library()

# Shades on the map beside the one for nothing.
SHADES = 4


@dataclass(frozen=True)
class Shape:
    """A province on the map. `shade` is 0 for none, then 1 to SHADES."""

    province: Province
    count: int
    shade: int


@dataclass(frozen=True)
class Step:
    """A shade of the legend: from how many to how many."""

    shade: int
    first: int
    last: int


@register.simple_tag
def province_shapes(counts):
    """{% province_shapes counts as shapes %}: a Shape of every province, in Thai order; one query."""
    most = max(counts.values(), default=0)
    return [
        Shape(province, counts.get(province.pk, 0), shade(counts.get(province.pk, 0), most))
        for province in Province.objects.all()
    ]


@register.filter
def legend(counts):
    """{{ counts|legend }}: the steps of shade that stand on a map of these counts."""
    most = max(counts.values(), default=0)
    if not most:
        return []
    lasts = sorted({-(-most * number // SHADES) for number in range(1, SHADES + 1)})
    return [Step(shade(last, most), first + 1, last) for first, last in zip([0, *lasts[:-1]], lasts, strict=True)]


def shade(count, most):
    """Which shade a count gets where `most` is the highest: ever darker in even steps."""
    return -(-count * SHADES // most) if count else 0
