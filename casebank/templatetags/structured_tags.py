"""What machines read of a page: schema.org as a data block, which no browser runs, and words in its head."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .. import facts
from ..queries.works import sources_of, work_of

register = template.Library()

# As Django's json_script: nothing in the data can end the block.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
ORGANISATION = {
    "@type": "Organization",
    "name": "วิทยสถาน “รัชภูมิ” เพื่อการพัฒนาพื้นที่",
    "alternateName": "Thailand Academy for Area Collaboration, Innovation and Transformation",
}


@register.simple_tag(takes_context=True)
def scholarly(context, page):
    """{% scholarly page as told %}: {"words": [(name, content), …], "data": the block of a case or knowledge item}."""
    if not page.pk:
        return None
    request, work = context["request"], work_of(page)

    def address(other):
        return request.build_absolute_uri(other.get_url(request))

    words = facts.head_words(work, address)
    if work.is_case and not page.retracted:
        words.append(("citation_pdf_url", request.build_absolute_uri(reverse("casebank:print", args=[page.slug]))))
    data = facts.schema_org(work, address, sources_of(page))
    return {"words": words, "data": _block(data), "licence": facts.licence_of(work)}


@register.simple_tag(takes_context=True)
def programme_data(context, programme, outline, offers):
    """{% programme_data page outline cohorts %}: a programme as a Course, with the cohorts that have dates."""
    return _block(
        {
            "url": programme.get_full_url(context.get("request")),
            "description": programme.card_summary,
            "inLanguage": programme.locale.language_code,
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


def _block(data):
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
