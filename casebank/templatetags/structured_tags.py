"""What search engines read of a page: schema.org as a data block, which no browser runs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

# As Django's json_script: nothing in the data can end the block.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
ORGANISATION = {
    "@type": "Organization",
    "name": "วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่",
    "alternateName": "Thailand Academy for Area Collaboration, Innovation and Transformation",
}


@register.simple_tag(takes_context=True)
def case_data(context, case):
    """{% case_data page %}: a case as an Article."""
    return _block(
        context,
        case,
        {
            "@type": "Article",
            "headline": case.title,
            "identifier": case.code,
            "about": [str(theme) for theme in case.themes.all()],
            "license": case.licence,
            "author": ORGANISATION,
        },
    )


@register.simple_tag(takes_context=True)
def programme_data(context, programme, outline, offers):
    """{% programme_data page outline cohorts %}: a programme as a Course, with the cohorts that have dates."""
    return _block(
        context,
        programme,
        {
            "@type": "Course",
            "name": programme.title,
            "courseCode": programme.code,
            "provider": ORGANISATION,
            "teaches": [str(block.value) for block in programme.outcomes],
            "timeRequired": f"PT{outline.hours:g}H",
            "hasCourseInstance": [_instance(offer) for offer in offers if offer.cohort.starts_on],
        },
    )


def _instance(offer):
    return {
        "@type": "CourseInstance",
        "name": f"{offer.title} {offer.cohort.label}",
        "startDate": offer.cohort.starts_on.isoformat(),
        "endDate": offer.cohort.ends_on.isoformat(),
    }


def _block(context, page, data):
    data = {
        "@context": "https://schema.org",
        "url": page.get_full_url(context.get("request")),
        "description": page.card_summary,
        "inLanguage": page.locale.language_code,
    } | data
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
