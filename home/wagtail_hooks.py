"""The editors' desk: the academy's colours, and only the menus that editors here have a use for."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

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
