"""The demonstration cases: ten, and one that is retracted afterwards (bank.py)."""

from django.db import transaction

from casebank.choices import EvidenceLevel
from casebank.models import CasePage, Term

from .. import factories as make
from .data import load, paragraphs
from .site import feature_case


@transaction.atomic
def build_cases(password):
    data = load("cases")
    terms = {kind: build_terms(kind, data[f"{kind}s"]) for kind in ("theme", "method")}
    ranks = {row["code"]: row["rank"] for row in data["evidence_levels"]}
    sources = {row["code"]: row for row in data["result_sources"]}
    for row in data["cases"] + load("bank")["retracted"]:
        page = make.add(make.section("cases"), CasePage, row["slug"], **case_fields(row, "th", ranks, sources))
        english = make.translate(page, **case_fields(row, "en", ranks, sources))
        for case in (page, english):
            case.themes = [terms["theme"][code] for code in row["themes"]]
            case.methods = [terms["method"][code] for code in row["methods"]]
            case.save()
    feature_case(CasePage.objects.get(code=load("pages")["home"]["feature_case"], locale__language_code="th"))


def build_terms(kind, rows):
    return {
        row["code"]: Term.objects.get_or_create(
            kind=kind, code=row["code"].lower().replace(" ", "-"), defaults={"name_th": row["th"], "name_en": row["en"]}
        )[0]
        for row in rows
    }


def case_fields(row, lang, ranks, sources):
    def text(name):
        return row[f"{name}_{lang}"]

    return {
        "title": text("title"),
        "summary": text("summary"),
        "code": row["code"],
        "institute": row["institute"].lower(),
        "illustrative": row["illustrative"],
        "area": text("area"),
        "region": row["region"],
        "authority_kind": row["authority_type"],
        "year": row["year_be"] - 543,
        "sdgs": row["sdgs"],
        "evidence_level": EvidenceLevel(ranks[row["evidence_level"]]),
        "licence": row["licence"],
        "context": text("context"),
        "actors": make.stream(*text("actors")),
        "problem": text("problem"),
        "intervention": text("intervention"),
        "mechanism": text("mechanism"),
        "results": [("result", result(r, lang, sources)) for r in row["results"]],
        "lessons": make.stream(*text("lessons")),
        "transferability": text("transferability"),
        "questions": make.stream(*text("discussion_questions")),
        "teaching_note": paragraphs(text("teaching_note")),
        "basis": text("seed_basis")[:400],
    }


def result(row, lang, sources):
    unit = row[f"unit_{lang}"]
    return {
        "indicator": row[f"indicator_{lang}"],
        "before": row["before"],
        "after": row["after"],
        "unit": unit,
        "is_percent": "ร้อยละ" in row["unit_th"],
        "source": sources[row["source"]][lang],
        "note": row.get(f"note_{lang}", ""),
    }
