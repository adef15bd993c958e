"""Filters that read like the question they answer."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from .choices import ApplicationState, CohortState, EnrolmentState, Pace


class CohortQuerySet(QuerySet):
    def with_pages(self):
        """With the pages on offer, so that a list costs one query."""
        return self.select_related("programme", "module")

    def open_for_application(self, today=None):
        today = today or timezone.localdate()
        return self.filter(
            Q(state=CohortState.PLANNED) | Q(state=CohortState.RUNNING, pace=Pace.SELF_PACED),
            Q(applications_close__isnull=True) | Q(applications_close__gte=today),
            applications_open__lte=today,
        )

    def known_by_code(self):
        """Those whose code people were told: somebody applied or was enrolled, and mails led to its addresses."""
        return self.filter(Q(applications__isnull=False) | Q(enrolments__isnull=False)).distinct()

    def running(self):
        return self.filter(state=CohortState.RUNNING)

    def taught_by(self, user):
        return self.filter(staff__user=user, staff__role="instructor").distinct()

    def reviewed_by(self, user):
        return self.filter(staff__user=user, staff__role="reviewer").distinct()


class ApplicationQuerySet(QuerySet):
    def unsuccessful(self):
        """Those that led to no place: never handed in, withdrawn, not admitted, or still waiting for a place."""
        states = [
            ApplicationState.DRAFT,
            ApplicationState.WITHDRAWN,
            ApplicationState.REJECTED,
            ApplicationState.WAITLISTED,
        ]
        return self.filter(state__in=states, enrolment__isnull=True)

    def handed_in(self):
        return self.exclude(state__in=[ApplicationState.DRAFT, ApplicationState.WITHDRAWN])


class EnrolmentQuerySet(QuerySet):
    def of(self, user):
        return self.filter(learner=user)

    def open_to_learning(self):
        """Enrolments whose lessons may be read: those under way and those completed."""
        return self.exclude(state=EnrolmentState.ENDED)


class AttendanceQuerySet(QuerySet):
    def latest(self):
        """Only the row that counts for each learner and session."""
        newer = self.model.objects.filter(
            session_id=OuterRef("session_id"), enrolment_id=OuterRef("enrolment_id"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))
