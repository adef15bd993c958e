"""Arithmetic of the before-and-after plot: figures in, places on the drawing out. Pure; draws nothing."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# One drawing for each indicator, 360 × 80: its words stand beside it in HTML, where they can wrap.
LEFT, RIGHT = 14, 346
PERCENT_UNITS = ("%", "ร้อยละ", "percent", "per cent")
# Two figures closer than this would print over each other.
LABEL_GAP = 34


@dataclass(frozen=True)
class PlotRow:
    """One indicator, ready to draw. `before` and `after` are text; None where the source gives no figure."""

    indicator: str
    unit: str
    source: str
    before: str | None
    after: str | None
    change: str
    before_x: float | None
    after_x: float | None
    before_label_x: float | None
    after_label_x: float | None
    limit: str
    is_percent: bool

    @property
    def has_both(self):
        return self.before is not None and self.after is not None


def before_after(rows):
    """The drawings of rows with `indicator`, `before`, `after`, `unit`, `source`, given as mappings or objects.

    Each indicator has its own scale from zero to a round number above its higher figure.
    """
    return [_row(row) for row in rows]


def change_between(before, after):
    """How much was gained or lost, with its sign: 7 to 17 is "+10", whatever the unit."""
    difference = after - before
    sign = "+" if difference > 0 else "−" if difference < 0 else "±"
    return sign + figure(abs(difference))


def figure(value):
    """A number as read: thousands marked, no idle zeros."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale_limit(highest, is_percent):
    """A round number at the right end of the scale, above the highest figure; percentages stop at 100."""
    if highest <= 0:
        return Decimal(1)
    power = Decimal(10) ** (highest.adjusted())
    for step in ("1", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10", "12"):
        limit = power * Decimal(step)
        if limit >= highest * Decimal("1.05") or (is_percent and limit == 100 == highest):
            break
    return min(limit, Decimal(100)) if is_percent and highest <= 100 else limit


def _row(row):
    read = row.get if isinstance(row, dict) else lambda name: getattr(row, name, None)
    before, after = _number(read("before")), _number(read("after"))
    unit = str(read("unit") or "")
    is_percent = unit.strip().lower().startswith(PERCENT_UNITS)
    known = [value for value in (before, after) if value is not None]
    limit = scale_limit(max(known, default=Decimal(1)), is_percent)
    before_x, after_x = _place(before, limit), _place(after, limit)
    before_label_x, after_label_x = _apart(before_x, after_x)
    return PlotRow(
        indicator=str(read("indicator") or ""),
        unit=unit,
        source=str(read("source") or ""),
        before=None if before is None else figure(before),
        after=None if after is None else figure(after),
        change=change_between(before, after) if len(known) == 2 else "",
        before_x=before_x,
        after_x=after_x,
        before_label_x=before_label_x,
        after_label_x=after_label_x,
        limit=figure(limit),
        is_percent=is_percent,
    )


def _number(value):
    return None if value is None or value == "" else Decimal(str(value))


def _place(value, limit):
    if value is None:
        return None
    share = min(max(value / limit, Decimal(0)), Decimal(1))
    return round(float(LEFT + share * (RIGHT - LEFT)), 1)


def _apart(before_x, after_x):
    """Where the two figures are written: over their circles, or moved aside when they would collide."""
    if before_x is None or after_x is None:
        return before_x, after_x
    gap = abs(after_x - before_x)
    if gap >= LABEL_GAP:
        return before_x, after_x
    shift = (LABEL_GAP - gap) / 2
    low, high = (before_x, after_x) if before_x <= after_x else (after_x, before_x)
    low, high = round(low - shift, 1), round(high + shift, 1)
    return (low, high) if before_x <= after_x else (high, low)
