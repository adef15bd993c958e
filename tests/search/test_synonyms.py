"""What editors say to search: words that mean the same, and pages put first."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from config.demo import factories as make
from config.setup import set_up
from home.models import Pick, Synonym
from home.search.site import everything_found, find

LONG = "องค์การบริหารส่วนตำบล"


@pytest.fixture
def titles(thai):
    def titles(question):
        page_obj = find(text=question, locale=thai).hits
        return [hit.title.replace("<mark>", "").replace("</mark>", "") for hit in page_obj]

    return titles


def test_the_usual_abbreviations_are_there_from_the_start(write, titles):
    write("หนึ่ง", f"{LONG}สมมติ")
    write("สอง", "อบต.สมมติ")
    assert set(titles("อบต.")) == set(titles("อ.บ.ต.")) == set(titles(LONG)) == {"หนึ่ง", "สอง"}


def test_a_new_synonym_counts_at_once_both_ways_and_goes_at_once(
    write, titles, settings, django_capture_on_commit_callbacks
):
    settings.PUBLIC_PAGE_SECONDS = 60
    write("หนึ่ง", "รถรางไฟฟ้า")
    write("สอง", "tramway")
    assert titles("tramway") == ["สอง"]
    with django_capture_on_commit_callbacks(execute=True):
        synonym = Synonym.objects.create(short="tramway", long="รถรางไฟฟ้า")
    assert set(titles("tramway")) == set(titles("รถรางไฟฟ้า")) == {"หนึ่ง", "สอง"}
    with django_capture_on_commit_callbacks(execute=True):
        synonym.delete()
    assert titles("tramway") == ["สอง"]


def test_a_synonym_of_several_english_words(write, titles):
    Synonym.objects.create(short="พรบ", long="city planning act")
    write("หนึ่ง", "ร่าง พ.ร.บ. ฉบับใหม่")
    write("สอง", "The City Planning Acts of old")
    write("สาม", "a city, an act and planning apart")
    assert set(titles("พรบ")) == {"หนึ่ง", "สอง"}
    assert set(titles("city planning act")) == {"หนึ่ง", "สอง", "สาม"}


@pytest.mark.parametrize("hostile", ["'", '" OR *', ":* | !", "%s", "ๆ", "<script>"])
def test_an_odd_synonym_breaks_nothing(write, titles, hostile):
    write("เมือง")
    Synonym.objects.create(short="เมือง", long=hostile)
    assert titles("เมือง") == ["เมือง"]


def test_words_that_mean_the_same_are_marked(client, write):
    write("หนึ่ง", f"เรื่องของ{LONG}")
    assert f"<mark>{LONG}</mark>" in client.get("/search/", {"q": "อบต"}).content.decode()


# --- picks ---------------------------------------------------------------------------------------------
def test_a_pick_comes_first_with_its_label_though_it_lacks_the_word(client, write, titles):
    for number in range(3):
        write(f"เมืองที่ {number}")
    chosen = write("เริ่มที่นี่")
    Pick.objects.create(words="ข้อมูลเมือง, เมือง", page=chosen)
    assert titles("เมือง")[0] == titles(" เมือง ")[0] == "เริ่มที่นี่" and len(titles("เมือง")) == 4
    html = client.get("/search/", {"q": "เมือง"}).content.decode()
    assert html.count("แนะนำ</span>") == 1
    assert titles("เมือง น่าอยู่") == []


def test_a_picked_page_that_answers_stands_there_once(write, titles):
    write("เมืองหนึ่ง")
    second = write("เมืองสอง", "ข้อความอื่น ๆ อีกมาก")
    Pick.objects.create(words="เมือง", page=second)
    assert titles("เมือง") == ["เมืองสอง", "เมืองหนึ่ง"]


def test_a_pick_shows_nothing_that_is_hidden(write, titles, thai):
    draft, restricted = write("ร่าง", live=False), write("ลับ")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, restricted):
        Pick.objects.create(words="เมือง", page=page)
    assert titles("เมือง") == [] and everything_found("เมือง", thai) == []


# --- ranking ---------------------------------------------------------------------------------------------
def test_title_before_summary_before_text(write, titles):
    filler = "ข้อความอื่นที่ไม่เกี่ยวข้องกันเลย"
    write("เรื่องที่สาม", f"{filler} ตลาดน้ำ {filler}", summary=filler)
    write("เรื่องที่สอง", f"{filler} {filler}", summary=f"ตลาดน้ำ {filler}")
    write("ตลาดน้ำแห่งหนึ่ง", f"{filler} {filler}", summary=filler)
    for number in range(6):
        write(f"เรื่องอื่น {number}", filler)
    assert titles("ตลาดน้ำ") == ["ตลาดน้ำแห่งหนึ่ง", "เรื่องที่สอง", "เรื่องที่สาม"]


def test_of_two_that_are_alike_the_fresh_one_comes_first(write, titles):
    now = timezone.now()
    write("ตลาดน้ำ ก", last_published_at=now - timedelta(days=10))
    write("ตลาดน้ำ ข", last_published_at=now - timedelta(days=3000))
    for number in range(6):
        write(f"เรื่องอื่น {number}")
    assert titles("ตลาดน้ำ") == ["ตลาดน้ำ ก", "ตลาดน้ำ ข"]


# --- the editors' desk ---------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["synonym", "pick", "miss"])
def test_editors_have_a_desk_for_it_and_learners_have_not(as_user, path, site, editor):
    set_up()
    address = f"/cms/snippets/home/{path}/"
    assert as_user(editor).get(address).status_code == 200
    assert as_user(make.person("nobody@example.org")).get(address).status_code == 302


def test_an_editor_adds_a_synonym_and_cannot_write_a_miss(as_user, site, editor):
    set_up()
    desk = as_user(editor)
    answer = desk.post("/cms/snippets/home/synonym/add/", {"short": "ทปอ.", "long": "ที่ประชุมอธิการบดี"})
    assert answer.status_code == 302 and Synonym.objects.filter(short="ทปอ.").exists()
    same = desk.post("/cms/snippets/home/synonym/add/", {"short": "เมือง", "long": "เมือง"})
    assert same.status_code == 200 and not Synonym.objects.filter(short="เมือง").exists()
    assert desk.get("/cms/snippets/home/miss/add/").status_code in (302, 403, 404)
