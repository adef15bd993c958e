"""The cast: the people and the small academy that the tests of every app share."""

import os

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client

from config.demo import factories as make
from home.models.access import editors_group

# Playwright's own event loop would otherwise make Django refuse every query of a browser test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests that empty the database when they end come after the others, and begin with what the migrations left in it.

    All of them do: one that brings it back and one that does not, in turn, would leave the second with nothing.
    """
    items.sort(key=empties_the_database)
    for item in filter(empties_the_database, items):
        item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """What the migrations left is known to every connection: beside Playwright's event loop Django opens one anew."""
    kept = getattr(connection, "_test_serialized_contents", None)
    if kept:
        type(connections["default"])._test_serialized_contents = kept


def empties_the_database(item):
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker and marker.kwargs.get("transaction")))


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


@pytest.fixture
def site(db):
    """(Thai home page, English home page)."""
    return make.site()


@pytest.fixture
def programme(db):
    """With as little of the site around it as it needs."""
    make.site(sections=())
    return make.programme()


@pytest.fixture
def cohort(programme):
    """A running cohort of two modules."""
    return make.cohort(programme)


@pytest.fixture
def open_cohort(programme):
    """A cohort that takes applications."""
    return make.cohort(programme, "llp-2", number=2, state="planned", applications_close=_in_days(30))


@pytest.fixture
def self_paced(db):
    programme = make.programme(
        "ARD", kind="researcher", institute="cdi", title="เส้นทางพัฒนานักวิจัยเชิงพื้นที่", certificate_code="นว"
    )
    from courses.models import ModulePage

    return make.self_paced_cohort(programme, ModulePage.objects.get(code="ARD-02"), "ard-02-open")


def _in_days(days):
    from datetime import timedelta

    from django.utils import timezone

    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def institute_editor(db):
    """institute_editor("lgcbi") is an editor of that institute, whose group config.setup has made."""

    def editor(institute, number=1):
        user = make.person(f"editor-{institute}-{number}@example.org", "editor")
        user.groups.add(Group.objects.get(name=editors_group(institute)))
        return user

    return editor


@pytest.fixture
def learner(db):
    return make.person("learner@example.org")


@pytest.fixture
def enrolment(cohort, learner):
    return make.enrolment(cohort, learner)


@pytest.fixture
def other_learner(cohort):
    """Enrolled in the same cohort as `learner`."""
    user = make.person("learner-2@example.org", first_name="ตัวอย่าง", last_name="สอง", last_name_en="Song")
    make.enrolment(cohort, user)
    return user


@pytest.fixture
def applicant(db):
    return make.person("applicant@example.org", first_name="ใจดี", last_name="สมมติ")


@pytest.fixture
def researcher(db):
    return make.person("researcher@example.org", position="researcher", position_text="นักวิจัย")


@pytest.fixture
def instructor(cohort):
    """Teaches `cohort`."""
    user = make.person("instructor@example.org", "instructor")
    make.staff(cohort, user)
    return user


@pytest.fixture
def other_instructor(programme):
    """Teaches another cohort."""
    user = make.person("instructor-2@example.org", "instructor")
    make.staff(make.cohort(programme, "llp-9", number=9), user)
    return user


@pytest.fixture
def reviewer(open_cohort):
    """On the selection committee of `open_cohort`."""
    user = make.person("reviewer@example.org", "reviewer")
    make.staff(open_cohort, user, "reviewer")
    return user


@pytest.fixture
def officer(db):
    return make.person("officer@example.org", "officer")


@pytest.fixture
def registrar(db):
    return make.person("registrar@example.org", "registrar")


@pytest.fixture
def approver(db):
    return make.person("approver@example.org", "approver")


@pytest.fixture
def editor(db):
    return make.person("editor@example.org", "editor")


@pytest.fixture
def admin(db):
    return make.person("admin@example.org", "admin")


@pytest.fixture
def as_user():
    """as_user(user) is a browser in which that person is signed in."""

    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
