"""Who reads an activity, asked where its documents and films are given out."""

from django.db.models import Q

from curriculum.requirements import find_activity

from ..choices import EnrolmentState, StaffRole
from ..models import Cohort
from ..permissions import is_officer


def reads_activity(user, activity):
    """Officers, and learners and instructors of a cohort that has it; records point to the Thai page. Two queries."""
    if not user.is_authenticated or is_officer(user):
        return user.is_authenticated
    learning = [state for state in EnrolmentState if state != EnrolmentState.ENDED]
    learns = Q(enrolments__learner=user, enrolments__state__in=learning)
    teaches = Q(staff__user=user, staff__role=StaffRole.INSTRUCTOR)
    rules = Cohort.objects.filter(learns | teaches).distinct().values_list("rules", flat=True)
    ids = list(type(activity).objects.filter(translation_key=activity.translation_key).values_list("pk", flat=True))
    return any(find_activity(frozen, pk) for frozen in rules if frozen for pk in ids)
