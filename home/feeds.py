"""Atom feeds: what those of all apps have in common, and the news of the academy, one in each language."""

import uuid
from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .context import site_path
from .models import NewsPage

LENGTH = 50


class AcademyFeed(Feed):
    """What the feeds of all apps have in common: Atom, in the language of the address, by the academy.

    `name` and `path` say which feed it is and where one reads the same on the site.
    """

    feed_type = Atom1Feed
    name = path = ""

    def __call__(self, request, *args, **kwargs):
        self.language = get_language()
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request):
        return request

    def author_name(self):
        return _("Thailand Academy for Area Collaboration, Innovation and Transformation")

    def link(self):
        return site_path(self.path)

    def feed_guid(self):
        return uuid.uuid5(uuid.NAMESPACE_URL, f"tacit:{self.name}:{get_language()}").urn


class NewsFeed(AcademyFeed):
    name, path = "news", "news/"

    def title(self):
        return _("News of the academy")

    def items(self, request):
        news = NewsPage.objects.live().public().filter(locale__language_code=get_language())
        found = list(news.defer_streamfields().order_by("-date", "-pk")[:LENGTH])
        for page in found:
            page.feed_url = page.get_url(request)
        return found

    def item_title(self, page):
        return page.title

    def item_description(self, page):
        return page.card_summary

    def item_link(self, page):
        return page.feed_url

    def item_guid(self, page):
        """The same for ever, whatever the address, the title or the host become."""
        return uuid.uuid5(page.translation_key, get_language()).urn

    def item_pubdate(self, page):
        """The day that stands above it on the site."""
        return make_aware(datetime.combine(page.date, time()))

    def item_updateddate(self, page):
        return max(self.item_pubdate(page), page.last_published_at or self.item_pubdate(page))
