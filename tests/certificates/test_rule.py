"""Single modules: issued by rule to whoever completed and confirmed the name, once, and only where the rule is on."""

import pytest
from django.core import mail
from django.utils import timezone

from certificates.actions.names import confirm_name
from certificates.actions.register import revoke_certificate
from certificates.actions.rule import ask_for_rule, issue_by_rule
from certificates.models import Certificate, LedgerEntry, NumberSeries, ProgrammeAward
from cohorts.choices import EnrolmentState
from cohorts.models import Enrolment
from config.demo import factories as make

from .pdf_reading import poppler_text

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def award(programme, signatory):
    return ProgrammeAward.objects.create(programme=programme, purpose="module", kind="statement", by_rule=True)


@pytest.fixture
def completed(programme, award, learner):
    """The learner has completed a module at their own pace."""
    module = programme.programme_courses.first().course.get_children().first().specific
    cohort = make.self_paced_cohort(programme, module, rules={"hours": 3, "modules": []})
    now = timezone.now()
    return make.enrolment(cohort, learner, state=EnrolmentState.COMPLETED, completed_at=now)


def confirm(enrolment):
    person = enrolment.learner
    return confirm_name(enrolment=enrolment, learner=person, name_th=person.name_th, name_en=person.name_en)


def test_confirming_the_name_after_completing_brings_certificate_and_mail(
    completed, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_rule(completed)
    assert not Certificate.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        confirm(completed)

    found = Certificate.objects.get()
    assert (found.batch, found.purpose, found.state) == (None, "module", "valid")
    assert "หนังสือรับรอง" in poppler_text(found.file.read())
    assert [entry.actor for entry in LedgerEntry.objects.filter(verb="issued")] == [None]
    assert [message.to for message in mail.outbox] == [["learner@example.org"]]


def test_the_rule_gives_one_certificate_however_often_it_is_asked(completed):
    confirm(completed)

    first = issue_by_rule(enrolment_id=completed.pk)

    assert issue_by_rule(enrolment_id=completed.pk) == first
    assert NumberSeries.objects.get().last == 1


def test_the_rule_does_not_bring_a_revoked_one_back(completed, registrar):
    confirm(completed)
    made = issue_by_rule(enrolment_id=completed.pk)
    revoke_certificate(certificate=made, actor=registrar, reason="ทุจริต")

    issue_by_rule(enrolment_id=completed.pk)

    assert [one.state for one in Certificate.objects.all()] == ["revoked"]


@pytest.mark.parametrize("missing", ["rule", "completion", "name", "signatory"])
def test_nothing_is_issued_while_something_is_missing(completed, award, signatory, missing):
    if missing != "name":
        confirm(completed)
    if missing == "rule":
        ProgrammeAward.objects.update(by_rule=False)
    if missing == "completion":
        Enrolment.objects.update(state=EnrolmentState.ENDED)
    if missing == "signatory":
        signatory.delete()

    assert issue_by_rule(enrolment_id=completed.pk) is None
    assert not Certificate.objects.exists() and not NumberSeries.objects.exists()
