"""The words of activities, in an index of their own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class ActivityWords(index.Indexed, models.Model):
    """What one activity says, kept apart from its page, whose public index holds the title alone.

    So no search over pages can meet it, whoever asks. It is only ever asked through the ids of pages that a person may
    read (cohorts/search.py). Filled in whenever the page is saved; questions of quizzes are left out.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True)

    search_fields = [index.SearchField("title", boost=2), index.SearchField("text"), index.FilterField("page_id")]

    class Meta:
        verbose_name = _("words of an activity")
        verbose_name_plural = _("words of activities")

    def __str__(self):
        return self.title
