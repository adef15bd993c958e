"""Reads the data files of the demonstration."""

from functools import cache
from pathlib import Path

import yaml
from django.utils.html import escape, linebreaks

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def load(name):
    """config/demo/data/<name>.yaml as Python values."""
    with open(DATA / f"{name}.yaml", encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def paragraphs(text):
    return linebreaks(text, autoescape=True)


def body(blocks, language):
    """Data blocks as a StreamField value of one language."""
    return [block_value(block, language) for block in blocks]


def block_value(block, language):
    value, kind = block[language], block["type"]
    if kind == "paragraph":
        return "paragraph", paragraphs(value)
    if kind in ("heading", "list"):
        return kind, value
    title = block.get(f"title_{language}", "")
    return "callout", {"kind": "example" if kind == "example" else "info", "title": title, "text": paragraphs(value)}


def unordered(items):
    return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
