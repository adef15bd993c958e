"""What a lesson may hold beside the blocks of every page, and the shapes of questions and rubrics."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import TEXT_FEATURES, body_blocks


class CaseReferenceBlock(blocks.StructBlock):
    """A case of the bank, shown with its summary; the case's "used in" comes from the reference index."""

    case = blocks.PageChooserBlock(label=_("case"), page_type="casebank.CasePage")
    why = blocks.CharBlock(label=_("why to read it"), max_length=250, required=False)

    class Meta:
        icon = "doc-full-inverse"
        label = _("Case")
        description = _("A case of the bank")
        template = "blocks/case_reference.html"


class ReflectionBlock(blocks.StructBlock):
    question = blocks.TextBlock(label=_("question"))
    hint = blocks.RichTextBlock(label=_("to think about"), required=False, features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question for reflection")
        description = _("A question to stop at; nothing is handed in")
        template = "blocks/reflection.html"


def lesson_blocks():
    return [*body_blocks(), ("case", CaseReferenceBlock()), ("reflection", ReflectionBlock())]


class ChoiceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("choice (Thai)"), max_length=400)
    text_en = blocks.CharBlock(label=_("choice (English)"), max_length=400, required=False)
    correct = blocks.BooleanBlock(label=_("right"), required=False)

    class Meta:
        icon = "radio-empty"
        label = _("Choice")


class LevelBlock(blocks.StructBlock):
    score = blocks.IntegerBlock(label=_("score"), min_value=0, max_value=10)
    label = blocks.CharBlock(label=_("level (Thai)"), max_length=60)
    label_en = blocks.CharBlock(label=_("level (English)"), max_length=60, required=False)
    text = blocks.TextBlock(label=_("what it looks like (Thai)"), rows=2)
    text_en = blocks.TextBlock(label=_("what it looks like (English)"), rows=2, required=False)


class CriterionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("criterion (Thai)"), max_length=200)
    title_en = blocks.CharBlock(label=_("criterion (English)"), max_length=200, required=False)
    weight = blocks.IntegerBlock(label=_("weight (%)"), min_value=1, max_value=100)
    levels = blocks.ListBlock(LevelBlock(), label=_("levels, best first"))

    class Meta:
        icon = "list-ol"
        label = _("Criterion")
