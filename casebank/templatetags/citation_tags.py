"""Citations on a page, and the words in its head by which reference managers know it."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import citations
from ..queries.works import editions, work_of

register = template.Library()

DOWNLOADS = (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON"))


@register.simple_tag(takes_context=True)
def citation(context, page):
    """{% citation page as cited %}: {"styles": [{id, label, lang, text, html}], "downloads": [{url, label}]}.

    Each style cites the edition in its own language, where there is one. None for what nobody should cite.
    """
    found = editions(page) if page.pk and not page.retracted else {}
    here = found.get(page.locale.language_code)
    if here is None:
        return None
    labels = {"apa": _("APA (English)"), "apa-thai": _("Thai style")}
    styles = []
    for style, language in citations.STYLES.items():
        work = found.get(language, here)
        text, html = citations.in_words(work, _address(context, work.page), style)
        styles.append({"id": style, "label": labels[style], "lang": language, "text": text, "html": html})
    if here.language == "th":
        styles.reverse()  # the reader's own first
    section = "cases" if here.is_case else "knowledge"
    downloads = [
        {"url": reverse("casebank:cite", args=[section, page.slug, form]), "label": label} for form, label in DOWNLOADS
    ]
    return {"styles": styles, "downloads": downloads}


def _address(context, page):
    return context["request"].build_absolute_uri(page.get_url(context["request"]))


@register.simple_tag
def authors_of(page):
    """{% authors_of page as authors %}: the authors by the names that they have in the language of the page."""
    return work_of(page).authors if page.pk else ()
