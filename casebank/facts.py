"""What machines are told about a work of the bank: schema.org, the words in the head of its page, Dublin Core.

Each function takes a Work (or the editions of one) and `address`, a function that gives the full address of a page.
A retracted work says so in each of them, with who wrote it and when, and nothing of what stood in it.
"""

import re

from django.utils.translation import override

from home.thai.dates import local

from .choices import Access
from .citations import LICENCE_URLS

UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SCHEMA_TYPES = {
    "case": "Article",
    "policy_brief": "Report",
    "research_question": "CreativeWork",
    "tool": "CreativeWork",
    "dataset": "Dataset",
    "partner": "Organization",
    "concept_note": "ScholarlyArticle",
}


def title_of(work):
    """The title, with the word before it that warns of a retraction."""
    with override(work.language):
        return work.page.shown_title


def summary_of(work):
    """The summary; of a retracted work, when and why it was taken back."""
    with override(work.language):
        return work.page.card_summary if work.page.retracted else work.page.summary


def licence_of(work):
    return LICENCE_URLS.get(work.page.licence, work.page.licence)


def orcid_of(author):
    return f"https://orcid.org/{author.contributor.orcid}" if author.contributor.orcid else ""


def affiliation_of(author, language):
    with override(language):
        return author.contributor.affiliation


def _filled(facts):
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}


# --- schema.org ----------------------------------------------------------------------
def schema_org(work, address, sources=()):
    """A work for schema.org; `sources` are the works that it rests on."""
    page = work.page
    kind = SCHEMA_TYPES[work.kind]
    facts = {
        "@type": kind,
        "@id": address(page),
        "url": address(page),
        "name": title_of(work),
        "description": summary_of(work),
        "identifier": page.code,
    }
    if kind == "Organization":
        return _filled(facts | {"sameAs": page.website})
    facts |= {
        "headline": title_of(work),
        "inLanguage": work.language,
        "author": [_person(author, work.language) for author in work.authors] or _organisation(work.publisher),
        "publisher": _organisation(work.publisher),
        "license": licence_of(work),
        "datePublished": _iso(work.first_published),
        "dateModified": _iso(page.retracted_on or _modified(page)),
        "version": work.version.number if work.version else None,
        "sameAs": f"https://doi.org/{work.doi}" if work.doi else "",
        "creativeWorkStatus": "Retracted" if page.retracted else "Published",
    }
    return _filled(facts if page.retracted else facts | _content(work, kind, address, sources))


def _content(work, kind, address, sources):
    """What the work is about."""
    page = work.page
    facts = {
        "about": work.subjects,
        "isBasedOn": [{"@type": "Article", "name": source.title, "url": address(source)} for source in sources],
    }
    if work.is_case:
        facts |= {"temporalCoverage": str(page.year), "contentLocation": {"@type": "Place", "name": page.area}}
    if kind == "Dataset":
        facts |= _dataset(page)
    return facts


def _dataset(page):
    """Where the data are, but only when everybody may fetch them."""
    is_open = page.access == Access.OPEN
    files = [{"@type": "DataDownload", "contentUrl": page.access_url}] if is_open and page.access_url else []
    return {
        "creator": {"@type": "Organization", "name": page.owner_name} if page.owner_name else None,
        "temporalCoverage": page.period,
        "spatialCoverage": page.coverage,
        "isAccessibleForFree": is_open if page.access else None,
        "conditionsOfAccess": page.get_access_display(),
        "distribution": files,
    }


def _organisation(name):
    return {"@type": "Organization", "name": name}


def _person(author, language):
    affiliation = affiliation_of(author, language)
    return _filled(
        {
            "@type": "Person",
            "name": author.name,
            "givenName": author.given,
            "familyName": author.family,
            "sameAs": orcid_of(author),
            "affiliation": _organisation(affiliation) if affiliation else None,
        }
    )


def _modified(page):
    return local(page.last_published_at).date() if page.last_published_at else None


def _iso(day):
    return day.isoformat() if day else ""


# --- the head of the page --------------------------------------------------------------
def head_words(work, address):
    """[(name, content), …] for <meta>: Highwire Press tags, by which reference managers go, and Dublin Core."""
    page, url = work.page, address(work.page)
    rows = [("citation_title", title_of(work))]
    for author in work.authors:
        rows += [
            ("citation_author", author.name if author.thai else f"{author.family}, {author.given}"),
            ("citation_author_institution", affiliation_of(author, work.language)),
            ("citation_author_orcid", orcid_of(author)),
        ]
    if not work.authors:
        rows.append(("citation_author", work.publisher))
    rows += [
        ("citation_publication_date", f"{work.issued:%Y/%m/%d}" if work.issued else work.year),
        ("citation_technical_report_institution", work.publisher),
        ("citation_technical_report_number", page.code),
        ("citation_publisher", work.publisher),
        ("citation_doi", work.doi),
        ("citation_language", work.language),
        ("citation_keywords", "" if page.retracted else "; ".join(work.subjects)),
        ("citation_abstract_html_url", url),
    ]
    rows += [(f"DC.{name}", value) for name, value, _language in dublin_core(work, url)]
    return [(name, str(value)) for name, value in rows if value]


# --- Dublin Core -----------------------------------------------------------------------
def dublin_core(work, url):
    """[(element, value, language or ""), …] of one edition in the fifteen elements."""
    page, lang = work.page, work.language
    rows = [("title", title_of(work), lang)]
    rows += [("creator", author.name, lang) for author in work.authors] or [("creator", work.publisher, lang)]
    if not page.retracted:
        rows += [("subject", subject, lang) for subject in work.subjects]
    rows += [
        ("description", summary_of(work), lang),
        ("publisher", work.publisher, lang),
        ("date", _iso(work.issued) or work.year, ""),
        ("type", work.kind_name, lang),
        ("type", "Dataset" if work.kind == "dataset" else "Text", ""),
        ("format", "text/html", ""),
        ("identifier", url, ""),
        ("identifier", f"https://doi.org/{work.doi}" if work.doi else "", ""),
        ("language", lang, ""),
        ("coverage", "" if page.retracted else page.area if work.is_case else page.coverage, lang),
        ("rights", licence_of(work), ""),
    ]
    return [(name, writable(value), language) for name, value, language in rows if value]


def english_abstract(work):
    """The row of the abstract in English that a case without an English page may have."""
    text = getattr(work.page, "summary_en", "") if work.language != "en" else ""
    return [("description", writable(text), "en")] if text else []


def writable(value):
    """The value as XML can hold it: without the characters that no XML document may have."""
    return UNWRITABLE.sub("", str(value))
