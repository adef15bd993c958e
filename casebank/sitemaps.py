"""What the map of the site lists of the bank beside its pages, in both languages: only what everybody may open."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from .queries.areas import areas
from .queries.people import public_people


class ViewsSitemap(Sitemap):
    """The screens that show the bank as a whole."""

    i18n = alternates = True

    def items(self):
        return ["map", "timeline", "network", "people", "areas", "area_map"]

    def location(self, name):
        return reverse(f"casebank:{name}")


class PeopleSitemap(Sitemap):
    """The page of each author who agreed to one."""

    i18n = alternates = True

    def items(self):
        return public_people().order_by("pk")

    def location(self, person):
        return reverse("casebank:person", args=[person.pk])


class AreasSitemap(Sitemap):
    """The page of each listed authority that has something to show."""

    i18n = alternates = True

    def items(self):
        return areas().order_by("pk")

    def location(self, organisation):
        return reverse("casebank:area", args=[organisation.pk])


SITEMAPS = {"bank": ViewsSitemap, "people": PeopleSitemap, "areas": AreasSitemap}
