"""Every text and ground of the design tokens keeps WCAG AA, by day and by night."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "home/static/home/css/tokens.css").read_text(encoding="utf-8")
PALETTE, FALLBACK = CSS.split("@supports not (color: light-dark", 1)
INSTITUTES = ("ccmi", "ledi", "pasmei", "cdi", "lgcbi")
STATUSES = ("ok", "warn", "danger", "info")
GROUNDS = ("paper", "surface", "sunk")


def read_tokens(css):
    """{name: (light, dark)} of every colour token."""
    tokens = {}
    for name, value in re.findall(r"--([\w-]+):\s*(light-dark\([^)]*\)|#[0-9a-f]{6})\s*;", css):
        colours = re.findall(r"#[0-9a-f]{6}\b", value)
        if colours:
            tokens[name] = (colours[0], colours[-1])
    return tokens


TOKENS = read_tokens(PALETTE)
TEXTS = ("ink", "ink-2", "link", "primary", "ok", "warn", "danger")
PAIRS = [
    *[(text, ground, 4.5) for text in TEXTS for ground in GROUNDS],
    *[("on-primary", ground, 4.5) for ground in ("primary", "primary-hover")],
    *[(text, "band", 4.5) for text in ("on-band", "on-band-2")],
    *[(text, f"{status}-bg", 4.5) for status in STATUSES for text in (status, "ink")],
    *[("line-strong", ground, 3) for ground in GROUNDS],
    *[(f"dye-{code}", ground, 4.5) for code in INSTITUTES for ground in ("paper", "surface", f"tint-{code}")],
    *[("ink", f"tint-{code}", 4.5) for code in INSTITUTES],
    *[("surface", f"dye-{code}", 4.5) for code in INSTITUTES],
    ("paper", "ink", 4.5),
    ("focus-edge", "focus", 3),
]


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("mode", "index"), [("light", 0), ("dark", 1)])
def test_every_pair_reads(mode, index):
    failing = [
        f"{text} on {ground} {mode}: {ratio:.2f}, needs {needed}"
        for text, ground, needed in PAIRS
        if (ratio := contrast(TOKENS[text][index], TOKENS[ground][index])) < needed
    ]
    assert failing == []


def test_old_browsers_get_the_light_palette():
    fallback = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", FALLBACK))
    two_sided = dict(re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),", PALETTE))
    assert fallback == two_sided
