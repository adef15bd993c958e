"""Versions of what is published, and whether a person has cases of their own."""

from django import template

from ..queries.proposals import has_cases

register = template.Library()

register.simple_tag(has_cases)


@register.simple_tag
def versions_of(page):
    """{% versions_of page as versions %}: its published versions, the newest first; one query."""
    return list(page.published_versions.all()) if page.pk else []  # a preview of what was never saved
