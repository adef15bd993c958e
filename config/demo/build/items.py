"""The other knowledge items: briefs, questions, tools, data sets, partners and concept notes."""

from django.db import transaction

from casebank.choices import KnowledgeKind
from casebank.models import CasePage, KnowledgePage

from .. import factories as make
from .data import body, load, paragraphs

LANGUAGES = ("th", "en")


@transaction.atomic
def build_items(password):
    data = load("knowledge")
    for row in data["policy_briefs"]:
        build_item(KnowledgeKind.POLICY_BRIEF, row, brief, cites=row["cites"])
    for row in data["research_questions"]:
        cases = {"cites": [row["from_case"]], "answered_by": row.get("answered_by", [])}
        build_item(KnowledgeKind.RESEARCH_QUESTION, row, question, **cases)
    for row in data["tools"]:
        build_item(KnowledgeKind.TOOL, row, tool, cites=row["cases"])
    for row in data["datasets"]:
        build_item(KnowledgeKind.DATASET, row, dataset)
    for row in data["concept_notes"]:
        build_item(KnowledgeKind.CONCEPT_NOTE, row, concept_note, cites=row["cites"])
    build_partners([*data["partner_institutes"], *data["partner_types"]])


def build_item(kind, row, fields, **cases):
    """`fields(row, language)` are those of the kind; `cases` names the codes of cases in each relation."""

    def values(language):
        shared = {
            "kind": kind,
            "code": row["code"],
            "summary": row[f"summary_{language}"],
            "institute": row.get("institute", "").lower(),
        }
        return shared | fields(row, language)

    page = make.add(make.section("knowledge"), KnowledgePage, row["slug"], **values("th"))
    english = make.translate(page, **values("en"))
    for item in (page, english):
        for name, codes in cases.items():
            setattr(item, name, CasePage.objects.filter(code__in=codes, locale=item.locale))
        item.save()
    return page, english


def brief(row, language):
    return {
        "title": row[f"title_{language}"],
        "question": row[f"question_{language}"],
        "ask": row[f"ask_{language}"],
        "licence": "CC BY 4.0",
        "illustrative": True,
        "body": [],
    }


def question(row, language):
    """A question is drawn from a demonstration case; who has taken it up is invented."""
    return {
        "title": row[f"question_{language}"],
        "question_state": row["status"],
        "taken_by": row.get(f"taken_by_{language}", ""),
        "taken_on": row.get("taken_on"),
        "licence": "CC BY 4.0",
        "illustrative": True,
        "body": [],
    }


def tool(row, language):
    conditions = [
        {"condition": condition[language], "evidence": condition[f"how_{language}"]}
        for condition in row.get("conditions", ())
    ]
    return {
        "title": row[f"title_{language}"],
        "conditions": make.stream(*conditions, kind="condition"),
        "licence": "CC BY 4.0",
        "body": [],
    }


def dataset(row, language):
    rows = ROWS.get(row.get("rows"))
    return {
        "title": row[f"title_{language}"],
        "owner_name": row[f"owner_{language}"],
        "coverage": row[f"coverage_{language}"],
        "period": row[f"period_{language}"],
        "access": row["access"],
        "access_url": row.get("address", ""),
        "licence": row["licence"],
        "preview": rows(language) if rows else [],
        "body": [("paragraph", paragraphs(row[f"note_{language}"]))],
    }


def concept_note(row, language):
    return {
        "title": row[f"title_{language}"],
        "licence": "CC BY 4.0",
        "illustrative": True,
        "body": body(row["blocks"], language),
    }


# --- first rows of data open to all: public facts that the site holds itself -----------------
def provinces(language):
    headings = {"th": ("รหัส", "จังหวัด", "ภูมิภาค"), "en": ("Code", "Province", "Region")}[language]
    regions = {region["code"]: region[f"name_{language}"] for region in load("places")["regions"]}
    first = sorted(load("places")["provinces"], key=lambda row: row["sort_th"])[:6]
    rows = [(row["code"], row[f"name_{language}"], regions[row["region"]]) for row in first]
    return table(headings, ("text", "text", "text"), rows)


def authorities(language):
    """Counts are dated: those of the newest year that the data know."""
    headings = {"th": ("ประเภท", "จำนวน (แห่ง)"), "en": ("Type", "Number")}[language]
    newest = load("places")["count_history"][-1]
    types = [row for row in load("places")["authority_types"] if row["code"] in newest]
    return table(headings, ("text", "number"), [(row[language], newest[row["code"]]) for row in types])


def sources(language):
    headings = {"th": ("รหัส", "แหล่งรายได้"), "en": ("Code", "Source of revenue")}[language]
    rows = [(row["code"], row[language]) for row in load("places")["revenue_sources"]]
    return table(headings, ("text", "text"), rows)


ROWS = {"provinces": provinces, "authorities": authorities, "sources": sources}


def table(headings, kinds, rows):
    """A preview of one typed table, as its block reads it from the database."""
    columns = [{"type": kind, "heading": heading} for kind, heading in zip(kinds, headings, strict=True)]
    value = {"columns": columns, "rows": [{"values": list(row)} for row in rows], "caption": ""}
    return [("table", KnowledgePage.preview.field.stream_block.child_blocks["table"].to_python(value))]


# --- partners --------------------------------------------------------------------------------
def build_partners(rows):
    """All of them first, then who works with whom."""
    names = {f"inst-{row['code'].lower()}": row for row in load("institutes")["institutes"]}

    def partner(row, language):
        title = names[row["code"]][f"name_{language}"] if row["code"] in names else row[language]
        return {"title": title, "partner_kind": row["partner_kind"], "illustrative": True, "body": []}

    pages = {row["code"]: build_item(KnowledgeKind.PARTNER, row, partner) for row in rows}
    for row in rows:
        for place, _language in enumerate(LANGUAGES):
            page = pages[row["code"]][place]
            page.works_with = [pages[code][place] for code in row["works_with"]]
            page.save()
