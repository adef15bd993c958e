"""A learner's screens cost the same alone and among a thousand; make bench holds the same bars on the demo site."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohorts.models import Submission
from config.demo import factories as make
from curriculum.requirements import activities
from tests.bench.crowd import fill, meet, people
from tests.bench.pages import BYTES_BAR, QUERIES_BAR

CROWD = 1000


@pytest.fixture
def one_and_many(cohort, instructor, officer, programme):
    """The first learner of a full cohort, and one who did the same in a cohort alone."""
    alone = make.cohort(programme, "llp-3", number=3)
    found = []
    for each, count in ((alone, 1), (cohort, CROWD)):
        enrolments = fill(each, people(count, each.code), instructor)
        meet(each, enrolments, officer)
        found.append(enrolments[0])
    return found


def cost(as_user, enrolment, screen):
    browser, code = as_user(enrolment.learner), enrolment.cohort.code
    # What a server asks only once (content types, roots of the site) counts for nobody.
    browser.get(f"/learn/{code}/{screen}")
    with CaptureQueriesContext(connection) as queries:
        response = browser.get(f"/learn/{code}/{screen}")
    assert response.status_code == 200
    return len(queries), len(response.content)


def test_home_lesson_and_progress_cost_the_same_among_a_thousand(one_and_many, as_user, cohort):
    assert cohort.enrolments.count() == CROWD
    assert Submission.objects.filter(enrolment__cohort=cohort).count() >= CROWD
    lesson = activities(cohort.rules, "lesson")[0]["id"]
    for screen in ("", "progress/", f"{lesson}/"):
        (alone, _size), (among, size) = (cost(as_user, enrolment, screen) for enrolment in one_and_many)
        assert alone == among <= QUERIES_BAR, screen
        assert size <= BYTES_BAR, screen
