"""Reads over the names of certificates: who has confirmed theirs, who asked for another. Constant in queries."""

from collections import Counter
from dataclasses import dataclass

from cohorts.queries.admission import with_titles

from ..choices import CertificateState, NameRequestState
from ..models import Certificate, NameConfirmation, NameRequest

DECIDED_SHOWN = 20


def confirmed(enrolments):
    """Ids of those enrolments whose learner confirmed the name that their profile says now; one query."""
    found = NameConfirmation.objects.filter(enrolment__in=enrolments).select_related("enrolment__learner")
    return {one.enrolment_id for one in found if says_the_same(one, one.enrolment.learner)}


def settled_names(enrolments):
    """(how many confirmed their name, how many asked for another) as Counters by cohort, of a queryset; two queries."""
    within = enrolments.order_by().values("pk")
    known = NameConfirmation.objects.filter(enrolment__in=within).select_related("enrolment__learner")
    asked = NameRequest.objects.filter(enrolment__in=within, state=NameRequestState.OPEN)
    asking = dict(asked.values_list("enrolment_id", "enrolment__cohort_id"))
    right = (one.enrolment for one in known if says_the_same(one, one.enrolment.learner))
    return Counter(one.cohort_id for one in right if one.pk not in asking), Counter(asking.values())


def open_requests(enrolments):
    """Ids of those enrolments whose learner waits for an answer to a wish for another name; one query."""
    found = NameRequest.objects.filter(enrolment__in=enrolments, state=NameRequestState.OPEN)
    return set(found.values_list("enrolment_id", flat=True))


def says_the_same(one, other):
    """Whether two that have `name_th` and `name_en` (a person, a confirmation, a wish) print the same name."""
    return (one.name_th, one.name_en) == (other.name_th, other.name_en)


def requests_waiting():
    """How many wishes for another name wait for a registrar; one query."""
    return NameRequest.objects.filter(state=NameRequestState.OPEN).count()


def newest_request(enrolment):
    """What became of the last wish, or None; one query."""
    return NameRequest.objects.filter(enrolment=enrolment).order_by("-asked_at", "-pk").first()


def valid_certificate(enrolment):
    """The certificate that stands for this enrolment now, or None; one query."""
    return Certificate.objects.filter(enrolment=enrolment, state=CertificateState.VALID).first()


@dataclass
class Wish:
    """A request beside what is: `certificate` stands for the enrolment already; `same` when the profile says so now."""

    wish: NameRequest
    certificate: Certificate | None

    @property
    def learner(self):
        return self.wish.enrolment.learner

    @property
    def same(self):
        return says_the_same(self.wish, self.learner)

    @property
    def rows(self):
        """(language, name of now, name asked for) of each language in which they differ, or of both."""
        pairs = [("th", self.learner.name_th, self.wish.name_th), ("en", self.learner.name_en, self.wish.name_en)]
        return [pair for pair in pairs if pair[1] != pair[2]] or pairs


def open_wishes():
    """Requests that wait, the oldest first."""
    return _with_people().filter(state=NameRequestState.OPEN).order_by("asked_at", "pk")


def wishes_of(requests):
    """A Wish for each request, with titled cohorts; three queries."""
    requests = list(requests)
    enrolments = [wish.enrolment_id for wish in requests]
    valid = Certificate.objects.filter(enrolment__in=enrolments, state=CertificateState.VALID)
    certificates = {one.enrolment_id: one for one in valid}
    with_titles([wish.enrolment.cohort for wish in requests])
    return [Wish(wish, certificates.get(wish.enrolment_id)) for wish in requests]


def decided_requests():
    """The last that were decided, newest first; one query."""
    decided = [NameRequestState.ACCEPTED, NameRequestState.REFUSED]
    return _with_people().select_related("decided_by").filter(state__in=decided).order_by("-decided_at")[:DECIDED_SHOWN]


def personal_names(learner):
    """What is kept of one person's name for certificates, for the copy of their own data; two queries."""
    right = NameConfirmation.objects.filter(enrolment__learner=learner).select_related("enrolment__cohort")
    asked = NameRequest.objects.filter(enrolment__learner=learner).select_related("enrolment__cohort")
    return {
        "names_confirmed": [
            {"cohort": one.enrolment.cohort.code, "th": one.name_th, "en": one.name_en, "at": one.confirmed_at}
            for one in right.order_by("pk")
        ],
        "names_asked_for": [
            {
                "cohort": one.enrolment.cohort.code,
                "th": one.name_th,
                "en": one.name_en,
                "reason": one.reason,
                "at": one.asked_at,
                "state": one.state,
                "decided": one.decided_at,
                "note": one.decision_note,
            }
            for one in asked.order_by("pk")
        ],
    }


def _with_people():
    related = ("enrolment__learner", "enrolment__cohort__programme", "enrolment__cohort__module")
    return NameRequest.objects.select_related(*related)
