"""Facts frozen on the day of approval, and read back from the register to draw the document again."""

from dataclasses import asdict, fields
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from curriculum.choices import CertificateKind

from ..facts import CertificateFacts, Signatory

# The word on the document is Thai by custom, whatever the language of the screen.
KIND_TH = {
    CertificateKind.WUTTHIBAT: "วุฒิบัตร",
    CertificateKind.PRAKASANIYABAT: "ประกาศนียบัตร",
    CertificateKind.KIATTIBAT: "เกียรติบัตร",
    CertificateKind.STATEMENT: "หนังสือรับรอง",
}
DATES = ("issued_on", "starts", "ends")


def verify_url(code):
    """The address printed as QR: the Thai page, on the site's own host."""
    with translation.override("th"):
        return settings.WAGTAILADMIN_BASE_URL + reverse("certificates:verify", args=[code])


def facts_of(enrolment, *, number, code, issued_on, signatories, titles_en):
    """The facts of one learner as they stand now. `titles_en` is {translation key: English title} of the pages.

    A single module is certified by a statement, which names the module and leaves out the number of the cohort:
    that counts offers of the module, not runs of the programme.
    """
    cohort, person = enrolment.cohort, enrolment.learner
    programme, module = cohort.programme, cohort.module
    kind = CertificateKind.STATEMENT if module else programme.certificate_kind
    return CertificateFacts(
        number=number,
        code=code,
        verify_url=verify_url(code),
        kind=str(kind),
        kind_label=KIND_TH[kind],
        name_th=person.name_th,
        name_en=person.name_en,
        programme_title_th=programme.title,
        programme_title_en=titles_en.get((module or programme).translation_key, ""),
        module_title=module.title if module else "",
        cohort_label="" if module else f"รุ่นที่ {cohort.number}",
        hours=_hours(cohort.rules["hours"]),
        starts=cohort.starts_on,
        ends=cohort.ends_on,
        issued_on=issued_on,
        signatories=tuple(Signatory(one.name, one.post, one.acting_for) for one in signatories),
    )


def freeze(facts, enrolment):
    """The facts as the register keeps them, with what is known of the holder but not printed."""
    frozen = asdict(facts)
    for signatory in frozen["signatories"]:
        del signatory["signature"]
    for name in DATES:
        frozen[name] = frozen[name] and frozen[name].isoformat()
    return frozen | {
        "surname_en": enrolment.learner.last_name_en,
        "cohort_number": None if enrolment.cohort.module_id else enrolment.cohort.number,
        "position": enrolment.position_text,
        "workplace": enrolment.organisation_text,
    }


def thaw(frozen):
    """CertificateFacts from the register. TypeError, KeyError or ValueError when what is kept cannot be drawn."""
    known = {one.name: frozen[one.name] for one in fields(CertificateFacts) if one.name in frozen}
    for name in DATES:
        known[name] = date.fromisoformat(known[name]) if known[name] else None
    known["organisation"] = tuple(known["organisation"])
    known["signatories"] = tuple(Signatory(**one) for one in known["signatories"])
    return CertificateFacts(**known)


def _hours(value):
    """48 for 48.0, 4.5 for 4.5."""
    return int(value) if value == int(value) else value
