"""Names of the life of a cohort and of its people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CohortState(TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


class Pace(TextChoices):
    COHORT = "cohort", _("Together, with dates")
    SELF_PACED = "self_paced", _("At one’s own pace, rolling enrolment")


class StaffRole(TextChoices):
    INSTRUCTOR = "instructor", _("Instructor")
    REVIEWER = "reviewer", _("Selection committee member")


class ApplicationState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Admitted")
    WAITLISTED = "waitlisted", _("On the waiting list")
    REJECTED = "rejected", _("Not admitted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EnrolmentState(TextChoices):
    ACTIVE = "active", _("Learning")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended without completing")


class SessionKind(TextChoices):
    CLASS = "class", _("Class")
    ORIENTATION = "orientation", _("Orientation")
    FIELD_VISIT = "field_visit", _("Study visit")


class AttendanceStatus(TextChoices):
    PRESENT = "present", _("Present")
    LATE = "late", _("Late")
    LEAVE = "leave", _("On leave")
    ABSENT = "absent", _("Absent")


class SubmissionState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned for revision")
    GRADED = "graded", _("Marked")


class FollowUpUse(TextChoices):
    IN_USE = "in_use", _("It is in use")
    PREPARED = "prepared", _("It is being prepared")
    STOPPED = "stopped", _("It was tried and stopped")
    NOT_YET = "not_yet", _("Not yet")
