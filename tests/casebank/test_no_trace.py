"""What a person may not see leaves no trace: in no list, count, search, suggestion, feed, file or address.

A word of its own is planted in each hidden thing. Then everything that the public and a learner can reach by links is
read, and everything that answers a question is asked for the words.
"""

import re
import subprocess
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from casebank.actions.curating import retract
from casebank.models import CaseFile, CasePage, Contributor, KnowledgePage, Term
from config.demo import factories as make
from courses.models import LessonPage, ModulePage
from home.models import IndexPage

pytestmark = pytest.mark.django_db

# One word for each hidden thing; none is near another.
NOTE, DRAFT, CHANGE, LESSON = "qorvintha", "qelmirost", "qabrindel", "qumberlot"
RETRACTED, RESTRICTED, UNPUBLISHED = "qixandrel", "qyntholar", "qerwandim"
ITEM, AUTHOR, CONSENT, FILE = "qoblensta", "qudrimane", "qasterwil", "qivenmort"
ONCE_PUBLIC = {RETRACTED, RESTRICTED, UNPUBLISHED, ITEM}
WORDS = (NOTE, DRAFT, CHANGE, LESSON, RETRACTED, RESTRICTED, UNPUBLISHED, ITEM, AUTHOR, CONSENT, FILE)
# What the public may start from; the rest is found by following links.
STARTS = (
    "/", "/en/", "/sitemap.xml", "/robots.txt",
    "/cases/", "/cases/map/", "/cases/timeline/", "/cases/feed/", "/knowledge/", "/knowledge/network/", "/people/",
    "/areas/", "/areas/map/", "/missions/", "/programmes/", "/courses/", "/institutes/",
    "/oai?verb=Identify", "/oai?verb=ListSets", "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/api/v1/search?q=กรณี", "/search/?q=กรณี", "/search/suggest/?q=กรณี",
)  # fmt: skip
# Lists and counts that must be the same with and without what is hidden.
COUNTED = STARTS[4:13] + STARTS[21:]
LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']|<loc>([^<]+)</loc>|https?://testserver([^\s"'<>]+)""")
MOST_PAGES = 600
# Ways out, forms that another test owns, and orders and filters that combine what was read already.
PASSED_BY = re.compile(r"^/(cms|accounts|static|demo|en/accounts)/|/media/")
# What was once public is told to harvesters as deleted, by its identifier and nothing else.
TOMBSTONE = re.compile(
    r"<header status=.deleted.><identifier>[^<]+</identifier><datestamp>[^<]+</datestamp>(<setSpec>[\w-]+</setSpec>)*"
)
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)|csrf\w+\" value=\"\w+\"|t=[\w:-]{20,}|resumptionToken[^>]*>"
)


@pytest.fixture
def open_cases(site, programme):
    """What everybody may see, and the hidden things will hang on."""
    first = make.complete_case("CASE-LGCBI-01", title="กรณีเปิดเผยหนึ่ง")
    second = make.complete_case("CASE-LGCBI-02", title="กรณีเปิดเผยสอง")
    make.written_by(first, make.contributor())
    make.province()
    make.province("95", name_th="ยะลา", name_en="Yala", region="south", sort=76)
    make.add(make.section("missions"), IndexPage, "mission-1", title="พันธกิจหนึ่ง")
    make.knowledge("RQ-1", title="กรณีโจทย์เปิดเผย", kind="research_question", question_state="answered")
    make.organisation()
    make.knowledge("TL-1", title="กรณีเครื่องมือเปิดเผย", cites=[first])
    return first, second


@pytest.fixture
def hidden(open_cases, self_paced):
    """{word: addresses that lead to it} once everything hidden stands."""
    first, second = open_cases
    addresses = {word: [] for word in WORDS}
    told_beside_a_case(first)
    changed(second)
    for word, hide in ((DRAFT, None), (RETRACTED, taken_back), (RESTRICTED, for_editors), (UNPUBLISHED, unpublished)):
        found = secret_case(word, first, live=bool(hide))
        if hide:
            hide(found)
        addresses[word] = addresses_of(found, word)
    item = make.knowledge(f"TL-{ITEM}", title=f"{ITEM} เครื่องมือลับ", summary=ITEM)
    item.cites = [first]
    item.save()
    item.unpublish()
    addresses[ITEM] = [item.url, f"{item.url}cite.bib", f"/knowledge/{item.slug}/cite.json"]
    author = make.contributor("ลับ", AUTHOR, public=False, about_th=AUTHOR, family_name_en=AUTHOR, given_name_en="Q")
    addresses[AUTHOR] = [f"/people/{author.pk}/"]
    addresses[LESSON] = [lesson_of_others()]
    paper = Document.objects.create(title=FILE, file=ContentFile(b"%PDF-1.7", name=f"{FILE}.pdf"))
    CaseFile.objects.create(case=first, document=paper, title=FILE, for_instructors=True)
    addresses[FILE] = [paper.url, f"/media/{paper.file.name}"]
    return addresses


def told_beside_a_case(case):
    case.teaching_note, case.consent_note = f"<p>{NOTE}</p>", CONSENT
    case.save()


def changed(case):
    """A draft over a published case."""
    draft_of_it = CasePage.objects.get(pk=case.pk)
    draft_of_it.title, draft_of_it.context = f"{CHANGE} กรณีแก้ไข", CHANGE
    draft_of_it.save_revision()


def secret_case(word, neighbour, live):
    """A case with the word wherever one may stand, and with everything that could point to it."""
    theme = Term.objects.create(kind="theme", code=word, name_th=word, name_en=word)
    found = make.complete_case(
        f"CASE-{word}",
        title=f"กรณี {word} ลับ",
        summary=word,
        area=word,
        year=1991,
        region="south",
        institute="pasmei",
        plan=word,
        authority_kind="PATTAYA",
        sdgs=[14],
        evidence_level=neighbour.evidence_level,
        context=word,
        live=live,
    )
    found.themes = [theme]
    found.provinces = [make.province("95")]
    silent = make.contributor(word, word, family_name_en=word, given_name_en=word, about_th=word, public=False)
    make.written_by(found, make.contributor(), silent)
    neighbour.adopted_from.add(found)
    neighbour.save()
    make.adoption(found, make.organisation(), how=word)
    question = KnowledgePage.objects.get(code="RQ-1")
    question.cites.add(found)
    question.answered_by.add(found)
    question.save()
    return found


def taken_back(page):
    retract(page=page, by=make.person("editor-9@example.org", "editor"), reason="ตัวเลขผิด")


def for_editors(page):
    door = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    door.groups.add(Group.objects.get_or_create(name="editor")[0])


def unpublished(page):
    page.unpublish()


def addresses_of(case, word):
    paper = Document.objects.create(title=word, file=ContentFile(b"%PDF-1.7", name=f"{word}.pdf"))
    CaseFile.objects.create(case=case, document=paper, title=word)
    beside = [f"/cases/{case.slug}/{end}" for end in ("print.pdf", "cite.bib", "cite.ris", "cite.json", "cite.txt")]
    record = f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:{case.code}"
    return [case.url, *beside, paper.url, record]


def lesson_of_others():
    lesson = LessonPage.objects.filter(slug="lesson", path__startswith=ModulePage.objects.get(code="ARD-02").path).get()
    lesson.body = [("paragraph", f"<p>{LESSON}</p>")]
    lesson.save()
    return lesson.url


@pytest.fixture(params=["anonymous", "learner"])
def browser(request, as_user):
    """The two who may see least."""
    if request.param == "anonymous":
        return Client()
    learner, _enrolment = request.getfixturevalue("learner"), request.getfixturevalue("enrolment")
    return as_user(learner)


def body_of(answer):
    """Text of an answer; a PDF as a reader sees it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.get("Content-Type") == "application/pdf":
        return subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return content.decode(errors="replace")


