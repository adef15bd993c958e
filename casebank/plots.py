"""Arithmetic of a plot over time: readings in, places on the drawing out. Pure; draws nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from home.plots import PERCENT_UNITS, change_between, figure, scale_limit

# One drawing for each indicator, 360 × 150.
LEFT, RIGHT, TOP, BOTTOM = 18, 342, 34, 118


@dataclass(frozen=True)
class Point:
    """One reading that counts. `x` and `y` are its place on the drawing, `shown` the value as read."""

    measured_on: date
    value: Decimal
    shown: str
    source: str
    x: float
    y: float


@dataclass(frozen=True)
class Series:
    """One indicator over time, oldest reading first. `change` is from the first to the last, "" with only one."""

    indicator: str
    unit: str
    points: tuple
    change: str
    limit: str
    is_percent: bool

    @property
    def first(self):
        return self.points[0]

    @property
    def last(self):
        return self.points[-1]

    @property
    def line(self):
        """The points as an SVG polyline takes them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def series_of(readings):
    """Series for each indicator and unit, in the order in which they were first measured.

    `readings` have indicator, unit, value, measured_on and source, in the order of day and of recording: of two for
    one day the later counts.
    """
    kept = {}
    for reading in readings:
        kept.setdefault((reading.indicator, reading.unit), {})[reading.measured_on] = reading
    return [_series(*key, list(by_day.values())) for key, by_day in kept.items()]


def _series(indicator, unit, readings):
    values = [reading.value for reading in readings]
    is_percent = unit.strip().lower().startswith(PERCENT_UNITS)
    low, high = min(*values, Decimal(0)), scale_limit(max(values), is_percent)
    days = [reading.measured_on.toordinal() for reading in readings]
    return Series(
        indicator=indicator,
        unit=unit,
        points=tuple(_point(reading, days, low, high) for reading in readings),
        change=change_between(values[0], values[-1]) if len(values) > 1 else "",
        limit=figure(high),
        is_percent=is_percent,
    )


def _point(reading, days, low, high):
    span = days[-1] - days[0]
    along = (reading.measured_on.toordinal() - days[0]) / span if span else 0.5
    up = float((reading.value - low) / (high - low))
    return Point(
        measured_on=reading.measured_on,
        value=reading.value,
        shown=figure(reading.value),
        source=reading.source,
        x=round(LEFT + along * (RIGHT - LEFT), 1),
        y=round(BOTTOM - up * (BOTTOM - TOP), 1),
    )
