"""Where the partners of the network stand on the drawing. Pure; draws nothing, and always draws the same.

Institutes stand on an inner circle, all others around them on as many circles as they need, those of one kind side by
side. Numbers, not names, stand on the drawing: names are as long as they are, and stand in the table beside it.
"""

from dataclasses import dataclass
from math import cos, pi, sin

# Between the middles of two neighbours on a circle, and between two circles: room for a thumb.
APART, BETWEEN = 48, 72
RADIUS = 16


@dataclass(frozen=True)
class Node:
    """One partner: its number in the list, and its place."""

    number: int
    partner: object
    x: float
    y: float
    chosen: bool = False
    near: bool = False


@dataclass(frozen=True)
class Line:
    """Two who work together; `near` where one of them is the chosen one."""

    x1: float
    y1: float
    x2: float
    y2: float
    near: bool


@dataclass(frozen=True)
class Drawing:
    size: int
    nodes: list[Node]
    lines: list[Line]


def draw(inner, outer, links, chosen=None):
    """The drawing of partners with `pk`: `inner` and `outer` in their order, `links` as {(pk, pk), …}."""
    rings = [ring for ring in [list(inner), *_rings(list(outer), first=bool(inner))] if ring]
    places, radius = {}, 0
    for ring in rings:
        radius = _radius(ring, radius)
        places |= {item.pk: place for item, place in zip(ring, _around(radius, len(ring)), strict=True)}
    half = radius + RADIUS + 8
    near = {end for link in links if chosen in link for end in link}
    nodes = [
        Node(number, item, *_shifted(places[item.pk], half), item.pk == chosen, item.pk in near)
        for number, item in enumerate([*inner, *outer], start=1)
    ]
    lines = [
        Line(*_shifted(places[one], half), *_shifted(places[other], half), chosen in (one, other))
        for one, other in sorted(links)
    ]
    return Drawing(round(2 * half), nodes, lines)


def _rings(items, *, first):
    """The outer partners, circle by circle: each takes as many as have room on it."""
    rings, ring = [], 2 if first else 1
    while items:
        room = max(6, int(2 * pi * BETWEEN * ring / APART))
        rings.append(items[:room])
        items, ring = items[room:], ring + 1
    return rings


def _radius(ring, inside):
    """Wide enough for all who stand on it, and for a gap from the circle inside; one alone stands in the middle."""
    if not inside and len(ring) == 1:
        return 0
    return max(inside + BETWEEN, len(ring) * APART / (2 * pi))


def _around(radius, count):
    """Places on a circle, beginning at the top."""
    turns = (2 * pi * place / count - pi / 2 for place in range(count))
    return [(radius * cos(turn), radius * sin(turn)) for turn in turns]


def _shifted(place, half):
    return round(place[0] + half, 1), round(place[1] + half, 1)
