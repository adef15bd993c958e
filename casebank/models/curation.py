"""What every published piece of knowledge shares: versions with a note of what changed, and retraction."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.thai.dates import long_date

from ..requirements import NotReady, note_gaps
from ..signals import schedule_refused

# How Wagtail names the publication of a page whose time has come.
BY_THE_CLOCK = "wagtail.publish.scheduled"


class Curated(models.Model):
    """Fields of a page that is cited. Only the action of retraction writes the last two; the address stays."""

    change_note = models.CharField(
        _("what changed"),
        max_length=300,
        blank=True,
        help_text=_("Readers see it in the list of versions. For example: corrected the figure for 2565."),
    )
    retracted_on = models.DateField(_("retracted on"), null=True, blank=True, editable=False, db_index=True)
    retraction_reason = models.TextField(_("reason for the retraction"), blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def unlisted(cls):
        return cls.objects.filter(retracted_on__isnull=False)

    @property
    def retracted(self):
        return self.retracted_on is not None

    @property
    def shown_title(self):
        """The title, with the word before it that warns of a retraction."""
        return gettext("Retracted: %(title)s") % {"title": self.title} if self.retracted else self.title

    @property
    def card_summary(self):
        """What is told of the page beside itself: of one that was retracted, when and why, and nothing else."""
        if not self.retracted:
            return super().card_summary
        facts = {"day": long_date(self.retracted_on), "reason": self.retraction_reason}
        return gettext("Retracted on %(day)s: %(reason)s") % facts

    def get_sitemap_urls(self, request=None):
        return [] if self.retracted else super().get_sitemap_urls(request)

    def opens_to(self, request):
        """The notice of a retraction can be read; what was retracted cannot."""
        return not self.retracted and super().opens_to(request)

    def gaps_for_review(self, revision=None):
        """{field: what to do} before the editors review the page; see requirements.py."""
        return note_gaps(self, self.published_versions.first(), revision) if self.pk else {}

    def gaps_for_publication(self, revision=None):
        """{field: what to do} before the page is published."""
        return self.gaps_for_review(revision)

    def publish(self, revision, user=None, changed=True, log_action=True, **options):
        """The last gate, whoever or whatever publishes: NotReady, or by the clock a refusal that is announced."""
        gaps = revision.as_object().gaps_for_publication(revision)
        if gaps and log_action == BY_THE_CLOCK:
            schedule_refused.send(sender=type(self), revision=revision, gaps=gaps)
            return None
        if gaps:
            raise NotReady(gaps)
        return super().publish(revision, user=user, changed=changed, log_action=log_action, **options)

    def with_content_json(self, content):
        """An earlier draft knows nothing of a retraction: that is as it stands today."""
        page = super().with_content_json(content)
        page.retracted_on, page.retraction_reason = self.retracted_on, self.retraction_reason
        return page


class PageVersion(models.Model):
    """One published state of a case or knowledge item, numbered from 1 in each language; appended, never changed."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="published_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    at = models.DateTimeField(_("published at"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="one_published_version_per_number")]

    def __str__(self):
        return f"{self.page_id} #{self.number}"
