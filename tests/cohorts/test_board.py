"""The board of a case in class: answers, replies, questions of one's own, what is hidden, and who sees any of it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from casebank.models import CasePage
from cohorts.actions.board import hide_post, say, show_post
from cohorts.actions.casework import close_class, reopen_class
from cohorts.actions.cohorts import finish_cohort
from cohorts.models import BoardPost, Enrolment
from config.demo import factories as make

from .casework import QUESTIONS_EN, attach, case_page, with_task
from .learning import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cohort):
    return case_page()


@pytest.fixture
def found(cohort, instructor, enrolment, case):
    return attach(cohort, instructor, case)


@pytest.fixture
def path(found):
    return f"/learn/llp-1/cases/{found.pk}/"


@pytest.fixture
def desk(found):
    return f"/teach/llp-1/cases/{found.pk}/"


@pytest.fixture
def reader(as_user, learner):
    return as_user(learner)


@pytest.fixture
def teacher(as_user, instructor):
    return as_user(instructor)


def send(browser, path, text, **place):
    return browser.post(f"/en{path}", {"text": text, **place}, follow=True)


def texts(**where):
    return list(BoardPost.objects.filter(**where).order_by("pk").values_list("text", flat=True))


# --- reading --------------------------------------------------------------------------
def test_the_board_shows_the_case_its_questions_and_the_way_to_all_of_it(reader, path):
    page = english(reader, path)
    assert "One-page letter" in page and "A new letter was tried" in page and "/en/cases/case-lgcbi-01/" in page
    assert all(question in page for question in QUESTIONS_EN) and page.count("Nobody has answered yet") == 2
    assert "Questions to the author and the instructor" in page


def test_strangers_and_other_classes_find_nothing(
    client, as_user, path, desk, found, other_instructor, applicant, registrar, instructor, officer, learner
):
    theirs = attach(other_instructor.cohort_roles.get().cohort, other_instructor, case_page("CASE-2"))
    elsewhere = make.person("elsewhere@example.org", last_name="อื่น")
    make.enrolment(theirs.cohort, elsewhere)
    for person in (elsewhere, applicant, registrar, other_instructor):
        for address in (path, f"{path}task/", desk, f"{desk}edit/"):
            assert as_user(person).get(address).status_code == 404, (person, address)
            assert as_user(person).post(address, {"text": "x"}).status_code == 404, (person, address)
    assert as_user(learner).get(desk).status_code == 404
    # The id of another cohort's case under the address of one's own finds nothing either.
    assert as_user(learner).get(f"/learn/llp-1/cases/{theirs.pk}/").status_code == 404
    assert as_user(instructor).get(f"/teach/llp-1/cases/{theirs.pk}/").status_code == 404
    assert client.get(path).status_code == 302 and as_user(officer).get(desk).status_code == 200
    assert not BoardPost.objects.exists()


def test_the_teaching_note_is_for_the_teacher_only(reader, teacher, path, desk):
    assert "บันทึกผู้สอนลับ" in english(teacher, desk)
    assert "บันทึกผู้สอนลับ" not in english(reader, path)


def test_a_teacher_without_the_role_reads_no_teaching_note(as_user, cohort, desk):
    helper = make.person("helper@example.org")
    make.staff(cohort, helper)
    page = english(as_user(helper), desk)
    assert "One-page letter" in page and "บันทึกผู้สอนลับ" not in page


# --- writing --------------------------------------------------------------------------
def test_learners_answer_reply_and_ask(reader, teacher, path, desk, learner):
    page = send(reader, path, "เชื่อได้ <b>ครึ่งเดียว</b>\nเพราะไม่มีกลุ่มเทียบ", question=1).content.decode()
    assert "Your post is on the board" in page and "&lt;b&gt;ครึ่งเดียว&lt;/b&gt;<br>" in page and learner.name_en in page
    first = BoardPost.objects.get()
    response = teacher.post(f"/en{desk}", {"text": "ดูจากอะไร", "reply_to": first.pk})
    reply = BoardPost.objects.get(reply_to=first)
    assert response.url == f"/en{desk}?post={reply.pk}#post-{reply.pk}" and reply.question == 1
    send(reader, path, "จากตัวเลขในตาราง", reply_to=reply.pk)  # a reply to a reply answers the post above
    send(reader, path, "ใช้เวลานานเท่าใด")
    assert texts(reply_to=first) == ["ดูจากอะไร", "จากตัวเลขในตาราง"]
    assert texts(question=None) == ["ใช้เวลานานเท่าใด"]
    page = english(reader, path)
    assert page.index("ครึ่งเดียว") < page.index("ดูจากอะไร") < page.index("จากตัวเลขในตาราง") < page.index("ใช้เวลานาน")
    assert page.count(">Instructor<") == 1


@pytest.mark.parametrize(
    "text, said", [("", "Write something first"), ("  \u200b ", "Write something first"), ("ก" * 4001, "4000")]
)
def test_what_cannot_be_taken_comes_back_in_its_field(reader, path, text, said):
    response = reader.post(f"/en{path}", {"text": text, "question": 1})
    page = response.content.decode()
    second = page[page.index('id="q2"') :]
    assert response.status_code == 422 and not BoardPost.objects.exists()
    assert said in second and "field--bad" in second and "field--bad" not in page[: page.index('id="q2"')]
    assert text.strip("\u200b ") in second


def test_the_same_words_twice_in_a_row_are_one_post(found, learner):
    for _n in range(2):
        say(case_class=found, author=learner, text="ซ้ำ", question=0)
    say(case_class=found, author=learner, text="ซ้ำ", question=1)
    assert len(texts()) == 2


@pytest.mark.parametrize("place", [{"question": 2}, {"question": "9" * 30}, {"question": -1}, {"reply_to": 999}])
def test_a_place_that_is_not_on_the_board_loses_no_words(reader, path, place):
    page = reader.post(f"/en{path}", {"text": "คำของฉัน", **place}).content.decode()
    assert "คำของฉัน" in page


def test_a_reply_to_a_post_hidden_meanwhile_is_given_back(reader, path, found, learner, instructor):
    post = say(case_class=found, author=learner, text="หยาบ", question=0)
    hide_post(post=post, actor=instructor, reason="ใช้คำไม่เหมาะสม")
    response = reader.post(f"/en{path}", {"text": "คำของฉัน", "reply_to": post.pk})
    page = response.content.decode()
    assert response.status_code == 422 and "hidden meanwhile" in page and "คำของฉัน</textarea>" in page


def test_a_closed_board_is_read_and_takes_nothing_more(reader, teacher, path, desk, found, learner, instructor):
    say(case_class=found, author=learner, text="ทันเวลา", question=0)
    page = teacher.post(f"/en{desk}close/", follow=True).content.decode()
    assert "The board is closed" in page and "<textarea" not in page
    page = reader.post(f"/en{path}", {"text": "สายไป", "question": 0}).content.decode()
    assert "closed meanwhile" in page and "ทันเวลา" in page and "สายไป" in page
    teacher.post(f"/en{desk}close/", {"act": "reopen"})
    send(reader, path, "ทันอีกครั้ง", question=0)
    assert texts() == ["ทันเวลา", "ทันอีกครั้ง"]
    for act in (close_class, close_class, reopen_class, reopen_class):
        act(case_class=found, actor=instructor)
    assert AuditEntry.objects.filter(verb="case.closed_in_class").count() == 2


def test_a_finished_cohort_reads_its_board_and_writes_no_more(reader, path, found, learner, cohort, officer, enrolment):
    say(case_class=found, author=learner, text="ก่อนจบ", question=0)
    Enrolment.objects.filter(pk=enrolment.pk).update(state="completed", completed_at=timezone.now())
    finish_cohort(cohort=cohort, actor=officer)
    page = english(reader, path)
    assert "ก่อนจบ" in page and "<textarea" not in page
    with pytest.raises(ValidationError):
        say(case_class=found, author=learner, text="หลังจบ", question=0)


def test_who_left_the_cohort_reads_and_writes_nothing(reader, path, enrolment):
    Enrolment.objects.filter(pk=enrolment.pk).update(state="ended")
    assert reader.get(path).status_code == 404 == reader.post(path, {"text": "x"}).status_code


# --- hiding ---------------------------------------------------------------------------
def test_a_teacher_hides_a_post_with_a_reason_and_shows_it_again(reader, teacher, path, desk, found, learner):
    post = say(case_class=found, author=learner, text="หยาบคาย", question=0)
    hide = f"/en/teach/posts/{post.pk}/hide/"
    refused = teacher.post(hide, {"reason": " "})
    assert refused.status_code == 422 and "Say why" in refused.content.decode()
    teacher.post(hide, {"reason": "ใช้คำไม่เหมาะสม"})
    page = english(reader, path)
    assert "ใช้คำไม่เหมาะสม" in page and "หยาบคาย" not in page and learner.name_en in page
    assert "หยาบคาย" in english(teacher, desk)
    entry = AuditEntry.objects.get(verb="post.hidden")
    assert (entry.target_id, entry.reason) == (str(post.pk), "ใช้คำไม่เหมาะสม")
    teacher.post(hide, {"act": "show"})
    assert "หยาบคาย" in english(reader, path) and AuditEntry.objects.filter(verb="post.shown").count() == 1


def test_hiding_twice_keeps_the_first_reason(found, learner, instructor, officer):
    post = say(case_class=found, author=learner, text="ก", question=0)
    hide_post(post=post, actor=instructor, reason="หนึ่ง")
    assert hide_post(post=post, actor=officer, reason="สอง").hidden_reason == "หนึ่ง"
    show_post(post=post, actor=instructor)
    show_post(post=post, actor=instructor)
    assert AuditEntry.objects.filter(verb__in=["post.hidden", "post.shown"]).count() == 2


def test_learners_and_other_teachers_hide_nothing(reader, as_user, other_instructor, found, learner):
    post = say(case_class=found, author=learner, text="ก", question=0)
    for browser in (reader, as_user(other_instructor)):
        assert browser.post(f"/teach/posts/{post.pk}/hide/", {"reason": "x"}).status_code == 404
    assert BoardPost.objects.get().hidden_at is None


# --- a case that goes while the class works on it ---------------------------------------
def test_a_retracted_case_is_said_so_and_the_discussion_goes_on(reader, path, case, learner):
    CasePage.objects.filter(pk=case.pk).update(
        retracted_on=timezone.localdate(), retraction_reason="พบข้อผิดพลาดในตัวเลข", questions=make.stream("ถามใหม่")
    )
    page = english(reader, path)
    assert "This case was retracted on" in page and "พบข้อผิดพลาดในตัวเลข" in page and QUESTIONS_EN[1] in page
    assert "Your post is on the board" in send(reader, path, "ยังคุยต่อ", question=1).content.decode()
    assert "Retracted" in english(reader, "/learn/llp-1/outline/")


def test_a_case_taken_off_the_site_leaves_its_questions(reader, path, case):
    CasePage.objects.filter(translation_key=case.translation_key).update(live=False)
    page = english(reader, path)
    assert "not public at the moment" in page and QUESTIONS_EN[0] in page and "/cases/case-lgcbi-01/" not in page


# --- a long board -----------------------------------------------------------------------
@pytest.fixture
def crowded(found, learner):
    """1,000 answers to the first question, a long thread of replies to the second, and one question of one's own."""
    BoardPost.objects.bulk_create(
        BoardPost(case_class=found, author=learner, text=f"คำตอบที่ {n} จบ", question=0) for n in range(1, 1001)
    )
    head = say(case_class=found, author=learner, text="ต้นเรื่อง", question=1)
    BoardPost.objects.bulk_create(
        BoardPost(case_class=found, author=learner, text=f"ตอบกลับที่ {n} จบ", question=1, reply_to=head)
        for n in range(1, 121)
    )
    say(case_class=found, author=learner, text="ถามเอง")
    return found


