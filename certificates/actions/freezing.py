"""Facts frozen on the day of approval, and read back from the register to draw the document again."""

from calendar import monthrange
from dataclasses import asdict, fields, replace
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from curriculum.choices import CertificateKind
from home.thai.dates import long_date
from home.thai.digits import to_thai

from ..choices import Purpose
from ..facts import THAI, CertificateFacts, Signatory
from ..looks import numerals_of

# The word on the document is Thai by custom, whatever the language of the screen.
KIND_TH = {
    CertificateKind.WUTTHIBAT: "วุฒิบัตร",
    CertificateKind.PRAKASANIYABAT: "ประกาศนียบัตร",
    CertificateKind.KIATTIBAT: "เกียรติบัตร",
    CertificateKind.STATEMENT: "หนังสือรับรอง",
}
DATES = ("issued_on", "starts", "ends", "valid_until")
SUBSTITUTE = "ใบแทน"
SIGNED_EN = ("name_en", "post_en", "acting_for_en")


def verify_url(code):
    """The address printed as QR: the Thai page, on the site's own host."""
    with translation.override("th"):
        return settings.WAGTAILADMIN_BASE_URL + reverse("certificates:verify", args=[code])


def of_kind(purpose, cohort, award):
    """The kind of document for a purpose: as the programme's setting says, else as its page and custom say.

    Who attended without completing gets a statement, whatever else is set: other words would say too much.
    """
    if award and purpose != Purpose.ATTENDANCE:
        return CertificateKind(award.kind)
    whole = purpose == Purpose.PROGRAMME
    return CertificateKind(cohort.programme.certificate_kind) if whole else CertificateKind.STATEMENT


def last_day(issued_on, months):
    """The last day of a certificate valid for so many months, or None for one without an end.

    Issued on 18 September for 36 months it is good until 17 September; a day that the month lacks is its last.
    """
    if not months:
        return None
    year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + months, 12)
    day = min(issued_on.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)


def facts_of(
    enrolment,
    *,
    number,
    code,
    issued_on,
    signatories,
    titles_en,
    kind=None,
    hours=None,
    design=None,
    valid_until=None,
):
    """The facts of one learner as they stand now. `titles_en` is {translation key: English title} of the pages.

    A single module is certified by a document which names the module and leaves out the number of the cohort: that
    counts offers of the module, not runs of the programme. `hours` are those attended, else those of the rules.
    """
    cohort, person = enrolment.cohort, enrolment.learner
    programme, module = cohort.programme, cohort.module
    kind = kind or of_kind(Purpose.MODULE if module else Purpose.PROGRAMME, cohort, None)
    facts = CertificateFacts(
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
        hours=_hours(cohort.rules["hours"] if hours is None else hours),
        starts=cohort.starts_on,
        ends=cohort.ends_on,
        issued_on=issued_on,
        signatories=tuple(
            Signatory(**{name: getattr(one, name) for name in ("name", "post", "acting_for", *SIGNED_EN)})
            for one in signatories
        ),
        valid_until=valid_until,
    )
    if design:
        facts = replace(facts, numerals=numerals_of(design))
    return replace(facts, closing_line=_until(facts))


def corrected(facts, old):
    """The facts of a certificate that stands in the place of one which said something wrong."""
    return replace(facts, replaces=old.number, closing_line=_said(facts, old, "เพื่อแก้ไขข้อมูลให้ถูกต้อง"))


def substitute(frozen, *, number, code, issued_on, replaces):
    """What the register keeps of a substitute (ใบแทน): all that the lost one said, under a new number and day."""
    facts = thaw(frozen)
    label = facts.kind_label if facts.kind_label.startswith(SUBSTITUTE) else f"{SUBSTITUTE}{facts.kind_label}"
    facts = replace(
        facts,
        number=number,
        code=code,
        verify_url=verify_url(code),
        issued_on=issued_on,
        kind_label=label,
        replaces=replaces.number,
        closing_line=_said(facts, replaces, "ซึ่งสูญหาย"),
    )
    return frozen | _plain(facts)


def freeze(facts, enrolment):
    """The facts as the register keeps them, with what is known of the holder but not printed."""
    return _plain(facts) | {
        "surname_en": enrolment.learner.last_name_en,
        "cohort_number": None if enrolment.cohort.module_id else enrolment.cohort.number,
        "position": enrolment.position_text,
        "workplace": enrolment.organisation_text,
    }


def thaw(frozen):
    """CertificateFacts from the register. TypeError, KeyError or ValueError when what is kept cannot be drawn."""
    known = {one.name: frozen[one.name] for one in fields(CertificateFacts) if one.name in frozen}
    for name in DATES:
        known[name] = date.fromisoformat(known[name]) if known.get(name) else None
    known["organisation"] = tuple(known["organisation"])
    known["signatories"] = tuple(Signatory(**one) for one in known["signatories"])
    return CertificateFacts(**known)


def _plain(facts):
    frozen = asdict(facts)
    for signatory in frozen["signatories"]:
        del signatory["signature"]
    for name in DATES:
        frozen[name] = frozen[name] and frozen[name].isoformat()
    return frozen


def _said(facts, old, why):
    """That a document stands in the place of another, on the day named there, and until when it is good."""
    day = _digits(facts, f"เลขที่ {old.number} ลงวันที่ {long_date(old.issued_on, 'th')}")
    return " ".join(filter(None, (f"ออกให้แทนฉบับ{day} {why}", _until(facts))))


def _until(facts):
    return _digits(facts, f"ใช้ได้ถึงวันที่ {long_date(facts.valid_until, 'th')}") if facts.valid_until else ""


def _digits(facts, text):
    return to_thai(text) if facts.numerals == THAI else text


def _hours(value):
    """48 for 48.0, 4.5 for 4.5."""
    return int(value) if value == int(value) else float(value)
