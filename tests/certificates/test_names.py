"""The name on a certificate: confirmed by the learner, or another asked for, which a registrar decides."""

import pytest

from certificates.models import NameConfirmation, NameRequest
from certificates.queries.names import confirmed, open_requests

pytestmark = pytest.mark.usefixtures("english")


def confirm(enrolment):
    person = enrolment.learner
    return NameConfirmation.objects.create(enrolment=enrolment, name_th=person.name_th, name_en=person.name_en)


def ask(enrolment, **fields):
    values = {"first_name": "อื่น", "last_name": "หนึ่ง", "reason": "สะกดผิด"} | fields
    return NameRequest.objects.create(enrolment=enrolment, **values)


# --- what the checks of a batch ask -------------------------------------------------
def test_a_confirmation_counts_while_the_profile_says_the_same(enrolment, learner):
    assert confirmed([enrolment]) == set()
    confirm(enrolment)
    assert confirmed([enrolment]) == {enrolment.pk}

    learner.last_name_en = "Nung"
    learner.save()
    assert confirmed([enrolment]) == set()


def test_only_a_request_that_waits_is_open(enrolment):
    wish = ask(enrolment)
    assert open_requests([enrolment]) == {enrolment.pk}
    for state in ("accepted", "refused", "withdrawn"):
        NameRequest.objects.filter(pk=wish.pk).update(state=state)
        assert open_requests([enrolment]) == set()


def test_the_checks_of_a_batch_cost_two_queries(cohort, complete, django_assert_num_queries):
    found = complete(cohort, 5)
    for enrolment in found[:3]:
        confirm(enrolment)
    ask(found[4])

    with django_assert_num_queries(2):
        assert confirmed(found) == {enrolment.pk for enrolment in found[:3]}
        assert open_requests(found) == {found[4].pk}
