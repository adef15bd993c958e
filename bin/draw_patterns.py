#!/usr/bin/env python3
"""Draw the patterns of certificates into certificates/art: each for a page that lies and for one that stands.

A hem of cloth in the dyes and motifs of the institutes. Units are tenths of a millimetre; words stand inside
260 to 2710 and 280 to 1810 of a page that lies, so ornament keeps to 215 from the edge.
"""

import math
import random
from pathlib import Path

ART = Path(__file__).parent.parent / "certificates" / "art"
PAGES = {"": (2970, 2100), "-upright": (2100, 2970)}
INK, GOLD, PAPER = "#1c2f52", "#c78a1e", "#fffdf8"
MADDER, TEAL, BLUE, GREEN, OCHRE = "#8c2f39", "#1f6b6c", "#28578f", "#4a5d23", "#8a5a0b"
NEAR, FAR = 104, 204  # the hem: from here to there, from the edge
MIDDLE = (NEAR + FAR) / 2


def rect(x, y, width, height, *, fill="none", stroke="", thick=0.0, round_=0):
    line = f' stroke="{stroke}" stroke-width="{thick:g}"' if stroke else ""
    corner = f' rx="{round_}"' if round_ else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{corner} fill="{fill}"{line}/>'


def frame(size, inset, *, stroke, thick, round_=0):
    width, height = size
    return rect(inset, inset, width - 2 * inset, height - 2 * inset, stroke=stroke, thick=thick, round_=round_)


def path(d, *, fill="none", stroke="", thick=0.0):
    line = f' stroke="{stroke}" stroke-width="{thick:g}" stroke-linejoin="round"' if stroke else ""
    return f'<path d="{d}" fill="{fill}"{line}/>'


def lozenge(x, y, half, half_y=None):
    high = half if half_y is None else half_y
    return f"M{x:g} {y - high:g}L{x + half:g} {y:g} {x:g} {y + high:g} {x - half:g} {y:g}Z"


def sides(size):
    """(x, y, degrees, length) of the four hems, each seen from inside with the edge of the page above."""
    width, height = size
    return ((0, 0, 0, width), (width, 0, 90, height), (width, height, 180, width), (0, height, 270, height))


def along(size, wished, tile, *, only=None):
    """A row of tiles on each side between the corners; `tile(x, pitch)` draws one whose middle is at x."""
    drawn = []
    for number, (x, y, degrees, length) in enumerate(sides(size)):
        if only and number not in only:
            continue
        count = round((length - 2 * FAR) / wished)
        pitch = (length - 2 * FAR) / count
        row = "".join(tile(FAR + pitch * (place + 0.5), pitch) for place in range(count))
        drawn.append(f'<g transform="translate({x} {y}) rotate({degrees})">{row}</g>')
    return "".join(drawn)


def corners(size, draw):
    width, height = size
    places = ((MIDDLE, MIDDLE), (width - MIDDLE, MIDDLE), (width - MIDDLE, height - MIDDLE), (MIDDLE, height - MIDDLE))
    return "".join(draw(x, y) for x, y in places)


def khit(size):
    """Lozenge in lozenge, as on a loom of the north-east."""

    def tile(x, pitch):
        half = pitch / 2
        rows = "".join(lozenge(x, MIDDLE, half * part, 50 * part) for part in (1, 0.68))
        between = "".join(lozenge(x + half, MIDDLE + side * 34, half * 0.26, 13) for side in (-1, 1))
        return (
            path(rows, stroke=MADDER, thick=4.5)
            + path(lozenge(x, MIDDLE, half * 0.34, 17), fill=GOLD)
            + path(between, fill=INK)
        )

    def corner(x, y):
        return (
            rect(x - 50, y - 50, 100, 100, fill=PAPER, stroke=MADDER, thick=5)
            + path(lozenge(x, y, 42) + lozenge(x, y, 28), stroke=MADDER, thick=4.5)
            + path(lozenge(x, y, 14), fill=GOLD)
            + path("".join(lozenge(x + a * 38, y + b * 38, 8) for a in (-1, 1) for b in (-1, 1)), fill=INK)
        )

    rules = frame(size, 92, stroke=INK, thick=5) + frame(size, 100, stroke=GOLD, thick=2.4)
    rules += frame(size, 207, stroke=GOLD, thick=2.4) + frame(size, 214, stroke=INK, thick=3.4)
    return rules + along(size, 100, tile) + corners(size, corner)


