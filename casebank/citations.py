"""How a work of the bank is cited: in words by two CSL styles, and as files that reference managers read.

A Thai is called by the given name. Styles made for the West would put the family name first and cut the given name
down to a letter, so a name in Thai letters goes out in one piece, given name first; one in Latin letters goes out in
two, as every style expects.
"""

import json
import re
from pathlib import Path

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from django.utils.html import escape
from django.utils.safestring import mark_safe

from home.thai.dates import BE_OFFSET

STYLES = {"apa": "en", "apa-thai": "th"}
LICENCE_URLS = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-NC-ND 4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
}
# What the styles speak of; the rest of an entry is for reference managers.
IN_STYLES = ("id", "type", "title", "author", "publisher", "genre", "number", "version", "DOI", "URL", "issued")
# Letters of the private use area: they mark italics in what the style gives back, and cannot stand in a text of ours.
ON, OFF = "\ue000", "\ue001"
MARKS = {ord(ON): None, ord(OFF): None}


class Marked:
    """The shape of a citeproc formatter: plain text, with marks around what is set in italics."""

    @staticmethod
    def preformat(text):
        return str(text)

    @staticmethod
    def italic(text):
        return f"{ON}{text}{OFF}"

    Italic = Oblique = italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = preformat


# --- the work as CSL sees it -----------------------------------------------------------
def csl_item(work, url):
    """A work as one entry of CSL-JSON, the data model of citation styles."""
    item = {
        "id": work.key,
        "type": "dataset" if work.kind == "dataset" else "report",
        "title": work.page.title.translate(MARKS),
        "author": [_csl_name(author) for author in work.authors] or [{"literal": work.publisher}],
        "publisher": work.publisher,
        "genre": work.kind_name,
        "number": work.page.code,
        "version": str(work.version.number) if work.version else "",
        "abstract": work.page.summary,
        "language": work.language,
        "license": LICENCE_URLS.get(work.page.licence, work.page.licence),
        "DOI": work.doi,
        "URL": url,
    }
    if work.issued:
        item["issued"] = {"date-parts": [[work.issued.year, work.issued.month, work.issued.day]]}
    elif work.year:
        item["issued"] = {"date-parts": [[work.year]]}
    return {name: value for name, value in item.items() if value}


def _csl_name(author):
    return {"literal": author.name} if author.thai else {"family": author.family, "given": author.given}


# --- in words ------------------------------------------------------------------------
def in_words(work, url, style):
    """(text, HTML) of the citation by one of STYLES."""
    item = {name: value for name, value in csl_item(work, url).items() if name in IN_STYLES}
    if not work.authors:
        del item["publisher"]  # the academy is named already, as the author
    if style == "apa-thai" and "issued" in item:
        item["issued"] = {"date-parts": [[item["issued"]["date-parts"][0][0] + BE_OFFSET]]}
    sheet = CitationStylesStyle(str(Path(__file__).parent / "csl" / f"{style}.csl"), validate=False)
    shelf = CitationStylesBibliography(sheet, CiteProcJSON([item]), Marked)
    shelf.register(Citation([CitationItem(item["id"])]))
    marked = "".join(str(line) for line in shelf.bibliography())
    html = escape(marked).replace(ON, "<i>").replace(OFF, "</i>")
    return marked.translate(MARKS), mark_safe(html)


# --- files ---------------------------------------------------------------------------
def csl_json(work, url):
    return json.dumps([csl_item(work, url)], ensure_ascii=False, indent=2) + "\n"


_BIBTEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(work, url):
    """One BibTeX entry in UTF-8; braces keep a name in one piece."""
    names = [f"{{{_tex(a.name)}}}" if a.thai else f"{_tex(a.family)}, {_tex(a.given)}" for a in work.authors]
    fields = {
        "title": f"{{{_tex(work.page.title)}}}",
        "author": " and ".join(names) or f"{{{_tex(work.publisher)}}}",
        "institution": _tex(work.publisher),
        "type": _tex(work.kind_name),
        "number": _tex(work.page.code),
        "year": str(work.year or ""),
        "version": str(work.version.number) if work.version else "",
        "language": {"th": "thai", "en": "english"}.get(work.language, work.language),
        "abstract": _tex(work.page.summary),
        "copyright": _tex(work.page.licence),
        "doi": work.doi,
        "url": url,
    }
    kind = "misc" if work.kind == "dataset" else "techreport"
    lines = [f"  {name} = {{{_one_line(value)}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^\w:.+/-]", "-", work.key)
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(text):
    return "".join(_BIBTEX.get(char, char) for char in text)


def ris(work, url):
    """One RIS entry; a name without a comma is taken as one piece."""
    names = [a.name if a.thai else f"{a.family}, {a.given}" for a in work.authors] or [work.publisher]
    rows = [
        ("TY", "DATA" if work.kind == "dataset" else "RPRT"),
        ("ID", work.key),
        ("TI", work.page.title),
        *[("AU", name) for name in names],
        ("PY", work.year),
        ("DA", f"{work.issued:%Y/%m/%d}" if work.issued else ""),
        ("PB", work.publisher),
        ("M3", work.kind_name),
        ("SN", work.page.code),
        ("ET", work.version.number if work.version else ""),
        ("LA", work.language),
        ("AB", work.page.summary),
        *[("KW", subject) for subject in work.subjects],
        ("DO", work.doi),
        ("UR", url),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _one_line(value):
    return " ".join(str(value).split())
