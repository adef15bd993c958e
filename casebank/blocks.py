"""Content shapes of a case."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class ResultBlock(blocks.StructBlock):
    """One indicator, before and after; a missing value is said, not guessed."""

    indicator = blocks.CharBlock(label=_("indicator"), max_length=200)
    before = blocks.FloatBlock(label=_("before"), required=False)
    after = blocks.FloatBlock(label=_("after"))
    unit = blocks.CharBlock(label=_("unit"), max_length=80)
    is_percent = blocks.BooleanBlock(
        label=_("the unit is per cent"), required=False, help_text=_("Differences are then percentage points.")
    )
    source = blocks.CharBlock(
        label=_("source"), max_length=200, help_text=_("Where the numbers come from, or that they are illustrative.")
    )
    note = blocks.CharBlock(label=_("note"), max_length=300, required=False)

    class Meta:
        icon = "order"
        label = _("Result")


class ConditionBlock(blocks.StructBlock):
    """One thing to check with a tool: what must hold, and what to look at to tell."""

    condition = blocks.CharBlock(label=_("condition"), max_length=300)
    evidence = blocks.TextBlock(label=_("how to tell"), rows=2, required=False)

    class Meta:
        icon = "tick"
        label = _("Condition")


class TypedTable(TypedTableBlock):
    """The first rows of a dataset, as text and numbers."""

    text = blocks.CharBlock(label=_("text"), required=False)
    number = blocks.FloatBlock(label=_("number"), required=False)

    class Meta:
        icon = "table"
        label = _("Table")