def steps(size):
    """A stair with a household on each step, up and down like the ridge of a village."""

    def tile(x, pitch):
        step = pitch / 8
        points, y = [f"M{x - pitch / 2:g} {FAR - 8}"], FAR - 8
        for place in range(8):
            y += -20 if place < 4 else 20
            if place < 4:
                points.append(f"V{y:g}h{step:g}")
            else:
                points.append(f"h{step:g}V{y:g}")
        homes = "".join(
            rect(x - pitch / 2 + step * (place + 0.5) - 6, FAR - 8 - 20 * height - 22, 12, 14, fill=GOLD)
            for place, height in enumerate((1, 2, 3, 4, 4, 3, 2, 1))
        )
        roofs = f"M{x - pitch / 2:g} {FAR - 8}" + "".join(points[1:]) + "Z"
        inner = path(lozenge(x, FAR - 34, 18, 18), fill=PAPER) + path(lozenge(x, FAR - 34, 9, 9), fill=GOLD)
        return path(roofs, fill=TEAL) + inner + homes

    def corner(x, y):
        steps_ = [(50, 16), (34, 34), (16, 50)]
        return (
            "".join(rect(x - a, y - b, 2 * a, 2 * b, fill=TEAL) for a, b in steps_)
            + path(lozenge(x, y, 30), fill=PAPER)
            + path(lozenge(x, y, 15), fill=GOLD)
        )

    rules = frame(size, 78, stroke=TEAL, thick=5) + frame(size, 88, stroke=GOLD, thick=2.4)
    return rules + frame(size, 207, stroke=TEAL, thick=3.4) + along(size, 200, tile) + corners(size, corner)


def market(size):
    """Umbrellas of a market from above, great and small, at the head and the foot of the page."""

    def umbrella(x, y, radius, dark, light):
        rim = [
            (x + radius * math.cos(math.radians(22.5 + 45 * n)), y + radius * math.sin(math.radians(22.5 + 45 * n)))
            for n in range(8)
        ]
        outline = "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in rim) + "Z"
        gores = "".join(
            f"M{x:g} {y:g}L{rim[n][0]:.1f} {rim[n][1]:.1f} {rim[n + 1][0]:.1f} {rim[n + 1][1]:.1f}Z"
            for n in range(0, 7, 2)
        )
        return path(outline, fill=light, stroke=dark, thick=3.4) + path(gores, fill=dark)

    dyes = ((OCHRE, "#f8e9c8"), (MADDER, "#f5e1dd"), (OCHRE, "#f8e9c8"), (TEAL, "#d9eae6"))

    def tile_of(counter):
        def tile(x, pitch):
            dark, light = dyes[next(counter) % len(dyes)]
            small = "".join(umbrella(x + pitch / 2, MIDDLE + side * 27, 15, GOLD, PAPER) for side in (-1, 1))
            return umbrella(x, MIDDLE, 46, dark, light) + small

        return tile

    def numbers():
        number = 0
        while True:
            yield number
            number += 1

    width, height = size
    rules = frame(size, 84, stroke=OCHRE, thick=5) + frame(size, 93, stroke=GOLD, thick=2.4)
    hems = "".join(rect(93, y, width - 186, 3.4, fill=OCHRE) for y in (FAR + 6, height - FAR - 10))
    rows = along(size, 150, tile_of(numbers()), only={0}) + along(size, 150, tile_of(numbers()), only={2})
    ends = corners(size, lambda x, y: umbrella(x, y, 46, INK, "#dde7f2"))
    return rules + hems + rows + ends


