"""A case comes into class by one click: what is copied, where it shows, what can change, how often it was taught."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from casebank.models import CaseAuthor, CasePage, Contributor
from cohorts.actions.board import say
from cohorts.actions.casework import change_class, close_class, remove_class
from cohorts.actions.cohorts import finish_cohort
from cohorts.actions.marking import grade_submission
from cohorts.actions.sessions import remove_session
from cohorts.models import CaseClass, LiveSession, Submission
from config.demo import factories as make

from .casework import QUESTIONS, QUESTIONS_EN, attach, case_page, coming_session, module_place, with_task
from .learning import do_everything, english, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cohort):
    return case_page()


@pytest.fixture
def teacher(as_user, instructor):
    return as_user(instructor)


def click(browser, case, place):
    return browser.post(f"/en/teach/cases/{case.pk}/attach/", {"place": place}, follow=True)


def queries(browser, path):
    browser.get(path)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(path).status_code == 200
    return len(found)


# --- one click ------------------------------------------------------------------------
def test_one_click_on_the_public_page_brings_a_case_into_class(teacher, case, cohort):
    session = coming_session(cohort, title_en="Case forum")
    page = english(teacher, "/cases/case-lgcbi-01/")
    chosen = f'<option value="llp-1/session-{session.pk}" selected>'
    assert chosen in page and "Use in class" in page and page.count(" selected>") == 1
    page = click(teacher, case, f"llp-1/session-{session.pk}").content.decode()
    found = CaseClass.objects.get()
    assert (found.cohort, found.case, found.session) == (cohort, case, session)
    assert "The case is in class" in page and QUESTIONS_EN[0] in page
    assert f"/en/teach/llp-1/cases/{found.pk}/" in english(teacher, "/cases/case-lgcbi-01/")
    assert AuditEntry.objects.filter(verb="case.attached", target_id=str(found.pk)).count() == 1


def test_without_a_coming_session_the_first_module_is_chosen(teacher, case, cohort):
    make.session(cohort, day=timezone.localdate() - timedelta(days=9))
    assert f'value="llp-1/module-{module_place(cohort)[1]}" selected' in english(teacher, "/cases/case-lgcbi-01/")


def test_nobody_else_is_offered_the_click(client, as_user, case, learner, enrolment, other_instructor, officer, editor):
    for browser in (client, *map(as_user, (learner, officer, editor))):
        assert "Use in class" not in english(browser, "/cases/case-lgcbi-01/")
    page = english(as_user(other_instructor), "/cases/case-lgcbi-01/")
    assert "llp-9/" in page and "llp-1/" not in page


def test_what_one_instructor_is_offered_is_not_kept_for_the_next(as_user, case, instructor, other_instructor, settings):
    settings.PUBLIC_PAGE_SECONDS = 60
    idle = make.person("idle@example.org", "instructor")
    assert "Use in class" not in english(as_user(idle), "/cases/case-lgcbi-01/")
    assert "llp-1/" in english(as_user(instructor), "/cases/case-lgcbi-01/")
    page = english(as_user(other_instructor), "/cases/case-lgcbi-01/")
    assert "llp-9/" in page and "llp-1/" not in page


def test_title_and_questions_are_copied_in_both_languages(cohort, instructor, case):
    found = attach(cohort, instructor, case.get_translation(make.translate(case).locale))
    assert found.case == case  # the page of the source language, whichever was chosen
    assert (found.title, found.title_en) == ("จดหมายหนึ่งหน้า", "One-page letter")
    assert found.questions == [{"th": th, "en": en} for th, en in zip(QUESTIONS, QUESTIONS_EN, strict=True)]
    case.questions = make.stream("คำถามใหม่")
    case.save()
    assert CaseClass.objects.get().questions[0]["th"] == QUESTIONS[0]


def test_a_case_without_english_is_asked_in_thai(cohort, instructor):
    found = attach(cohort, instructor, make.case("CASE-X", title="ไทยล้วน", questions=make.stream("ทำไม")))
    assert (found.title_en, found.questions) == ("", [{"th": "ทำไม", "en": ""}])


def test_attaching_twice_is_once(cohort, instructor, case):
    assert attach(cohort, instructor, case) == attach(cohort, instructor, case)
    assert attach(cohort, instructor, case, module_place(cohort, 2)).pk != CaseClass.objects.earliest("pk").pk
    assert AuditEntry.objects.filter(verb="case.attached").count() == 2


@pytest.mark.parametrize("place", [("session", 999), ("module", 999), ("lesson", 1)])
def test_a_place_must_belong_to_the_cohort(cohort, instructor, case, place):
    with pytest.raises(ValidationError) as refused:
        attach(cohort, instructor, case, place)
    assert "place" in refused.value.message_dict


def test_the_session_of_another_cohort_is_refused(teacher, cohort, case, other_instructor):
    theirs = coming_session(other_instructor.cohort_roles.get().cohort)
    page = click(teacher, case, f"llp-1/session-{theirs.pk}").content.decode()
    assert "Choose a session, a module or a work of this cohort" in page and not CaseClass.objects.exists()


@pytest.mark.parametrize("place", ["", "llp-1", "llp-1/", "llp-1/module-x", "llp-1/module-" + "9" * 30, "nix/module-1"])
def test_a_place_that_cannot_be_read_is_asked_for_again(teacher, cohort, case, place):
    page = click(teacher, case, place).content.decode()
    assert "Choose in which cohort the case is used" in page and not CaseClass.objects.exists()


def test_a_planned_cohort_can_be_prepared(programme, instructor, teacher, case):
    planned = make.cohort(programme, "llp-5", number=5, state="planned")
    make.staff(planned, instructor)
    assert 'value="llp-5/module-' in english(teacher, "/cases/case-lgcbi-01/")
    module = programme.programme_courses.get().course.get_children().first()
    found = attach(planned, instructor, case, ("module", module.pk))
    page = english(teacher, f"/teach/llp-5/cases/{found.pk}/")
    assert "The cohort has not begun" in page and "<textarea" not in page


def test_a_cohort_that_is_over_takes_no_more_cases(cohort, instructor, officer, case):
    finish_cohort(cohort=cohort, actor=officer)
    with pytest.raises(ValidationError):
        attach(cohort, instructor, case)


def test_unpublished_and_retracted_cases_are_refused(cohort, instructor, teacher, case):
    CasePage.objects.filter(translation_key=case.translation_key).update(retracted_on=timezone.localdate())
    assert "Use in class" not in english(teacher, "/cases/case-lgcbi-01/")
    page = click(teacher, case, f"llp-1/module-{module_place(cohort)[1]}").content.decode()
    assert "has been retracted" in page and not CaseClass.objects.exists()
    CasePage.objects.filter(pk=case.pk).update(retracted_on=None, live=False)
    with pytest.raises(ValidationError):
        attach(cohort, instructor, CasePage.objects.get(pk=case.pk))


@pytest.mark.django_db(transaction=True)
def test_two_who_attach_at_once_make_one(cohort, instructor, case):
    gate, found = threading.Barrier(2), []

    def run():
        gate.wait()
        try:
            found.append(attach(cohort, instructor, case).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [CaseClass.objects.get().pk] * 2


# --- the desk of a cohort -----------------------------------------------------------------
def test_a_cohort_lists_its_cases_and_finds_others_in_the_bank(teacher, cohort, instructor, case):
    make.translate(make.case("CASE-CCMI-09", title="ย่านเก่า"), title="Old quarter retold", slug="old-quarter")
    attach(cohort, instructor, case)
    page = english(teacher, "/teach/llp-1/")
    assert "One-page letter" in page and "/en/teach/llp-1/cases/" in page
    page = english(teacher, "/teach/llp-1/cases/")
    assert "Module 1" in page and "Old quarter retold" in page
    page = english(teacher, "/teach/llp-1/cases/?q=quarter")
    offers = page[page.index('class="case-picks"') :]
    assert "Old quarter retold" in offers and "One-page letter" not in offers
    assert "No public case answers this" in english(teacher, "/teach/llp-1/cases/?q=xyzzy")


@pytest.mark.parametrize("typed", ["ก", "ก" * 10_000, '"((*', "\u200b\u200b", "\x00"])
def test_any_search_is_survived(teacher, cohort, case, typed):
    assert teacher.get("/teach/llp-1/cases/", {"q": typed, "page": "x", "place": "%"}).status_code == 200


def test_place_and_task_can_be_changed_until_the_class_has_begun(teacher, cohort, instructor, enrolment, case):
    found = attach(cohort, instructor, case)
    path = f"/en/teach/llp-1/cases/{found.pk}/edit/"
    place = f"module-{module_place(cohort, 2)[1]}"
    make.rubric()
    refused = teacher.post(path, {"place": place, "task": "เขียนหนึ่งหน้า", "due_on": "31/2/2569"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "เขียนหนึ่งหน้า</textarea>" in page and "31/2/2569" in page
    refused = teacher.post(path, {"place": place, "task": "เขียนหนึ่งหน้า"}).content.decode()
    assert "Choose the rubric" in refused and "เขียนหนึ่งหน้า</textarea>" in refused
    refused = teacher.post(path, {"place": place, "task": "", "rubric": "R1"}).content.decode()
    assert "Write what the learners should do" in refused
    teacher.post(path, {"place": place, "task": "เขียนหนึ่งหน้า", "rubric": "R1", "due_on": "22/11/2569"})
    found.refresh_from_db()
    assert found.place == module_place(cohort, 2) and found.rubric["criteria"][0]["title_en"] == "Question"
    assert found.due_on.year == 2026
    entry = AuditEntry.objects.get(verb="case.changed_in_class")
    assert entry.after["task"] == "เขียนหนึ่งหน้า" and entry.before["task"] == ""


def test_one_case_is_not_moved_onto_itself(cohort, instructor, case):
    attach(cohort, instructor, case, module_place(cohort, 2))
    with pytest.raises(ValidationError) as refused:
        change_class(case_class=attach(cohort, instructor, case), actor=instructor, place=module_place(cohort, 2))
    assert "place" in refused.value.message_dict


def test_a_case_is_taken_out_only_while_nothing_was_said(teacher, cohort, instructor, learner, enrolment, case):
    found = attach(cohort, instructor, case)
    path = f"/en/teach/llp-1/cases/{found.pk}/"
    assert "Take the case out" in english(teacher, f"/teach/llp-1/cases/{found.pk}/")
    page = teacher.post(f"{path}remove/", follow=True).content.decode()
    assert "has been taken out" in page and teacher.get(path).status_code == 404
    again = attach(cohort, instructor, case)
    assert again.pk != found.pk
    say(case_class=again, author=learner, text="เชื่อได้", question=0)
    page = teacher.post(f"/en/teach/llp-1/cases/{again.pk}/remove/", follow=True).content.decode()
    assert "can be closed" in page and "Take the case out" not in page
    with pytest.raises(ValidationError):
        remove_class(case_class=again, actor=instructor)
    assert remove_class(case_class=found, actor=instructor) == found  # safe to repeat


def test_a_session_with_a_case_stays_until_the_case_is_moved(cohort, instructor, officer, case):
    session = coming_session(cohort)
    found = attach(cohort, instructor, case, ("session", session.pk))
    with pytest.raises(ValidationError):
        remove_session(session=session, actor=officer)
    change_class(case_class=found, actor=instructor, place=module_place(cohort))
    gone = attach(cohort, instructor, case, ("session", session.pk))
    remove_class(case_class=gone, actor=instructor)
    remove_session(session=session, actor=officer)
    assert not LiveSession.objects.exists() and CaseClass.objects.get() == found


# --- where learners meet it -------------------------------------------------------------
def test_it_appears_on_home_outline_session_and_assignment(as_user, learner, enrolment, cohort, instructor, case):
    reader, session, work = (
        as_user(learner),
        coming_session(cohort, title_en="Case forum"),
        row_of(enrolment, "assignment"),
    )
    other = case_page("CASE-LGCBI-02", title="จากแผนสู่คำขอ")
    place = attach(cohort, instructor, case, ("session", session.pk))
    task = attach(cohort, instructor, other, ("assignment", work["id"]))
    home, outline = english(reader, "/learn/llp-1/"), english(reader, "/learn/llp-1/outline/")
    for found in (place, task):
        assert f"/en/learn/llp-1/cases/{found.pk}/" in home and f"/en/learn/llp-1/cases/{found.pk}/" in outline
    assert f"/cases/{task.pk}/" in english(reader, f"/learn/llp-1/{work['id']}/")
    page = english(reader, f"/learn/llp-1/sessions/{session.pk}/")
    assert "Case forum" in page and f"/cases/{place.pk}/" in page and f"/cases/{task.pk}/" not in page
    close_class(case_class=place, actor=instructor)
    assert f"/cases/{place.pk}/" not in english(reader, "/learn/llp-1/")
    assert f"/cases/{place.pk}/" in english(reader, "/learn/llp-1/outline/")


def test_a_session_page_says_when_where_and_how(
    as_user, client, learner, enrolment, instructor, other_instructor, cohort
):
    session = coming_session(cohort, mode="online", online_url="https://meet.example.org/x", venue="")
    path = f"/learn/llp-1/sessions/{session.pk}/"
    page = english(as_user(learner), path)
    assert "09:00" in page and "Online" in page and "https://meet.example.org/x" in page
    assert path in english(as_user(learner), "/learn/llp-1/")
    page = english(as_user(instructor), path)
    assert f"?place=session-{session.pk}" in page
    assert as_user(other_instructor).get(path).status_code == 404 and client.get(path).status_code == 302
    theirs = coming_session(other_instructor.cohort_roles.get().cohort)
    assert as_user(learner).get(f"/learn/llp-1/sessions/{theirs.pk}/").status_code == 404


def test_a_link_to_the_board_leads_a_teacher_to_the_desk(teacher, cohort, instructor, case):
    found = attach(cohort, instructor, case)
    assert teacher.get(f"/learn/llp-1/cases/{found.pk}/").url == f"/teach/llp-1/cases/{found.pk}/"


# --- how often it was taught ----------------------------------------------------------------
def test_the_public_page_counts_the_cohorts_that_were_taught(client, programme, cohort, instructor, case):
    assert "Used in class" not in english(client, "/cases/case-lgcbi-01/")
    attach(cohort, instructor, case)
    attach(cohort, instructor, case, module_place(cohort, 2))
    assert "Used in class by 1 cohort" in english(client, "/cases/case-lgcbi-01/")
    planned = make.cohort(programme, "llp-5", number=5, state="planned")
    module = programme.programme_courses.get().course.get_children().first()
    attach(planned, instructor, case, ("module", module.pk))
    removed = attach(make.cohort(programme, "llp-6", number=6), instructor, case)
    remove_class(case_class=removed, actor=instructor)
    attach(make.cohort(programme, "llp-7", number=7), instructor, case)
    case_page("CASE-OTHER")
    assert "Used in class by 2 cohorts" in english(client, "/cases/case-lgcbi-01/")
    assert "Used in class" not in english(client, "/cases/case-other/")


def test_an_author_sees_where_it_was_taught_and_what_was_asked_but_no_names(
    as_user, researcher, cohort, instructor, enrolment, case
):
    person = Contributor.objects.create(given_name_th="ผู้เขียน", family_name_th="สมมติ", user=researcher)
    CaseAuthor.objects.create(case=case, contributor=person)
    found, asks = (
        attach(cohort, instructor, case),
        make.person("asks@example.org", last_name="ช่างถาม", last_name_en="Asker"),
    )
    make.enrolment(cohort, asks)
    say(case_class=found, author=asks, text="ถามผู้เขียนว่าใช้เวลาเท่าใด")
    say(case_class=found, author=asks, text="คำตอบของชั้นเรียน", question=0)
    page = english(as_user(researcher), "/teach/my-cases/")
    assert "One-page letter" in page and "2 learners" in page and "2 posts" in page
    assert "ถามผู้เขียนว่าใช้เวลาเท่าใด" in page and "คำตอบของชั้นเรียน" not in page
    assert "ช่างถาม" not in page and "Asker" not in page
    assert "No public case of yours yet" in english(as_user(asks), "/teach/my-cases/")


def test_an_author_list_costs_the_same_for_one_and_many(as_user, researcher, programme, cohort, instructor, case):
    CasePage.objects.filter(pk=case.pk).update(owner=researcher)
    attach(cohort, instructor, case)
    browser = as_user(researcher)
    one = queries(browser, "/en/teach/my-cases/")
    for number in range(20, 24):
        found = attach(make.cohort(programme, f"llp-{number}", number=number), instructor, case)
        say(case_class=found, author=instructor, text="ถาม")
    assert queries(browser, "/en/teach/my-cases/") == one


def test_lists_of_cases_cost_the_same_for_one_and_many(teacher, as_user, learner, enrolment, cohort, instructor, case):
    with_task(cohort, instructor, case)
    reader, session = as_user(learner), coming_session(cohort)
    attach(cohort, instructor, case, ("session", session.pk))
    paths = ("/en/learn/llp-1/", "/en/learn/llp-1/outline/", f"/en/learn/llp-1/sessions/{session.pk}/")
    desks = ("/en/teach/llp-1/", "/en/teach/llp-1/cases/", "/en/cases/case-lgcbi-01/")
    one = [queries(reader, path) for path in paths] + [queries(teacher, path) for path in desks]
    for number in range(2, 8):
        more = case_page(f"CASE-M-{number}", title=f"กรณี {number}")
        with_task(cohort, instructor, more)
        attach(cohort, instructor, more, ("session", session.pk))
        make.session(cohort, f"คาบ {number}")
    assert [queries(reader, path) for path in paths] + [queries(teacher, path) for path in desks] == one


# --- before a cohort is finished ------------------------------------------------------------
def test_the_officer_is_told_whose_capstone_still_waits(as_user, officer, enrolment, instructor, cohort):
    browser, name = as_user(officer), "Miss Waiting Someone"
    waiting = make.person(
        "waits@example.org", prefix_en="Miss", first_name_en="Waiting", last_name_en="Someone", last_name="รอ"
    )
    do_everything(make.enrolment(cohort, waiting), grade=False)
    page = english(browser, "/manage/llp-1/")
    dialog = page[page.index('id="finish"') :]
    assert "1 final project waits to be marked" in page and name in page[: page.index('id="finish"')]
    assert "this person ends without completing" in dialog and name in dialog[: dialog.index("</dialog>")]
    capstone = Submission.objects.get(enrolment__learner=waiting, assignment=row_of(enrolment, "assignment", 1)["id"])
    grade_submission(submission=capstone, marker=instructor, levels={"0": 4, "1": 4})
    assert "final project waits" not in english(browser, "/manage/llp-1/")