def shown(page, words="คำตอบที่"):
    return [int(number) for number in re.findall(rf"{words} (\d+) จบ", page)]


def test_a_long_board_opens_at_the_newest_and_leads_back_to_the_oldest(reader, teacher, path, desk, crowded):
    for browser, address in ((reader, path), (teacher, desk)):
        page = browser.get(address).content.decode()
        assert shown(page) == list(range(951, 1001)) and "ข้อความที่ 951–1000 จาก 1000" in page and "ถามเอง" in page
        seen, links = set(shown(page)), 0
        while link := re.search(r'href="(\?q1=\d+)#q1" rel="prev"', page):
            page, links = browser.get(address + link[1]).content.decode(), links + 1
            seen |= set(shown(page))
        assert seen == set(range(1, 1001)) and links == 19
        (newest,) = re.findall(r'href="(\?q1=20)#q1">', page)
        assert shown(browser.get(address + newest).content.decode())[-1] == 1000


def test_a_page_within_a_thread_shows_what_it_answers(reader, path, crowded):
    page = reader.get(path).content.decode()
    assert shown(page, "ตอบกลับที่") == list(range(100, 121)) and page.count("ต้นเรื่อง") == 1
    page = reader.get(f"{path}?q2=2").content.decode()
    assert shown(page, "ตอบกลับที่") == list(range(50, 100)) and page.count("ต้นเรื่อง") == 1


