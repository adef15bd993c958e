"""Who took a case or tool into use, on its page."""

from django import template

from ..queries.adoption import adopted_by

register = template.Library()

register.simple_tag(adopted_by, name="adopted_by")


@register.filter
def counted_by_province(adoptions):
    """{province code: adoptions in use}: what the map takes."""
    counts = {}
    for adoption in adoptions:
        if not adoption.ended_on:
            code = adoption.organisation.province_id
            counts[code] = counts.get(code, 0) + 1
    return counts
