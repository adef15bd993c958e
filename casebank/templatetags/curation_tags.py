"""Versions of what is published, and who may take it back."""

from django import template

register = template.Library()


@register.simple_tag
def versions_of(page):
    """{% versions_of page as versions %}: its published versions, the newest first; one query."""
    return list(page.published_versions.all()) if page.pk else []  # a preview of what was never saved