def plots(size):
    """Plots of land from above: streets, blocks, and a field in gold here and there."""
    chance = random.Random(42)
    width, height = size
    tints = ["#dde7f2", "#b9cde4", "#28578f", "#e6ead3", "#c9d3a6", "#f1dfb8", "#dde7f2", "#7f9fc6"]

    def divided(x, y, w, h, depth):
        if depth == 0 or (w < 60 and h < 60):
            return rect(x + 3, y + 3, w - 6, h - 6, fill=chance.choice(tints))
        part = chance.uniform(0.36, 0.64)
        if w > h:
            return divided(x, y, w * part, h, depth - 1) + divided(x + w * part, y, w * (1 - part), h, depth - 1)
        return divided(x, y, w, h * part, depth - 1) + divided(x, y + h * part, w, h * (1 - part), depth - 1)

    def strip(y, high):
        count = round((width - 160) / 180)
        pitch = (width - 160) / count
        return "".join(divided(80 + pitch * n, y, pitch, high, 4) for n in range(count))

    hems = strip(80, 118) + strip(height - 198, 118)
    rules = "".join(rect(80, y, width - 160, 4, fill=BLUE) for y in (206, height - 210))
    rules += "".join(rect(80, y, width - 160, 2.4, fill=GOLD) for y in (216, height - 218.4))
    edges = "".join(rect(x, 206, 4, height - 412, fill=BLUE) for x in (80, width - 84))
    edges += "".join(rect(x, 216, 2.4, height - 432, fill=GOLD) for x in (90, width - 92.4))
    return hems + rules + edges


def terraces(size):
    """Terraced fields on the hills at the foot of the page, a sun-lit line at its head."""
    width, height = size
    layers = (("#e6ead3", 150, 46, 0.4), ("#cdd8ab", 118, 40, 2.1), ("#a9ba7c", 88, 34, 4.0), ("#7d9150", 58, 26, 5.3))
    drawn = []
    for tint, level, swing, turn in layers:
        points = []
        for place in range(61):
            x = 60 + (width - 120) * place / 60
            wave = math.sin(turn + place / 60 * 9.4) * 0.6 + math.sin(turn * 2 + place / 60 * 21) * 0.4
            points.append((x, height - 60 - level + swing * wave * 0.9))
        ridge = "L".join(f"{x:.0f} {y:.1f}" for x, y in points)
        drawn.append(path(f"M{ridge}L{width - 60} {height - 60} 60 {height - 60}Z", fill=tint))
        for below in (9, 18):
            line = "L".join(f"{x:.0f} {min(y + below, height - 62):.1f}" for x, y in points)
            drawn.append(path(f"M{line}", stroke=PAPER, thick=2.2))
    teeth = along(
        size,
        64,
        lambda x, pitch: (
            path(lozenge(x, 120, pitch / 2 - 4, 17), stroke=GREEN, thick=3.2) + path(lozenge(x, 120, 9, 7), fill=GOLD)
        ),
        only={0},
    )
    rules = frame(size, 60, stroke=GREEN, thick=5) + frame(size, 72, stroke=GOLD, thick=2.4)
    rules += rect(96, 160, width - 192, 2.4, fill=GOLD) + rect(96, 78, width - 192, 2.4, fill=GOLD)
    return "".join(drawn) + teeth + rules


GROUNDS = {khit: "#fffdf9", steps: "#fbfdfb", market: "#fffcf4", plots: "#fcfdfe", terraces: "#fdfdf7"}


def main():
    for draw, ground in GROUNDS.items():
        for suffix, size in PAGES.items():
            width, height = size
            head = (
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{width / 10:g}mm" height="{height / 10:g}mm" '
                f'viewBox="0 0 {width} {height}">'
            )
            drawing = f"{head}\n{rect(0, 0, width, height, fill=ground)}\n{draw(size)}\n</svg>\n"
            (ART / f"{draw.__name__}{suffix}.svg").write_text(drawing.replace("><", ">\n<"))


if __name__ == "__main__":
    main()
