"""A programme on its page: facts, map, rules in words, cohorts and the way in; the catalogue that leads to it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from config.demo import factories as make
from curriculum.models import ProgrammePage
from curriculum.queries import outlines_of
from curriculum.templatetags.programme_tags import certificate_sample, completion_criteria

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(programme):
    """The programme, its course and its modules in English."""
    for unit in outlines_of([programme])[programme.pk].units:
        course = unit.module.get_parent().specific
        make.translate(course, title="Course A")
        make.translate(unit.module, title=f"Module {unit.module.code}")
    return make.translate(programme, title="Local Leader Programme")


def read(client, url="/en/programmes/llp/"):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_facts_map_and_selection(client, english):
    html = read(client)
    assert "12 hours" in html and "2 modules" in html and "Free of charge" in html
    assert "A map of 2 modules" in html and "Course A" in html and "Module LLP-02" in html
    assert 'value="60"' in html and "weight 60 per cent" in html
    assert html.count("<h1") == 1


def test_modules_are_grouped_by_course_and_lead_to_their_pages(client, programme):
    html = read(client, "/programmes/llp/")
    assert 'href="/courses/llp-a/"' in html
    assert html.index('href="/courses/llp-a/llp-01/"') < html.index('href="/courses/llp-a/llp-02/"')
    assert "โครงงาน" in html  # the assignment of the last module


def rules(programme, **changes):
    for name, value in changes.items():
        setattr(programme, name, value)
    with translation.override("en"):
        outline = outlines_of([programme], with_assignments=True)[programme.pk]
        return [f"{c.value} {c.text}" for c in completion_criteria(programme, outline)]


def test_completion_is_written_from_the_rules(programme):
    assert rules(programme, attendance_percent=75, quiz_percent=50, quiz_attempts=2, capstone_percent=70) == [
        "75% of class time, on-site and live online sessions counted alike",
        "50% in the quiz of each module, with 2 tries",
        "All 2 assignments, the pre-test and the post-test and the satisfaction form",
        "70% in the final project, โครงงาน, marked on 2 criteria",
    ]


def test_what_is_not_asked_is_not_said(programme):
    found = rules(
        programme, attendance_percent=0, quiz_attempts=1, pretest_required=False, posttest_required=False,
        evaluation_required=False,
    )  # fmt: skip
    assert found[:2] == ["60% in the quiz of each module, with 1 try", "All 2 assignments"]


def test_an_open_cohort_comes_before_the_text_and_with_a_dock(client, english, open_cohort):
    html = read(client)
    assert html.index("Open for applications") < html.index("Who it is for")
    assert html.count('href="/en/apply/llp-2/"') == 2
    assert 'class="dock phone-only"' in html
    assert "(30 days left)" in html and "<b>60</b>" in html


def test_a_full_cohort_still_leads_to_the_waiting_list(client, english, open_cohort, learner):
    open_cohort.seats = 1
    open_cohort.save()
    make.enrolment(open_cohort, learner)
    html = read(client)
    assert "All seats are taken" in html and "waiting list" in html


def test_without_an_open_cohort_there_is_no_button(client, english, cohort):
    html = read(client)
    assert "No cohort takes applications now" in html and "Under way" in html
    assert "/apply/" not in html.split("</header>", 1)[1].split("<footer", 1)[0]
    assert 'class="dock' not in html


def test_a_cohort_to_come_says_when_applications_open(client, english, programme):
    opens = timezone.localdate() + timedelta(days=5)
    make.cohort(programme, "llp-3", number=3, state="planned", applications_open=opens)
    html = read(client)
    assert "Applications open on" in html and "Cohort 3" in html


def test_single_modules_can_be_started_from_the_track(client, self_paced):
    make.translate(self_paced.programme, title="Researcher track")
    html = read(client, "/en/programmes/ard/")
    assert "Single modules you can start now" in html
    assert "/en/apply/ard-02-open/" in html


def test_the_catalogue_invites_to_each_kind(client, english, open_cohort, self_paced):
    make.translate(self_paced.programme, title="Researcher track")
    html = read(client, "/en/programmes/")
    assert html.index("Local Leader Programme") < html.index("Researcher track")
    assert "Applications until" in html and "A module can be begun today" in html


def test_an_empty_catalogue_says_so(client, site):
    assert "No programme has been published yet" in read(client, "/en/programmes/")


def test_drafts_are_no_offer(client, programme):
    programme.unpublish()
    assert client.get("/programmes/llp/").status_code == 404
    assert programme.title not in client.get("/programmes/").content.decode()


def test_the_certificate_is_thai_and_a_faulty_pattern_shows_no_number(programme, english):
    sample = certificate_sample(english)
    assert sample["title"] == programme.title
    assert "๑-๐๐๑/" in sample["number"]
    programme.number_pattern = "{nonsense}"
    assert certificate_sample(programme)["number"] == ""


def test_queries_stay_few_however_large_the_programme(client, site):
    def count(code):
        client.get(f"/programmes/{code}/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/programmes/{code}/").status_code == 200
        return len(queries)

    small, large = make.programme("AAA", modules=1), make.programme("BBB", modules=8)
    for programme in (small, large):
        make.cohort(programme, programme.code.lower(), state="planned")
    assert count("aaa") == count("bbb") <= 25


def test_queries_of_the_catalogue_do_not_grow(client, site):
    def count():
        client.get("/programmes/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/programmes/")
        return len(queries)

    make.programme("AAA", modules=1)
    one = count()
    make.programme("BBB", modules=3)
    make.programme("CCC", modules=2)
    assert ProgrammePage.objects.live().count() == 3
    assert count() == one
