"""The readable text of a page, for excerpts: without a query, and without words that only machines read."""

import re

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing
from wagtail.search.index import SearchField

TAGGED = re.compile("[<&]")
BESIDE = {"title", "code"}


def page_text(page):
    """Summary and body of a page as one line of text: what its search fields hold, but for the title and the code."""
    names = [field.field_name for field in page.get_search_fields() if isinstance(field, SearchField)]
    parts = [part for name in dict.fromkeys(names) if name not in BESIDE for part in _field_text(page, name)]
    return " ".join(" ".join(part.split()) for part in parts if part.strip())


def _field_text(page, name):
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return []
    if isinstance(field, StreamField):
        value = getattr(page, name)
        return stream_text(value.stream_block, list(value.raw_data))
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        text = getattr(page, name) or ""
        # Plain text is most of it, and looking for tags in it costs as much as finding it.
        return [get_text_for_indexing(text) if TAGGED.search(text) else text]
    return []


def stream_text(block, raw):
    """Texts of a block in reading order, from its stored form.

    Wagtail's own get_searchable_content fetches every chosen page and picture, a query for each result.
    """
    if isinstance(block, blocks.BaseStreamBlock):
        children = block.child_blocks
        pairs = [(children[each["type"]], each["value"]) for each in raw or () if each["type"] in children]
    elif isinstance(block, blocks.BaseStructBlock):
        pairs = [(child, raw[name]) for name, child in block.child_blocks.items() if raw and name in raw]
    elif isinstance(block, blocks.ListBlock):
        pairs = [(block.child_block, _list_item(item)) for item in raw or ()]
    else:
        return _leaf_text(block, raw)
    return [text for child, value in pairs for text in stream_text(child, value)] if block.search_index else []


def _list_item(item):
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _leaf_text(block, raw):
    if not isinstance(raw, str) or not getattr(block, "search_index", False):
        return []
    if isinstance(block, blocks.RichTextBlock):
        return [get_text_for_indexing(raw)]
    return [raw] if isinstance(block, blocks.CharBlock | blocks.TextBlock) else []
