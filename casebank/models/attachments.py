"""Pictures and files of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class CasePicture(Orderable):
    case = ParentalKey("casebank.CasePage", on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "wagtailimages.Image", verbose_name=_("image"), on_delete=models.PROTECT, related_name="+"
    )
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        help_text=_("Say what the picture tells, for those who cannot see it."),
    )
    credit = models.CharField(_("credit"), max_length=150)
    caption = models.CharField(_("caption"), max_length=250, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldRowPanel([FieldPanel("credit"), FieldPanel("caption")])]

    class Meta(Orderable.Meta):
        verbose_name = _("picture of a case")
        verbose_name_plural = _("pictures of cases")


class CaseFile(Orderable):
    """Given out only while the case is public, or to those who may see the case in the desk (permissions.py)."""

    case = ParentalKey("casebank.CasePage", on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "wagtaildocs.Document", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=150)
    for_instructors = models.BooleanField(_("for instructors only"), default=False)

    panels = [FieldPanel("document"), FieldRowPanel([FieldPanel("title"), FieldPanel("for_instructors")])]

    class Meta(Orderable.Meta):
        verbose_name = _("file of a case")
        verbose_name_plural = _("files of cases")
