"""The editors' desk names no draft to whom it is none of their business: in no list, search, chooser, API, history."""

from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from casebank.actions.proposing import contributor_of, draft_case
from casebank.middleware import PAGES
from casebank.models import CaseAuthor, CasePage, ItemAuthor, KnowledgePage
from config.demo import factories as make
from config.setup import set_up
from home.models import NewsPage

pytestmark = pytest.mark.django_db
# Words of their own, so that no screen repeats what was asked.
CASE, ITEM, NEWS, PUBLIC = "qelmirost", "qoblensta", "qyntholar", "qabrindel"


@pytest.fixture
def pages(site):
    """{word: a page that has it in its title}; all drafts but the last, which somebody else made."""
    set_up()
    owner = make.person("writer@example.org", "instructor")
    case = draft_case(by=owner, institute="lgcbi", title=f"กรณี {CASE} ลับ")
    item = make.knowledge("TL-9", title=f"เครื่องมือ {ITEM} ลับ", institute="lgcbi", live=False)
    news = make.add(make.section("news"), NewsPage, "news-9", title=f"ข่าว {NEWS} ลับ", live=False)
    public = make.case("CASE-CDI-01", title=f"กรณี {PUBLIC} เปิด", institute="cdi")
    for page in (item, news, public):
        page.save_revision(log_action=True, clean=False)
    return {CASE: case, ITEM: item, NEWS: news, PUBLIC: public}


def screens(page):
    """Where the desk could name a page: {what: address}."""
    parent, word = page.get_parent(), page.title.split()[1]
    typed = word[:6]
    return {
        "list": reverse("wagtailadmin_explore", args=[parent.pk]),
        "list searched": reverse("wagtailadmin_explore", args=[parent.pk]) + f"?q={typed}",
        "search": reverse("wagtailadmin_pages:search") + f"?q={typed}",
        "search results": reverse("wagtailadmin_pages:search_results") + f"?q={typed}",
        "chooser": reverse("wagtailadmin_choose_page_child", args=[parent.pk]),
        "chooser searched": reverse("wagtailadmin_choose_page_search") + f"?q={typed}",
        "API": reverse("wagtailadmin_api:pages:listing") + f"?child_of={parent.pk}&limit=20",
        "API searched": reverse("wagtailadmin_api:pages:listing") + f"?search={word}",
        "API for the menu": reverse("wagtailadmin_api:pages:listing") + f"?child_of={parent.pk}&for_explorer=1",
        "API detail": reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        "history": reverse("wagtailadmin_reports:site_history"),
    }


def named(browser, page):
    """The screens that name the page to who is signed in."""
    word = page.title.split()[1]
    return {what for what, address in screens(page).items() if word in browser.get(address).content.decode()}


def test_an_instructor_is_told_of_no_draft_of_others_by_any_screen(pages, as_user):
    desk = as_user(make.person("other@example.org", "instructor"))
    told = {word: named(desk, page) for word, page in pages.items()}
    assert (told[CASE], told[ITEM], told[NEWS]) == (set(), set(), set())
    assert told[PUBLIC] == set(screens(pages[PUBLIC]))


def test_who_made_it_and_who_is_named_as_author_find_it(pages, as_user, admin):
    case = pages[CASE]
    assert named(as_user(case.owner), case) == set(screens(case)) == named(as_user(admin), case)
    friend = make.person("friend@example.org", "instructor")
    assert named(as_user(friend), case) == set()
    CaseAuthor.objects.create(case=CasePage.objects.get(pk=case.pk), contributor=contributor_of(friend))
    ItemAuthor.objects.create(item=KnowledgePage.objects.get(pk=pages[ITEM].pk), contributor=contributor_of(friend))
    assert named(as_user(friend), case) == set(screens(case))
    assert {"chooser", "chooser searched"} <= named(as_user(friend), pages[ITEM])


def test_editors_see_every_draft_but_cases_of_other_institutes(pages, as_user, institute_editor):
    own, foreign = as_user(institute_editor("lgcbi")), as_user(institute_editor("ccmi"))
    for word, page in pages.items():
        assert named(own, page) == set(screens(page))
        assert named(foreign, page) == (set() if word == CASE else set(screens(page)))


def test_the_count_beside_a_search_tells_nothing(pages, as_user):
    desk = as_user(make.person("other@example.org", "instructor"))
    answer = desk.get(reverse("wagtailadmin_pages:search") + f"?q={CASE[:6]}")
    assert answer.context["all_pages"].count() == 0 and not answer.context["content_types"]


def test_the_search_costs_the_same_with_many_drafts(pages, as_user):
    desk, counts = as_user(make.person("other@example.org", "instructor")), []
    for number in (1, 6):
        for n in range(number):
            draft_case(by=pages[CASE].owner, institute="lgcbi", title=f"กรณี {CASE} {number}-{n}")
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("wagtailadmin_pages:search") + f"?q={PUBLIC[:6]}")
        counts.append(len(queries))
    assert counts[0] >= counts[1]