def links_in(base, text):
    for groups in LINK.findall(text):
        address = urlsplit(urljoin(f"http://testserver{base}", next(filter(None, groups)).replace("&amp;", "&")))
        # One filter at a time: combinations of filters read the same table.
        if address.netloc == "testserver" and len(parse_qs(address.query)) <= 1:
            yield address.path + (f"?{address.query}" if address.query else "")


def walk(browser):
    """{address: text} of all that one reaches by links from STARTS."""
    waiting, read = list(STARTS), {}
    while waiting and len(read) < MOST_PAGES:
        address = waiting.pop(0)
        if address in read or PASSED_BY.search(address):
            continue
        answer = browser.get(address)
        read[address] = body_of(answer) if answer.status_code == 200 else ""
        waiting += [each for each in links_in(address, read[address]) if each not in read]
    return read


def test_nobody_reads_of_it_by_following_links(hidden, browser):
    read = walk(browser)
    assert len(read) < MOST_PAGES, "the walk did not come to its end"
    reached = " ".join(address for address, text in read.items() if text)
    for place in ("/cases/case-lgcbi-01/", "/people/", "/cases/feed/", "print.pdf", "cite.", "/missions/mission-1/"):
        assert place in reached, f"{place} was not read, so nothing is said about it"
    traces = {
        (word, address)
        for address, text in read.items()
        for word in WORDS
        if word in (address + (TOMBSTONE.sub("", text) if word in ONCE_PUBLIC else text)).lower()
    }
    assert sorted(traces) == []


