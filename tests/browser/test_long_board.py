"""A link to one post of a long board, as it was copied before the board had pages: the post is found all the same."""

import pytest
from django.test import Client
from playwright.sync_api import expect

from cohorts.models import BoardPost
from config.demo import factories as make
from tests.cohorts.casework import attach

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_old_link_to_a_post_opens_the_page_where_it_stands(page, address):
    make.site(sections=())
    cohort, learner = make.cohort(make.programme()), make.person("learner@example.org")
    make.enrolment(cohort, learner)
    board = attach(cohort, None)
    BoardPost.objects.bulk_create(
        BoardPost(case_class=board, author=learner, text=f"คำตอบที่ {n}", question=0) for n in range(120)
    )
    old = board.posts.get(text="คำตอบที่ 3")
    client = Client()
    client.force_login(learner, backend="django.contrib.auth.backends.ModelBackend")
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    there = f"{address}/learn/{cohort.code}/cases/{board.pk}/"
    page.goto(f"{there}#post-{old.pk}")
    expect(page.locator(f"#post-{old.pk}")).to_be_in_viewport()
    page.goto(there)
    expect(page.locator(f"#post-{old.pk}")).to_have_count(0)
    page.goto(f"{there}#post-{old.pk}")
    expect(page.locator(f"#post-{old.pk}")).to_be_in_viewport()
