"""What machines that read the whole site ask for: what is for them, and where everything is."""

from collections import defaultdict

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Locale, Page

from home.context import WORK_AREAS, site_path


@require_safe
def robots(request):
    """Public pages are for everyone; the editors' desk and the screens people work in are for nobody's index."""
    areas = sorted(WORK_AREAS | {"search"})
    places = [site_path(f"{area}/", code) for code, _name in settings.LANGUAGES for area in areas]
    lines = ["User-agent: *", *(f"Disallow: {place}" for place in ["/cms/", *places]), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request):
    """The pages of the site, and what other apps add by the hook `register_sitemap`: {name: class}."""
    sitemaps = {"pages": PublicPages}
    for register in hooks.get_hooks("register_sitemap"):
        sitemaps |= register()
    return wagtail_sitemap(request, sitemaps=sitemaps)


class PublicPages(Sitemap):
    """All public pages in all languages, each naming its translations."""

    def items(self):
        root = self.get_wagtail_site().root_page
        pages = Page.objects.none()
        for tree in [root, *root.get_translations()]:
            pages |= Page.objects.descendant_of(tree, inclusive=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()

    def _urls(self, page, protocol, domain):
        """Rows of Django's sitemap.xml, read page by page as Wagtail does, with `alternates` added."""
        languages = dict(Locale.objects.values_list("pk", "language_code"))
        rows, families = [], defaultdict(list)
        for item in self.paginator.page(page).object_list:
            for row in item.get_sitemap_urls(self.request):
                rows.append((item.translation_key, row))
                families[item.translation_key].append(
                    {"lang_code": languages[item.locale_id], "location": row["location"]}
                )
        return [row | {"alternates": families[key] if len(families[key]) > 1 else []} for key, row in rows]
