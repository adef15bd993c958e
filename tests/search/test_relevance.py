"""How well search answers real questions over the demonstration site: recall, precision, and the same everywhere.

The questions and their judgement stand in relevance.yaml. That both databases find the same is shown by a third: each
result is compared with what the analysed question means, worked out in Python over the analysed texts.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import models, transaction
from django.utils.html import strip_tags
from modelsearch.index import SearchField
from wagtail.fields import StreamField
from wagtail.models import Locale

from config.demo.build import STEPS
from home.search import analyzer, synonyms
from home.search.indexing import Analysed
from home.search.known import public_pages
from home.search.site import everything_found
from home.search.spelling import offers
from home.search.text import stream_text
from home.thai.text import normalise

QUESTIONS = yaml.safe_load(Path(__file__).with_name("relevance.yaml").read_text(encoding="utf-8"))
ROWS = [row | {"class": name} for name, rows in QUESTIONS.items() for row in rows]
# Fields of a page that its readers do not see as text.
UNREAD = {
    "teaching_note", "consent_note", "slug", "url_path", "path", "draft_title", "seo_title", "change_note",
    "retraction_reason", "contract_number", "number_pattern", "certificate_code", "primary_label", "fee_note",
    "search_description", "sort_key",
}  # fmt: skip
# What the public reads; cohorts and their people add nothing to it.
PUBLIC_STEPS = {"build_site", "build_people", "build_cases", "build_bank", "build_curriculum", "build_items"}
RECALL, PRECISION, FIRST = 0.97, 0.95, 10
DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@pytest.fixture(scope="module")
def academy(django_db_setup, django_db_blocker):
    """{language: Site}: the public pages of the demonstration, built once and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        for _title, step in STEPS:
            if step.__name__ in PUBLIC_STEPS:
                step("password-1234")
        call_command("update_index", verbosity=0)
        yield {code: Site(code) for code in ("th", "en")}
        transaction.set_rollback(True)


class Site:
    """The public pages of one language, as a reader reads them and as the index holds them."""

    def __init__(self, language):
        self.locale = Locale.objects.get(language_code=language)
        pages = list(public_pages(self.locale).specific())
        self.texts = {page.pk: folded(public_text(page)) for page in pages}
        self.columns = {page.pk: columns(page) for page in pages}

    def answers(self, concepts):
        return {pk for pk, text in self.texts.items() if all(stands_in(concept, text) for concept in concepts)}

    def found(self, question):
        return [row.pk for row in everything_found(question, self.locale)]

    def meant(self, question):
        """What the analysed question means, worked out without a database."""
        groups = analyzer.question(question, synonyms.current())
        return {pk for pk, held in self.columns.items() if all(answers_group(group, held) for group in groups)}


def public_text(page):
    """Every text of the page that its readers see; taken from its fields, whether or not search knows them."""
    parts = [page.labels()] if hasattr(page, "labels") else []
    for field in page._meta.get_fields():
        if field.name in UNREAD or field.is_relation or getattr(field, "choices", None):
            continue
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            parts += stream_text(value.stream_block, list(value.raw_data))
        elif isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.URLField):
            parts.append(getattr(page, field.name) or "")
    return strip_tags(" \n ".join(parts))


def folded(text):
    return normalise(unicodedata.normalize("NFKC", text)).translate(DIGITS).lower()


def stands_in(concept, text):
    return any(re.search(way[1:-1], text) if way.startswith("/") else folded(way) in text for way in concept)


# --- the same question without a database ---------------------------------------------------------
def columns(page):
    """(tokens of the title, tokens of the rest), as they are handed to the databases."""
    title, rest = [], []
    for field in Analysed(page).get_search_fields():
        if type(field) is SearchField:
            value = field.get_value(page)
            texts = value if isinstance(value, list) else [value]
            (title if field.field_name == "title" else rest).extend(" ".join(texts).split())
    return title, rest


def answers_group(group, held):
    return all(
        all(holds(phrase, held) for phrase in term.phrases) or any(holds(other, held) for other in term.others)
        for term in group.terms
    )


def holds(phrase, held):
    size = len(phrase)
    return any(tuple(column[n : n + size]) == phrase for column in held for n in range(len(column) - size + 1))


# --- the measure ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Measured:
    row: dict
    recall: float
    precision: float
    note: str


def measured(row, site):
    answers, asked, note = site.answers(row["all"]), row["q"], ""
    found = site.found(asked)
    if "slip" in row:
        offered = [offer.query for offer in offers(asked, asked, site.locale, len(found))]
        note = "" if offered[:1] == [row["slip"]] else f"offers {offered}"
        found = site.found(offered[0]) if offered else []
    if not answers:
        note = "nothing on the site answers: judge it anew"
    first = found[:FIRST]
    recall = len(answers & set(found)) / len(answers) if answers else 0
    return Measured(row, recall, sum(pk in answers for pk in first) / len(first) if first else 0, note)


def table(results):
    by_class = defaultdict(list)
    for each in results:
        by_class[each.row["class"]].append(each)
        by_class["all"].append(each)
    lines = [f"{'class':14}{'questions':>10}{'recall':>8}{'P@10':>8}"]
    for name, rows in by_class.items():
        recall, precision = mean(rows, "recall"), mean(rows, "precision")
        lines.append(f"{name:14}{len(rows):>10}{recall:>8.3f}{precision:>8.3f}")
    weak = [each for each in results if each.note or each.recall < 1 or each.precision < 1]
    return "\n".join([*lines, "", *(f"{e.row['q']!r}: R {e.recall:.2f} P {e.precision:.2f} {e.note}" for e in weak)])


def mean(rows, name):
    return sum(getattr(row, name) for row in rows) / len(rows)


def test_questions_are_answered(academy):
    results = [measured(row, academy[row.get("lang", "th")]) for row in ROWS]
    told = "\n" + table(results)
    assert len(ROWS) >= 80
    assert not [each.row["q"] for each in results if each.note], told
    assert not [each.row["q"] for each in results if not each.recall], told
    assert mean(results, "recall") >= RECALL and mean(results, "precision") >= PRECISION, told


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["q"])
def test_the_database_finds_what_the_question_means(academy, row):
    site = academy[row.get("lang", "th")]
    for question in filter(None, (row["q"], row.get("slip"))):
        assert set(site.found(question)) == site.meant(question)
