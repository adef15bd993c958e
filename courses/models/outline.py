"""The outline: a course holds modules, a module holds lessons, quizzes and assignments."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.choices import Institute
from home.models import SitePage

from ..choices import Mode


def outcome_field():
    return StreamField(
        [("outcome", blocks.TextBlock(label=_("outcome"), rows=2))], verbose_name=_("learning outcomes"), blank=True
    )


class CourseIndexPage(SitePage):
    max_count_per_parent = 1
    subpage_types = ["courses.CoursePage"]
    template = "courses/course_index_page.html"

    class Meta:
        verbose_name = _("list of courses")
        verbose_name_plural = _("lists of courses")

    @property
    def courses(self):
        return CoursePage.objects.child_of(self).live().public()


class CoursePage(SitePage):
    """A course (รายวิชา): modules that belong together. The page is the course."""

    code = models.CharField(_("code"), max_length=20)
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices)

    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage"]
    template = "courses/course_page.html"
    card_template = "components/cards/course.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("institute")]),
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("code"), index.FilterField("institute")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def modules(self):
        return ModulePage.objects.child_of(self).live().public()


class ModulePage(SitePage):
    """A module (หน่วยการเรียนรู้): hours, mode and outcomes; its page is public, its lessons are for learners."""

    code = models.CharField(_("code"), max_length=20)
    institute = models.CharField(_("institute"), max_length=10, choices=Institute.choices)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=1, validators=[MinValueValidator(0)])
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    outcomes = outcome_field()
    activities = models.JSONField(_("kinds of activities"), default=list, blank=True)

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage", "courses.QuizPage", "courses.AssignmentPage"]
    template = "courses/module_page.html"
    card_template = "components/cards/module.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("institute")]),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("mode")]),
        FieldPanel("outcomes"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("code"),
        index.SearchField("outcomes"),
        index.FilterField("institute"),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