def test_a_link_to_one_post_opens_the_page_where_it_stands(reader, teacher, path, desk, crowded, learner):
    post = BoardPost.objects.get(text="คำตอบที่ 77 จบ")
    for browser, address in ((reader, path), (teacher, desk)):
        page = browser.get(f"{address}?post={post.pk}").content.decode()
        assert f'id="post-{post.pk}"' in page and f'href="?post={post.pk}#post-{post.pk}"' in page
    reply = reader.post(path, {"text": "ตอบข้อ 77", "reply_to": post.pk})
    assert "ตอบข้อ 77" in reader.get(reply.url).content.decode()
    assert reader.post(path, {"text": "", "reply_to": post.pk}).content.decode().count("คำตอบที่ 77 จบ") == 1
    hidden = teacher.post(f"/teach/posts/{post.pk}/hide/", {"reason": ""})
    assert hidden.status_code == 422 and "คำตอบที่ 77 จบ" in hidden.content.decode()
    hidden = teacher.post(f"/teach/posts/{post.pk}/hide/", {"reason": "ซ้ำ"})
    assert f'id="post-{post.pk}"' in teacher.get(hidden.url).content.decode()


@pytest.mark.parametrize("asked", ["q1=0", "q1=-5", "q1=99999", "q1=x", "post=x", "post=999999", "q9=3", "q1=๑"])
def test_an_address_that_names_nothing_on_the_board_shows_the_board(reader, path, crowded, asked):
    answer = reader.get(f"{path}?{asked}")
    assert answer.status_code == 200 and shown(answer.content.decode())


