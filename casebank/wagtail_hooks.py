"""The vocabulary of the bank in the editors' desk, and the one rule that keeps teaching notes out of every cache."""

from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import CasePage, Term
from .permissions import reads_teaching_notes


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Themes and methods")
    menu_name = "terms"
    list_display = ["name_th", "name_en", "kind", "code"]
    list_filter = ["kind"]
    search_fields = ["name_th", "name_en", "code"]
    ordering = ["kind", "name_th"]
    inspect_view_enabled = True


register_snippet(TermViewSet)


@hooks.register("on_serve_page")
def never_cache_teaching_notes(serve):
    """A case page that shows its teaching note is for that reader alone."""

    def answer(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        if isinstance(page, CasePage) and page.teaching_note and reads_teaching_notes(request.user):
            add_never_cache_headers(response)
        return response

    return answer
