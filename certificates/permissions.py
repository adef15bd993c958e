"""Who may do what in the register. Preparing and approving are never one person's work."""

from cohorts.choices import EnrolmentState
from cohorts.permissions import is_approver, is_registrar

from .choices import BatchState, CertificateState


def may_see_register(user):
    """Registrars and approvers see batches, names and documents."""
    return is_registrar(user) or is_approver(user)


def may_prepare(user):
    return is_registrar(user)


def may_decide(user, batch):
    """Approve or send back: an approver who did not prepare the batch, while it waits."""
    return is_approver(user) and batch.state == BatchState.PREPARED and batch.prepared_by_id != user.pk


def may_revoke(user, certificate):
    return is_registrar(user) and certificate.state == CertificateState.VALID


def may_replace(user, certificate):
    """Prepare the certificate that takes the place of this one; somebody else approves it."""
    return may_prepare(user) and certificate.state == CertificateState.VALID and not certificate.forgotten_at


def may_sign_for(user):
    """Who keeps the list of signatories in the admin."""
    return user.has_perm("certificates.change_signatory")


def may_name(user, enrolment):
    """Who says what name the certificate will bear: the learner, from the first day until the enrolment ends."""
    own = user.is_authenticated and enrolment.learner_id == user.pk
    return own and enrolment.state != EnrolmentState.ENDED and bool(enrolment.cohort.rules)


def may_decide_names(user):
    return is_registrar(user)


def may_design(user):
    """Who keeps designs, and what programmes give, in the admin."""
    return user.has_perm("certificates.change_certificatedesign")


def may_forget(user):
    """Who takes a holder's name out of the register."""
    return is_registrar(user)