def test_its_own_address_in_the_lists_tells_no_title(pages, as_user):
    case = pages[CASE]
    stranger, owner = as_user(make.person("other@example.org", "instructor")), as_user(case.owner)
    for name in ("wagtailadmin_explore", "wagtailadmin_explore_results", "wagtailadmin_choose_page_child"):
        address = reverse(name, args=[case.pk])
        assert CASE not in stranger.get(address).content.decode(), name
        assert owner.get(address).status_code == 200


def test_the_next_title_of_a_published_case_is_not_told(site, as_user, instructor):
    set_up()
    case = make.case("CASE-LEDI-09", title="ชื่อที่เผยแพร่แล้ว")
    draft = case.get_latest_revision_as_object()
    draft.title = draft.draft_title = "ชื่อร่างที่ยังไม่เปิดเผย"
    draft.save_revision()
    desk, parent = as_user(instructor), case.get_parent().pk
    asked = [
        reverse("wagtailadmin_explore", args=[parent]),
        reverse("wagtailadmin_choose_page_child", args=[parent]),
        reverse("wagtailadmin_pages:search") + "?q=ชื่อ",
        f"/cms/api/main/pages/?child_of={parent}",
    ]
    for address in asked:
        answer = desk.get(address)
        told = answer.json() if "json" in answer["Content-Type"] else answer.content.decode()
        told = str(told.get("html", told)) if isinstance(told, dict) else told
        assert answer.status_code == 200 and "ชื่อร่างที่ยังไม่เปิดเผย" not in told, address
        assert "ชื่อที่เผยแพร่แล้ว" in told, address


# --- records that nobody chooses --------------------------------------------------------
def test_who_works_at_the_desk_chooses_among_no_records_of_the_house(pages, as_user):
    desk = as_user(make.person("other@example.org", "instructor"))
    for model in ("accounts/auditentry", "home/miss"):
        for end in ("", "results/"):
            answer = desk.get(f"/cms/snippets/choose/{model}/{end}")
            assert answer.status_code == 404 and CASE not in answer.content.decode()


# --- authors ----------------------------------------------------------------------------
def test_authors_without_a_public_page_are_found_by_who_writes_with_them(pages, as_user):
    make.contributor("สมหญิง", "รักดี", public=False)
    make.contributor("ปรีชา", "มั่นคง")
    desk = as_user(make.person("other@example.org", "instructor"))
    for address in ("/cms/snippets/choose/casebank/contributor/results/", "/cms/snippets/casebank/contributor/"):
        for asked in ("สมหญิง", "รักดี สมหญิง", "หญิง"):
            answer = desk.get(address, {"q": asked})
            html = answer.content.decode()
            assert answer.status_code == 200 and ("สมหญิง รักดี" in html) and "ปรีชา" not in html, (address, asked)


# --- every address of the desk that names a page ------------------------------------------------
def addresses_with(page, other):
    """{name: addresses} of the desk that name the page: in each place where one may stand, `other` in the rest."""
    found = {}
    for names, pattern in desk_patterns(get_resolver()):
        for place in [name for name in pattern.pattern.regex.groupindex if name in PAGES]:
            values = {name: other.pk if name in PAGES else VALUES.get(name, "1") for name in pattern_places(pattern)}
            with suppress(NoReverseMatch):
                found[f"{names} {place}"] = reverse(names, kwargs=values | {place: page.pk})
    several = reverse("wagtailadmin_choose_page_chosen_multiple")
    return found | {"several": f"{several}?id={other.pk}&id={page.pk}"}


VALUES = {"content_type_app_name": "casebank", "content_type_model_name": "casepage", "mode": "preview"}


def desk_patterns(resolver, spaces=()):
    for each in resolver.url_patterns:
        if hasattr(each, "url_patterns"):
            yield from desk_patterns(each, (*spaces, each.namespace) if each.namespace else spaces)
        elif each.name and (each.name.startswith("wagtailadmin") or spaces[:1] == ("wagtailadmin_pages",)):
            yield ":".join((*spaces, each.name)), each


def pattern_places(pattern):
    return pattern.pattern.regex.groupindex


def test_no_address_of_the_desk_tells_the_title_of_a_hidden_draft(pages, as_user):
    mine = draft_case(by=make.person("other@example.org", "instructor"), institute="lgcbi", title="กรณีของฉัน")
    case, desk = pages[CASE], as_user(mine.owner)
    asked = addresses_with(case, mine)
    assert len(asked) > 30 and {"wagtailadmin_pages:move_confirm destination_id", "several"} <= set(asked)
    for name, address in asked.items():
        answer = desk.get(address, follow=True)
        assert CASE not in answer.content.decode(), f"{name}: {address}"
