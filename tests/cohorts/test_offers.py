"""What the public pages say of cohorts: on offer, coming, under way; in the reader's language and in few queries."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone, translation

from cohorts.queries.offers import offers
from cohorts.templatetags.cohort_tags import cohorts_of, offer_title, open_cohorts, open_modules, running_cohorts
from config.demo import factories as make
from home.thai.text import keep_together

pytestmark = pytest.mark.django_db


def context():
    return {"request": RequestFactory().get("/")}


def test_an_open_cohort_says_its_facts(open_cohort):
    with translation.override("th"):
        (offer,) = open_cohorts(context())
        assert offer.title == "หลักสูตรผู้นำท้องถิ่น"
        assert (offer.days_left, offer.seats_left) == (30, 60)
        assert (offer.hours, offer.modules) == (12, 2)
        assert (offer.url, offer.apply_url) == ("/programmes/llp/", "/apply/llp-2/")


def test_seats_that_are_taken_are_counted(open_cohort, learner):
    make.enrolment(open_cohort, learner)
    assert offers()[0].seats_left == 59


def test_each_state_has_its_place(cohort, open_cohort, self_paced, programme):
    coming = make.cohort(
        programme, "llp-3", number=3, state="planned", applications_open=timezone.localdate() + timedelta(days=5)
    )
    found = context()
    with translation.override("th"):
        assert [o.cohort for o in open_cohorts(found)] == [open_cohort]
        assert [o.cohort for o in running_cohorts(found)] == [cohort]
        assert [(o.cohort, o.title) for o in open_modules(found)] == [(self_paced, "หน่วยที่ 2")]
        assert [o.status for o in cohorts_of(found, programme) if o.cohort == coming] == ["coming"]
        assert {o.cohort for o in cohorts_of(found, programme)} == {cohort, open_cohort, coming}


def test_finished_and_cancelled_cohorts_are_gone(open_cohort):
    for state in ("finished", "cancelled"):
        type(open_cohort).objects.update(state=state)
        assert offers() == []


def test_the_english_page_shows_the_translation_and_marks_what_lacks_one(open_cohort, programme):
    with translation.override("en"):
        (offer,) = open_cohorts(context())
        assert offer_title(offer) == f'<span lang="th">{keep_together(programme.title)}</span>'
        make.translate(programme, title="Local Leader Programme")
        (offer,) = open_cohorts(context())
        assert offer_title(offer) == "Local Leader Programme"
        assert (offer.url, offer.apply_url) == ("/en/programmes/llp/", "/en/apply/llp-2/")
        assert [o.title for o in cohorts_of(context(), offer.page)] == ["Local Leader Programme"]


def test_the_queries_do_not_grow_with_the_cohorts(open_cohort, programme, django_assert_num_queries):
    with django_assert_num_queries(4):
        offers()
    for number in range(3, 6):
        make.cohort(programme, f"llp-{number}", number=number, state="planned")
    with django_assert_num_queries(4):
        assert len(offers()) == 4
