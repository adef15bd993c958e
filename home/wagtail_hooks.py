"""The editors' desk: the academy's colours, and only the menus that editors here have a use for."""

from django.http import Http404
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .permissions import reads_document
from .views.search_desk import SearchViewSetGroup

# Menus of Wagtail that lead nowhere here: help pages on other hosts, and settings that the code decides.
UNNEEDED = {"help"}
UNNEEDED_SETTINGS = {"collections", "locales", "sites"}


@hooks.register("insert_global_admin_css")
def colours():
    return format_html('<link rel="stylesheet" href="{}">', static("home/css/cms.css"))


@hooks.register("construct_main_menu")
def hide_unneeded_menus(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in UNNEEDED]


@hooks.register("construct_settings_menu")
def hide_unneeded_settings(request, menu_items):
    """The administrator still reaches them by address; an editor is not led to them."""
    menu_items[:] = [item for item in menu_items if item.name not in UNNEEDED_SETTINGS]


@hooks.register("before_serve_document")
def documents_follow_their_pages(document, request):
    """After Wagtail's own question about the collection: what one may not see is not there."""
    if not reads_document(request, document):
        raise Http404


register_snippet(SearchViewSetGroup)
