"""Capstones that go to the case bank: on the learner's page, on the marking desk, and on the published case."""

from django import template

from ..queries.offering import finished_capstone, offer_of, offers_waiting_for, origins_of

register = template.Library()

register.simple_tag(finished_capstone)
register.simple_tag(origins_of, name="capstone_origins")
register.simple_tag(offers_waiting_for)
register.filter("offer_of", offer_of)


@register.simple_tag
def capstone_origin(page):
    """{% capstone_origin page as cohort %}: the titled cohort in which a case began as a capstone, or None."""
    return origins_of([page]).get(page.translation_key)
