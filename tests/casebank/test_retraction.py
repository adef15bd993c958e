"""A retracted case stays where it was cited, says why, and stands in no list."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import Revision

from accounts.models import AuditEntry
from casebank.models import CasePage, KnowledgePage, Term
from config.demo import factories as make
from config.setup import set_up
from courses.models import LessonPage
from home.models import HomePage

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
REASON = "นับใบเสร็จซ้ำ ผลต่างจึงไม่เป็นจริง"


@pytest.fixture
def case(site):
    set_up()
    found = make.case()
    make.translate(found, title="A one-page letter")
    return found


@pytest.fixture
def editor_of(as_user, institute_editor):
    return lambda institute: as_user(institute_editor(institute))


def address(page):
    return reverse("casebank_retraction", args=[page.pk])


def listed(model=CasePage):
    return set(model.objects.published().values_list("code", "locale__language_code"))


def test_an_editor_retracts_with_a_reason_that_readers_see(case, editor_of, client):
    desk = editor_of("lgcbi")
    assert "ถอนเรื่องนี้" in desk.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).content.decode()
    assert desk.post(address(case), {"reason": REASON}).status_code == 302
    assert listed() == set()
    for page in CasePage.objects.all():
        assert page.live and page.retracted
        assert REASON in render_to_string("casebank/retracted.html", {"page": page}).replace("&#x27;", "'")
    assert client.get(case.url).status_code == 200
    entry = AuditEntry.objects.filter(verb="case.retracted").first()
    assert (entry.reason, entry.actor.email) == (REASON, "editor-lgcbi-1@example.org")


def test_the_retraction_is_undone_with_a_reason(case, editor_of):
    desk = editor_of("lgcbi")
    desk.post(address(case), {"reason": REASON})
    desk.post(address(case), {"reason": "ตรวจใบเสร็จใหม่แล้ว ถูกต้อง"})
    assert listed() == {(case.code, "th"), (case.code, "en")}
    entry = AuditEntry.objects.filter(verb="case.restored").first()
    assert entry.before["reason"] == REASON and entry.reason == "ตรวจใบเสร็จใหม่แล้ว ถูกต้อง"


def test_without_a_reason_nothing_happens_and_the_form_says_so(case, editor_of):
    answer = editor_of("lgcbi").post(address(case), {"reason": "  "})
    assert answer.status_code == 200 and answer.context["form"].errors["reason"]
    assert len(listed()) == 2


def test_others_cannot_retract(case, editor_of, as_user, instructor, learner):
    for browser in (editor_of("ccmi"), as_user(instructor), as_user(learner)):
        assert browser.get(address(case)).status_code in (302, 403)
        browser.post(address(case), {"reason": REASON})
    assert len(listed()) == 2


def test_an_older_draft_does_not_bring_it_back(case, editor_of):
    revision = case.save_revision(clean=False)
    editor_of("lgcbi").post(address(case), {"reason": REASON})
    draft = Revision.objects.get(pk=revision.pk).as_object()
    assert (draft.retracted, draft.retraction_reason) == (True, REASON)


def test_a_draft_cannot_be_retracted(case, editor_of):
    case.unpublish()
    answer = editor_of("lgcbi").post(address(case), {"reason": REASON})
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    assert not CasePage.objects.get(pk=case.pk).retracted


def test_a_knowledge_item_is_retracted_in_the_same_way(case, editor_of):
    item = make.knowledge(institute="lgcbi")
    editor_of("lgcbi").post(address(item), {"reason": REASON})
    assert listed(KnowledgePage) == set()
    assert AuditEntry.objects.filter(verb="item.retracted").exists()


def test_what_has_been_published_is_never_deleted(case, editor_of):
    case.save_revision(clean=False)
    draft = make.complete_case(live=False)
    draft.save_revision(clean=False).publish()
    desk = editor_of("lgcbi")
    desk.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    assert CasePage.objects.filter(pk=draft.pk).exists()


# --- what is left of it ----------------------------------------------------------------
SECRET = "qixandrel"


@pytest.fixture
def told_everywhere(case, editor_of, programme):
    """A case with a word in every text of it, retracted; featured on the home page and cited by a lesson."""
    result = {"indicator": SECRET, "before": 1, "after": 2, "unit": SECRET, "source": SECRET}
    theme = Term.objects.create(kind="theme", code=SECRET, name_th=SECRET, name_en=SECRET)
    texts = (
        "summary",
        "summary_en",
        "search_description",
        "area",
        "context",
        "problem",
        "mechanism",
        "transferability",
    )
    for page in CasePage.objects.filter(translation_key=case.translation_key):
        for name in texts:
            setattr(page, name, SECRET)
        page.results, page.lessons, page.themes = make.stream(result, kind="result"), make.stream(SECRET), [theme]
        page.save()
        HomePage.objects.filter(locale=page.locale).update(featured_case=page.pk)
    lesson = LessonPage.objects.first()
    lesson.body = [("case", {"case": CasePage.objects.get(pk=case.pk), "why": ""})]
    lesson.free_preview = True
    lesson.save()
    return lesson


def head_of(client, path):
    head = BeautifulSoup(client.get(path).content, "html.parser").head
    tags = {tag.get("name") or tag.get("property"): tag.get("content") for tag in head.find_all("meta")}
    return tags | {"data": json.loads(head.find("script", type="application/ld+json").string), "title": head.title.text}


def test_its_page_says_the_retraction_wherever_a_summary_would_stand(told_everywhere, case, editor_of, client):
    assert SECRET in head_of(client, case.url)["description"]
    editor_of("lgcbi").post(address(case), {"reason": REASON})
    for path, word, title in ((case.url, "ถอนเมื่อ", "ถอนแล้ว: "), (f"/en{case.url}", "Retracted on", "Retracted: ")):
        head = head_of(client, path)
        for told in (head["description"], head["DC.description"], head["data"]["description"]):
            assert told.startswith(word) and told.endswith(REASON)
        for told in (head["title"], head["og:title"], head["citation_title"], head["data"]["name"]):
            assert told.startswith(title)
        assert head["robots"] == "noindex"


def test_nothing_of_its_text_is_left_anywhere(told_everywhere, case, editor_of, client):
    lesson = told_everywhere
    pages = ["/", "/en/", case.url, f"/en{case.url}", lesson.url]
    assert [path for path in pages if SECRET not in client.get(path).content.decode()] == []
    editor_of("lgcbi").post(address(case), {"reason": REASON})
    beside = [f"{case.url}{end}" for end in ("print.pdf", "cite.bib", "cite.ris", "cite.json")]
    lists = ["/cases/", "/cases/feed/", "/en/cases/feed/", "/cases/map/", "/cases/timeline/", "/sitemap.xml"]
    asked = [f"/oai?verb=ListRecords&metadataPrefix={form}" for form in ("oai_dc",)]
    for path in [*pages, *beside, *lists, *asked]:
        answer = client.get(path)
        assert SECRET not in answer.content.decode(errors="replace"), path
        assert answer.status_code == (404 if path in beside else 200), path
    assert client.get("/api/v1/search", {"q": SECRET}).json()["results"] == []
    assert "ถอนแล้ว: " in client.get(lesson.url).content.decode()
    assert 'status="deleted"' in client.get(asked[0]).content.decode()


def test_a_retracted_item_tells_machines_nothing_of_its_content(case, editor_of, client):
    item = make.knowledge(
        "DS-1", kind="dataset", institute="lgcbi", summary=SECRET, access="open", access_url=f"https://x.example/{SECRET}",
        coverage=SECRET, period=SECRET, owner_name=SECRET,
    )  # fmt: skip
    assert SECRET in client.get(item.url).content.decode()
    editor_of("lgcbi").post(address(item), {"reason": REASON})
    html = client.get(item.url).content.decode()
    assert SECRET not in html and head_of(client, item.url)["description"].endswith(REASON)


# --- its word -----------------------------------------------------------------------
def test_a_case_is_retracted_by_one_word_and_a_certificate_revoked_by_another():
    """ถอน for what is published, เพิกถอน for the register: in the catalogue and in the guides of the bank."""
    catalogue = (ROOT / "locale/th/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    said = dict(re.findall(r'^msgid "(.*retract.*)"\nmsgstr "(.+)"$', catalogue, re.MULTILINE | re.IGNORECASE))
    assert len(said) > 10
    assert {english: thai for english, thai in said.items() if "ถอน" not in thai or "เพิกถอน" in thai} == {}
    for guide in ("editor", "instructor"):
        assert "เพิกถอน" not in (ROOT / f"docs/guide/{guide}.md").read_text(encoding="utf-8")
