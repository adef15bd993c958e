"""Cohorts on public pages, which stand above this app: what is open, coming and under way.

Each is an Offer of queries.offers. All tags of one page share one reading, however many there are.
"""

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from home.context import site_path
from home.thai.text import keep_together

from ..queries.offers import RUNNING, offers

register = template.Library()


@register.simple_tag(takes_context=True)
def open_cohorts(context):
    """{% open_cohorts as cohorts %}: those that take applications today, the nearest deadline first."""
    return [offer for offer in _offers(context) if offer.is_open and not offer.cohort.is_self_paced]


@register.simple_tag(takes_context=True)
def open_modules(context):
    """{% open_modules as modules %}: single modules that anyone may begin today, at their own pace."""
    return [offer for offer in _offers(context) if offer.is_open and offer.cohort.is_self_paced]


@register.simple_tag(takes_context=True)
def running_cohorts(context):
    """{% running_cohorts as cohorts %}: those under way together."""
    return [offer for offer in _offers(context) if offer.status == RUNNING]


@register.simple_tag(takes_context=True)
def cohorts_of(context, programme):
    """{% cohorts_of page as cohorts %}: all of a programme that are not over, its self-paced modules included."""
    key = programme.translation_key
    return [offer for offer in _offers(context) if offer.programme.translation_key == key]


@register.filter
def offer_title(offer):
    """The title of an offer, marked as Thai where it has not been translated."""
    if offer.language != get_language():
        return format_html('<span lang="{}">{}</span>', offer.language, keep_together(offer.title))
    return keep_together(offer.title)


def _offers(context):
    """Read once for a request; outside one (a preview in a test) each time."""
    request = context.get("request")
    kept = getattr(request, "public_offers", None)
    if kept is None:
        kept = offers()
        for offer in kept:
            offer.url = offer.page.get_url(request)
            offer.apply_url = site_path(f"apply/{offer.cohort.code}/")
        if request is not None:
            request.public_offers = kept
    return kept
