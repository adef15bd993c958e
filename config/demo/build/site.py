"""The academy's own pages: home, institutes, missions, about, news, contact, privacy, accessibility."""

from django.db import transaction

from config.setup import set_up
from home.models import HomePage, InstitutePage, MissionPage, NewsPage, StandardPage

from .. import factories as make
from .data import body, load

TARGETS = {"cohorts": "/#cohorts", "cases": "/cases/", "work": "/accounts/start/"}


@transaction.atomic
def build_site(password):
    home, home_en = make.site()
    set_up()
    texts = load("pages")
    for page, language in ((home, "th"), (home_en, "en")):
        build_home(page, texts["home"], language)
    for name in ("about", "contact", "privacy", "accessibility"):
        build_standard(home, texts[name])
    build_sections(texts)
    build_news(texts["news"])
    build_institutes()
    build_missions()


def build_home(page, text, lang):
    page.title = "รัชภูมิ" if lang == "th" else "TACIT"
    page.eyebrow, page.headline, page.summary = text[f"eyebrow_{lang}"], text[f"title_{lang}"], text[f"lead_{lang}"]
    page.primary_label = text["actions"][0][f"label_{lang}"]
    page.institutes_heading = text["sections"]["institutes"][f"title_{lang}"]
    page.institutes_intro = text["sections"]["institutes"][f"lead_{lang}"]
    page.doors = [("door", door(row, lang)) for row in text["doors"]]
    page.save()


def door(row, lang):
    return {
        "institute": row["inst"],
        "who": row[f"audience_{lang}"],
        "title": row[f"title_{lang}"],
        "detail": row[f"text_{lang}"],
        "action": row[f"action_{lang}"],
        "address": address(row["target"]),
    }


def address(target):
    """Where a door leads; programmes are named by their code."""
    if target.startswith("programme:"):
        code = target.split(":")[1]
        return f"/programmes/{load(f'programmes/{code.lower()}')['slug']}/"
    return TARGETS[target]


def build_standard(home, text):
    page = make.add(
        home,
        StandardPage,
        text["slug"],
        title=text["title_th"],
        summary=text["lead_th"],
        body=body(text["blocks"], "th"),
    )
    make.translate(page, title=text["title_en"], summary=text["lead_en"], body=body(text["blocks"], "en"))


def build_sections(texts):
    """Introductions of the pages that list others."""
    index = texts["news_index"]
    section = make.section("news")
    section.title, section.summary = index["title_th"], index["lead_th"]
    section.save()
    make.translate(section, title=index["title_en"], summary=index["lead_en"])
    home = texts["home"]["sections"]["institutes"]
    institutes = make.section("institutes")
    institutes.summary = home["lead_th"]
    institutes.save()
    make.translate(institutes, summary=home["lead_en"])


def build_news(news):
    for row in news:
        page = make.add(
            make.section("news"),
            NewsPage,
            row["slug"],
            title=row["title_th"],
            date=row["date"],
            summary=row["summary_th"],
            body=body(row["blocks"], "th"),
        )
        make.translate(page, title=row["title_en"], summary=row["summary_en"], body=body(row["blocks"], "en"))


def build_institutes():
    for row in load("institutes")["institutes"]:
        page = make.add(make.section("institutes"), InstitutePage, row["slug"], **institute_fields(row, "th"))
        make.translate(page, **institute_fields(row, "en"))


def institute_fields(row, lang):
    other = "en" if lang == "th" else "th"
    return {
        "title": row[f"name_{lang}"],
        "number": row["number"],
        "institute": row["code"].lower(),
        "short_name": row[f"short_{lang}"],
        "motto": row[f"motto_{lang}"],
        "summary": row[f"summary_{lang}"],
        "terms": [("term", {"term": term[lang], "other": term[other]}) for term in row["key_terms"]],
        "numbers": [("number", number(n, lang)) for n in row["numbers"]],
        "body": body(row["about"], lang) + frameworks(row, lang),
    }


def number(row, lang):
    value = row["value"] if "value" in row else f"{row['before']} → {row['after']}"
    return {"value": value, "label": row[f"label_{lang}"], "source": row[f"note_{lang}"]}


def frameworks(row, lang):
    found = []
    for framework in row["frameworks"]:
        found.append(("heading", framework[lang]))
        if framework["items"]:
            found.append(("list", [item[lang] for item in framework["items"]]))
    return found


def build_missions():
    for row in load("institutes")["academy"]["missions"]:
        fields = {
            lang: {
                "title": row[lang],
                "summary": row[f"text_{lang}"].split(". ")[0][:600] if lang == "en" else row[f"text_{lang}"][:600],
                "body": [("paragraph", f"<p>{row[f'text_{lang}']}</p>")],
            }
            for lang in ("th", "en")
        }
        page = make.add(make.section("missions"), MissionPage, row["slug"], number=row["number"], **fields["th"])
        make.translate(page, number=row["number"], **fields["en"])


def feature_case(case):
    """Show the chosen case on both home pages."""
    for home in HomePage.objects.all():
        home.featured_case = case.get_translation_or_none(home.locale) or case
        home.save()