def test_its_own_addresses_lead_nowhere(hidden, browser):
    for word, addresses in hidden.items():
        for address in addresses:
            answer = browser.get(address)
            if word == RETRACTED and address == addresses[0]:
                assert "ตัวเลขผิด" in body_of(answer), "the notice stays"
            elif address.startswith("/oai"):
                # The standard repeats what was asked.
                assert word not in body_of(answer).replace(f"CASE-{word}", "")
            else:
                assert answer.status_code in (302, 403, 404), address


def test_no_question_finds_it(hidden, browser):
    for word in WORDS:
        for asked in (word, word.upper(), f'"{word}"', f"กรณี {word}"):
            found = browser.get("/api/v1/search", {"q": asked}).json()
            assert word not in str(found["results"]).lower()
        for place in ("/search/", "/cases/", "/knowledge/", "/people/", "/areas/"):
            assert_only_echoed(browser.get(place, {"q": word}), word)


def assert_only_echoed(answer, word):
    """The page repeats the question, and says nothing else that holds the word."""
    shown = BeautifulSoup(answer.content, "html.parser")
    links = [link["href"] for link in shown.select("a[href]")]
    assert not [link for link in links if word in urlsplit(link).path.lower()]
    assert not [part for part in shown.select("main article, main .card, main .hit") if word in str(part).lower()]


def test_nobody_is_led_to_it_while_typing_or_by_a_slip(hidden, browser):
    for word in WORDS:
        for typed in (word[:4], word[:-1], word):
            assert word not in browser.get("/search/suggest/", {"q": typed}).content.decode().lower()
        slip = word[:3] + word[4:]
        for place in ("/search/", "/api/v1/search", "/cases/"):
            answer = browser.get(place, {"q": slip}).content.decode().lower()
            assert word not in answer, "offered as another spelling"


def test_every_count_is_the_same_with_and_without_it(open_cases, client, request):
    before = {address: as_read(client, address) for address in COUNTED}
    request.getfixturevalue("hidden")
    for address in COUNTED:
        assert as_read(client, address) == before[address], address


# --- what was public a moment ago ---------------------------------------------------------------
def deleted(page):
    page.delete()


def not_wished(_page):
    author = Contributor.objects.get(family_name_th=AUTHOR)
    author.public = False
    author.save()


@pytest.mark.parametrize("hide", [taken_back, for_editors, unpublished, deleted, not_wished])
def test_what_processes_remember_is_forgotten_at_once(
    hide, open_cases, client, settings, django_capture_on_commit_callbacks
):
    """As in production, where public records, answers, counts and pages are kept while nothing changes."""
    settings.PUBLIC_PAGE_SECONDS = 60
    word = AUTHOR if hide == not_wished else RETRACTED
    with django_capture_on_commit_callbacks(execute=True):
        case = make.complete_case("CASE-X", title=f"กรณี {RETRACTED} ลับ", summary=RETRACTED, region="south", year=1991)
        make.written_by(case, make.contributor("คน", AUTHOR, family_name_en=AUTHOR, given_name_en="Q"))
    places = [f"{place}?q={RETRACTED}" for place in ("/search/", "/api/v1/search", "/search/suggest/", "/cases/")]
    places = [f"/api/v1/search?q={AUTHOR}", "/people/"] if hide == not_wished else [*places, "/cases/", "/cases/feed/"]
    for _twice in range(2):
        for place in places:
            assert tells_of(client, place, word), f"{place} finds what is public"
    with django_capture_on_commit_callbacks(execute=True):
        hide(case)
    for place in places:
        assert not tells_of(client, place, word), place


def tells_of(client, address, word):
    """Whether an address names it, the repeated question aside."""
    told = body_of(client.get(address)).lower()
    return word in re.sub(f'q={word}|"(query|value)": ?"{word}"|value="{word}"|[“”]{word}[“”]', "", told)


def as_read(client, address):
    """What stands at an address. Of a search its parts in any order: near ties are ranked by the whole index."""
    read = MOMENT.sub("", body_of(client.get(address)))
    return sorted(re.split(r"[<{}\[\]]", read)) if "q=" in address else read
