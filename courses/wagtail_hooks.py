"""The bank of questions and rubrics in the editors' desk; "usage" tells which quizzes or assignments have them."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Question, Rubric


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    list_display = ["code", "text", "category", "kind"]
    list_filter = ["kind", "category"]
    search_fields = ["code", "category", "text", "text_en"]
    ordering = ["code"]
    list_per_page = 50
    inspect_view_enabled = True


class RubricViewSet(SnippetViewSet):
    model = Rubric
    icon = "list-ol"
    menu_label = _("Rubrics")
    list_display = ["code", "title", "title_en"]
    search_fields = ["code", "title", "title_en"]
    ordering = ["code"]
    inspect_view_enabled = True


class BankGroup(SnippetViewSetGroup):
    items = [QuestionViewSet, RubricViewSet]
    menu_icon = "form"
    menu_label = _("Question bank")
    menu_name = "question-bank"
    menu_order = 220


register_snippet(BankGroup)
