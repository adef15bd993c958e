"""New and changed cases as an Atom feed, one in each language."""

import uuid
from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.feeds import AcademyFeed

from .models import CasePage
from .queries.works import newest_works

LENGTH = 50


class AtomWithAuthors(Atom1Feed):
    """Django's Atom names one author of an entry; a case may have several."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")


class CaseFeed(AcademyFeed):
    feed_type = AtomWithAuthors
    name, path = "cases", "cases/"

    def title(self):
        return _("New in the case bank")

    def subtitle(self):
        return _("What was tried in an area, what made it work, how surely that is known, and what can travel.")

    def items(self, request):
        found = newest_works(CasePage, get_language(), LENGTH)
        for work in found:
            work.page.feed_url = work.page.get_url(request)
        return found

    def item_title(self, work):
        return work.page.title

    def item_description(self, work):
        return work.page.summary

    def item_link(self, work):
        return work.page.feed_url

    def item_guid(self, work):
        """The same for ever, whatever the address, the title or the host become."""
        return uuid.uuid5(work.page.translation_key, work.language).urn

    def item_pubdate(self, work):
        return work.page.first_published_at

    def item_updateddate(self, work):
        moments = [work.version.at if work.version else None, work.page.last_published_at]
        return max(
            filter(None, moments), default=work.page.first_published_at or datetime(work.page.year, 1, 1, tzinfo=UTC)
        )

    def item_categories(self, work):
        return work.subjects

    def item_extra_kwargs(self, work):
        return {"authors": [author.name for author in work.authors]}