def test_a_board_costs_the_same_with_a_thousand_posts(reader, teacher, path, desk, found, learner, request):
    for place in (0, 1, None):
        say(case_class=found, author=learner, text="ก", question=place)

    def cost():
        counts = []
        for browser, address in ((reader, path), (teacher, desk)):
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                content = browser.get(address).content
            counts.append(len(queries))
            assert len(content) < 900_000
        return counts

    few = cost()
    request.getfixturevalue("crowded")
    assert cost() == few and max(few) <= 20


# --- cost -----------------------------------------------------------------------------
def test_a_board_costs_the_same_with_one_post_and_a_hundred(
    reader, teacher, cohort, instructor, case, learner, enrolment
):
    found = with_task(cohort, instructor, case)
    first = say(case_class=found, author=learner, text="ก", question=0)
    say(case_class=found, author=learner, text="ข", reply_to=first.pk)

    def cost(browser, path):
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    screens = [(reader, f"/en/learn/llp-1/cases/{found.pk}/"), (teacher, f"/en/teach/llp-1/cases/{found.pk}/")]
    one = [cost(*screen) for screen in screens]
    people = [make.person(f"many-{n}@example.org", last_name=f"คน {n}") for n in range(5)]
    BoardPost.objects.bulk_create(
        BoardPost(
            case_class=found,
            author=people[n % 5],
            text=f"คำตอบ {n}",
            question=n % 2,
            reply_to=first if n % 3 == 0 else None,
        )
        for n in range(100)
    )
    assert [cost(*screen) for screen in screens] == one and max(one) <= 20
