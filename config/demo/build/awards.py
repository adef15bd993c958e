"""What programmes give, a design of one of them, and the names that learners confirmed or asked for."""

from django.db import transaction

from accounts.models import User
from certificates.actions.designs import save_award, save_design
from certificates.actions.names import confirm_name, request_name
from certificates.choices import Purpose
from certificates.designs import Design
from certificates.models import CertificateDesign, ProgrammeAward
from certificates.tasks import RULE
from cohorts.choices import EnrolmentState
from cohorts.models import Enrolment
from curriculum.choices import CertificateKind
from curriculum.models import ProgrammePage
from home.models import Job

DESIGN = "ลายขิด สองภาษา"


@transaction.atomic
def build_awards(password):
    """City leaders get a design of their own, those who only attended a statement, researchers theirs by rule."""
    if ProgrammeAward.objects.exists():
        return
    registrar = User.objects.get(email="registrar@example.org")
    design = CertificateDesign(name=DESIGN)
    save_design(design=design, look=Design(ground="khit", languages="both"), numerals="thai", actor=registrar)
    given = [
        ("ICL", Purpose.PROGRAMME, {"kind": CertificateKind.WUTTHIBAT, "design": design}),
        ("LLP", Purpose.ATTENDANCE, {"kind": CertificateKind.STATEMENT}),
        ("ARD", Purpose.MODULE, {"kind": CertificateKind.STATEMENT, "by_rule": True}),
    ]
    for code, purpose, values in given:
        programme = ProgrammePage.objects.get(code=code, locale__language_code="th")
        save_award(award=ProgrammeAward(programme=programme, purpose=purpose, **values), actor=registrar)


def confirm_names(cohort, email=None):
    """Let those who completed confirm their names, all or the one; the jobs of what is issued to them by rule."""
    found = Enrolment.objects.filter(cohort=cohort, state=EnrolmentState.COMPLETED).select_related("learner")
    if email:
        found = found.filter(learner__email=email)
    for enrolment in found:
        person = enrolment.learner
        confirm_name(enrolment=enrolment, learner=person, name_th=person.name_th, name_en=person.name_en)
    return list(Job.objects.filter(kind=RULE, key__in=[str(enrolment.pk) for enrolment in found]))


def ask_for_name(enrolment):
    """A learner whose surname has changed asks for it."""
    person = enrolment.learner
    names = ("prefix", "first_name", "last_name", "prefix_en", "first_name_en", "last_name_en")
    values = {name: getattr(person, name) for name in names}
    values |= {"last_name": f"{person.last_name}ใหม่", "last_name_en": f"{person.last_name_en}-Mai"}
    request_name(enrolment=enrolment, learner=person, values=values, reason="เปลี่ยนนามสกุลแล้ว มีหนังสือสำคัญแสดงการเปลี่ยน")
