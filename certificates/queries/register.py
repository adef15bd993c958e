"""Reads over the register: whose certificate this is, and what stands in it. Constant in queries."""

from django.db.models import Q
from django.urls import reverse

from home.thai.digits import to_arabic
from home.thai.text import normalise

from ..choices import BatchState, CertificateState
from ..models import BatchEntry, Certificate, LedgerEntry, NumberSeries, StatusList
from ..numbering import number_key, read_code, year_and_sequences

# What the database's integers hold; an address may ask for more.
MOST_LISTS = 2**31 - 1
# Revocation of badges tells of both: neither may be relied on.
NO_LONGER_GOOD = (CertificateState.REVOKED, CertificateState.REPLACED)


def find_by_code(text):
    """The certificate of a code as somebody typed it, with those before and after it, or None.

    One query, and one for each neighbour. One even for what cannot be a code: "not known" is an answer of the register,
    never of ours while it is away.
    """
    return _with_neighbours(code=read_code(text))


def find_by_file(sha256):
    """The certificate whose issued file has this hash, with those before and after it, or None; as find_by_code."""
    return _with_neighbours(sha256=sha256) if sha256 else None


def _with_neighbours(**asked):
    # Most have no neighbours, and joining them costs as much as drawing half of the page.
    # Nor are they sorted: there is one of a code and of a file, and putting that in order costs a tenth of the page.
    found = next(iter(Certificate.objects.filter(**asked).order_by()[:1]), None)
    if found and found.state == CertificateState.REPLACED:
        found.replaced_by = Certificate.objects.filter(replaces=found).first()
    return found


def stored_credential(code):
    """(signed text or None, whether its holder was forgotten) of a code, or None for none; one query."""
    found = Certificate.objects.filter(code=read_code(code)).values_list("credential__signed", "forgotten_at").first()
    return found and (found[0], found[1] is not None)


def revoked_places(number):
    """Places of a status list that are no longer good, in order; None for a list never opened. Two queries at most."""
    if number > MOST_LISTS:
        return None
    places = Certificate.objects.filter(status_list=number, state__in=NO_LONGER_GOOD).values_list("status_place")
    found = sorted(place for (place,) in places)
    return found if found or StatusList.objects.filter(pk=number).exists() else None


def find_by_number(text):
    """The certificate of a number as somebody typed it, or None; two queries, at least one of them."""
    key = number_key(text)
    year, sequences = year_and_sequences(key)
    series = list(NumberSeries.objects.filter(year_be=year or 0).values_list("code", flat=True))
    candidates = Certificate.objects.filter(series__in=series, year_be=year or 0, seq__in=sequences)
    return next((one for one in candidates if number_key(one.number) == key), None)


def find_by_number_and_surname(number, surname):
    """As find_by_number, and only when the surname on the certificate (Thai or English) is the same."""
    found = find_by_number(number)
    surname = normalise(surname).casefold()
    if found is None or not surname:
        return None
    known = {normalise(name).casefold() for name in (found.surname, found.facts.get("surname_en", ""))}
    return found if surname in known else None


def search_register(text):
    """Certificates by a number or code in any digits, or by parts of the name, newest first."""
    exact = find_by_code(text) or find_by_number(text)
    if exact:
        return Certificate.objects.filter(pk=exact.pk)
    words = Q()
    for word in normalise(text).split():
        words &= Q(name__icontains=word) | Q(number__icontains=to_arabic(word))
    return Certificate.objects.filter(words).order_by("-issued_on", "series", "seq")


def register_entry(pk):
    """One line of the register with those who acted on it and what it replaces, or None; one query."""
    people = ("batch__prepared_by", "batch__decided_by", "revoked_by", "enrolment__cohort")
    others = ("replaces", "replaced_by", "design__design")
    return Certificate.objects.select_related(*people, *others).filter(pk=pk).first()


def history_of(certificate):
    """What the ledger tells of a certificate, oldest first, with who acted; one query."""
    return list(LedgerEntry.objects.filter(certificate=certificate).select_related("actor").order_by("seq"))


def waiting_replacement(certificate):
    """The batch in which a replacement of this certificate waits for approval, or None; one query."""
    entries = BatchEntry.objects.filter(replaces=certificate, batch__state=BatchState.PREPARED)
    found = entries.select_related("batch").first()
    return found and found.batch


def certificates_of(learner):
    """A learner's certificates, newest first; one query."""
    return list(Certificate.objects.filter(enrolment__learner=learner).order_by("-issued_on", "-pk"))


def personal_data(learner):
    """What the register holds about one person, for the copy of their own data; one query."""
    found = Certificate.objects.filter(enrolment__learner=learner).select_related("enrolment__cohort").order_by("pk")
    return {"certificates": [_personal(certificate) for certificate in found]}


def _personal(certificate):
    valid = certificate.state == CertificateState.VALID
    document = {"address": reverse("certificates:my_pdf", args=[certificate.pk]), "sha256": certificate.sha256}
    return {
        "cohort": certificate.enrolment.cohort.code,
        "number": certificate.number,
        "code_for_verification": certificate.code,
        "state": certificate.state,
        "state_in_words": certificate.get_state_display(),
        "issued_on": certificate.issued_on,
        "as_printed": certificate.facts,
        "sent_by_mail": certificate.mailed_at,
        "revoked": certificate.revoked_at,
        "ground_of_revocation": certificate.revocation_reason,
        "file": document if valid and certificate.rendered_at else None,
    }
