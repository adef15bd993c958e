"""Names of the course content."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mode(TextChoices):
    ONSITE = "onsite", _("On-site")
    ONLINE = "online", _("Online")
    BLENDED = "blended", _("Blended")


class QuizPurpose(TextChoices):
    MODULE = "module", _("Module quiz")
    PRETEST = "pretest", _("Pre-test")
    POSTTEST = "posttest", _("Post-test")


class QuestionKind(TextChoices):
    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    TRUEFALSE = "truefalse", _("True or false")


class AssignmentKind(TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    GROUP = "group", _("Group")
