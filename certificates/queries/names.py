"""Reads over the names of certificates: who has confirmed theirs, who asked for another. Constant in queries."""

from cohorts.choices import EnrolmentState
from cohorts.models import Enrolment

from ..choices import CertificateState, NameRequestState
from ..models import Certificate, NameConfirmation, NameRequest


def confirmed(enrolments):
    """Ids of those enrolments whose learner confirmed the name that their profile says now; one query."""
    found = NameConfirmation.objects.filter(enrolment__in=enrolments).select_related("enrolment__learner")
    return {one.enrolment_id for one in found if says_the_same(one, one.enrolment.learner)}


def open_requests(enrolments):
    """Ids of those enrolments whose learner waits for an answer to a wish for another name; one query."""
    found = NameRequest.objects.filter(enrolment__in=enrolments, state=NameRequestState.OPEN)
    return set(found.values_list("enrolment_id", flat=True))


def says_the_same(one, other):
    """Whether two that have `name_th` and `name_en` (a person, a confirmation, a wish) print the same name."""
    return (one.name_th, one.name_en) == (other.name_th, other.name_en)


def waiting_for_name(learner):
    """Completed enrolments of a learner, without a certificate, whose name waits to be confirmed; three queries."""
    found = Enrolment.objects.of(learner).filter(state=EnrolmentState.COMPLETED)
    enrolments = list(found.exclude(certificates__state=CertificateState.VALID).select_related("cohort"))
    settled = confirmed(enrolments) | open_requests(enrolments) if enrolments else set()
    return [enrolment for enrolment in enrolments if enrolment.pk not in settled]


def requests_waiting():
    """How many wishes for another name wait for a registrar; one query."""
    return NameRequest.objects.filter(state=NameRequestState.OPEN).count()


def newest_request(enrolment):
    """What became of the last wish, or None; one query."""
    return NameRequest.objects.filter(enrolment=enrolment).order_by("-asked_at", "-pk").first()


def valid_certificate(enrolment):
    """The certificate that stands for this enrolment now, or None; one query."""
    return Certificate.objects.filter(enrolment=enrolment, state=CertificateState.VALID).first()
