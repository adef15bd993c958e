"""Who may do what in a cohort: small predicates. What a person may not see is a 404, what they may not change a 403."""

from accounts.choices import Role

from .choices import ApplicationState, EnrolmentState, StaffRole, SubmissionState


def is_officer(user):
    """Programme officers run every cohort."""
    return user.is_authenticated and Role.OFFICER in user.roles


def is_registrar(user):
    return user.is_authenticated and Role.REGISTRAR in user.roles


def is_approver(user):
    return user.is_authenticated and Role.APPROVER in user.roles


def has_cohort_role(user, cohort, role):
    return user.is_authenticated and cohort.staff.filter(user=user, role=role).exists()


def may_teach(user, cohort):
    """Instructors of this cohort mark its work; officers see and may step in."""
    return is_officer(user) or has_cohort_role(user, cohort, StaffRole.INSTRUCTOR)


def may_review(user, cohort):
    """Committee members of this cohort score its applications."""
    return is_officer(user) or has_cohort_role(user, cohort, StaffRole.REVIEWER)


def may_manage(user, cohort):
    """Selection, roll-call and the life of the cohort are the officers' work."""
    return is_officer(user)


def may_learn(user, enrolment):
    """Only the learner reads their own lessons, while learning and after completing."""
    return user.is_authenticated and enrolment.learner_id == user.pk and enrolment.state != EnrolmentState.ENDED


def may_read_submission(user, submission):
    """The learner whose work it is and, once it is handed in, those who mark it."""
    enrolment = submission.enrolment
    if enrolment.learner_id == user.pk:
        return True
    return submission.state != SubmissionState.DRAFT and may_teach(user, enrolment.cohort)


def may_read_application(user, application):
    """The applicant and, while it is handed in, the committee of the cohort and officers."""
    if application.applicant_id == user.pk:
        return True
    unsent = application.state in (ApplicationState.DRAFT, ApplicationState.WITHDRAWN)
    return not unsent and may_review(user, application.cohort)
