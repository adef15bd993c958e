"""What a learner does in a module. None of it knows a learner: records stand in `cohorts`."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from home.blocks import body_blocks
from home.models import SitePage

from ..blocks import lesson_blocks
from ..choices import AssignmentKind, QuizPurpose


class ActivityPage(SitePage):
    """Read by learners through /learn/, which checks the enrolment; the page itself answers 404."""

    site_search = False
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    free_preview = False
    # Nothing of an activity goes into the public index, so that no search can leak it.
    search_fields = Page.search_fields

    class Meta:
        abstract = True

    def serve(self, request, *args, **kwargs):
        if not self.free_preview:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def opens_to(self, request):
        """The learners of a cohort find it under /learn/, published or not; who they are, upper apps know."""
        readers = hooks.get_hooks("reads_activity")
        return (self.free_preview and super().opens_to(request)) or any(reads(request.user, self) for reads in readers)

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) if self.free_preview else []


class LessonPage(ActivityPage):
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20, validators=[MinValueValidator(1)])
    body = StreamField(lesson_blocks(), verbose_name=_("text"), blank=True)
    free_preview = models.BooleanField(_("anyone may read it"), default=False)

    template = "courses/lesson_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("free_preview")]),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class QuizPage(ActivityPage):
    """Questions from the bank; the pass mark and the number of tries come from the programme's rules."""

    purpose = models.CharField(_("purpose"), max_length=10, choices=QuizPurpose.choices, default=QuizPurpose.MODULE)

    template = "courses/quiz_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("purpose"),
        InlinePanel("quiz_questions", label=_("questions")),
    ]

    class Meta:
        verbose_name = _("quiz")
        verbose_name_plural = _("quizzes")


class QuizQuestion(Orderable):
    quiz = ParentalKey(QuizPage, on_delete=models.CASCADE, related_name="quiz_questions")
    question = models.ForeignKey(
        "courses.Question", verbose_name=_("question"), on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("question")]


class AssignmentPage(ActivityPage):
    kind = models.CharField(_("kind"), max_length=12, choices=AssignmentKind.choices, default=AssignmentKind.INDIVIDUAL)
    brief = StreamField(body_blocks(), verbose_name=_("brief"), blank=True)
    rubric = models.ForeignKey("courses.Rubric", verbose_name=_("rubric"), on_delete=models.PROTECT, related_name="+")
    max_score = models.PositiveSmallIntegerField(
        _("maximum score"), default=100, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    required = models.BooleanField(_("required for completion"), default=True)
    is_capstone = models.BooleanField(_("capstone project"), default=False)

    template = "courses/assignment_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("max_score")]),
        FieldPanel("brief"),
        FieldPanel("rubric"),
        FieldRowPanel([FieldPanel("required"), FieldPanel("is_capstone")]),
    ]

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
