"""The abstract base of every page: a summary, and the card by which other pages show it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from ..choices import INSTITUTE_SHORT
from .access import InstitutePermissionTester, workflow_of


class SitePage(Page):
    """`card_template` and `card_summary` are the contract by which a page is shown on another."""

    card_template = "components/cards/page.html"
    # Whether the public site search may show pages of this class.
    site_search = True
    # Names of the query parameters that the content of the page reads; what is kept of it is kept for each value apart.
    kept_query = ()
    # Set where the route was kept: only pages open to everybody are (home/middleware.py).
    known_public = False

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=600,
        help_text=_("One or two sentences. Shown on cards, in search results and when the page is shared."),
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=1.5),  # less than a title, more than the text
    ]

    class Meta:
        abstract = True

    def get_admin_display_title(self):
        """In the lists of the desk: what is published, since not everybody who reads them may see its next draft."""
        return self.title if self.live else super().get_admin_display_title()

    @property
    def card_summary(self):
        return self.summary or self.search_description

    @property
    def institute_code(self):
        """The code that gives a block its dye and motif, or "" where a page belongs to no institute."""
        return getattr(self, "institute", "") or ""

    @property
    def institute_short(self):
        return INSTITUTE_SHORT.get(self.institute_code, "")

    @classmethod
    def unlisted(cls):
        """Pages of this class that stand at their address but in no list and no search."""
        return cls.objects.none()

    def permissions_for_user(self, user):
        return InstitutePermissionTester(user, self)

    def get_view_restrictions(self):
        """Wagtail goes through these before it serves a page; even an empty queryset would cost a third of that."""
        return () if self.known_public else super().get_view_restrictions()

    def opens_to(self, request):
        """Whether this reader finds the page on the site."""
        return self.live and all(restriction.accept_request(request) for restriction in self.get_view_restrictions())

    def get_workflow(self):
        """Pages of an institute are reviewed by its own editors, wherever they stand in the tree."""
        return (workflow_of(self.institute_code) if self.institute_code else None) or super().get_workflow()
