"""Tags of the page frame: icons, fixed addresses, breadcrumbs, the language switch, and plots."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from home import kept, plots
from home.context import site_path

register = template.Library()

SHORT_NAMES = {"th": ("TH", "ไทย"), "en": ("EN", "English")}


@register.simple_tag
def icon(name, css="", label=""):
    """An icon of img/icons.svg: decoration beside a word; with `label` it stands alone and is read out."""
    classes, href = f"icon {css}".strip(), f"{static('home/img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, href)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, href)


@register.simple_tag
def site_url(path=""):
    """The address of a fixed place in the reader's language: {% site_url "programmes/" %}."""
    return site_path(path)


@register.simple_tag(takes_context=True)
def canonical_url(context):
    """The address search engines should keep: without filters, but with the page of a long list."""
    request = context["request"]
    number = request.GET.get("page", "")
    query = f"?page={number}" if number.isascii() and number.isdigit() and number != "1" else ""
    return request.build_absolute_uri(request.path) + query


@register.simple_tag(takes_context=True)
def absolute_url(context, url=""):
    """A path with this site's scheme and host before it, for what is read away from the page."""
    host = f"{context['request'].scheme}://{context['request'].get_host()}"
    return url if url.startswith("http") else host + url


@register.simple_tag(takes_context=True)
def language_links(context):
    """One link for each language to this same screen; `exact` is False where it leads to an ancestor.

    At most one query, one for the page however often the tag is used, and none while the answer is kept.
    """
    request = context.get("request")
    if request is None:
        return []
    if not hasattr(request, "language_links"):
        page = context.get("page")
        targets = _kept_targets(request, page) if isinstance(page, Page) and page.pk else {}
        request.language_links = [_language_link(request, code, targets) for code, _name in settings.LANGUAGES]
    return request.language_links


def _language_link(request, code, targets):
    short, name = SHORT_NAMES[code]
    link = {"code": code, "short": short, "name": name, "current": code == get_language(), "exact": True, "title": ""}
    if link["current"]:
        return link | {"url": request.get_full_path()}
    if targets and code in targets:
        return link | targets[code]
    return link | {"url": translate_url(request.get_full_path(), code)}


def _kept_targets(request, page):
    return kept.once(f"targets:{request.get_host()}:{page.pk}", lambda: page_targets(request, page))


def page_targets(request, page):
    """{language: the translated page, or its nearest translated ancestor} for the other languages."""
    family = Page.objects.ancestor_of(page, inclusive=True).filter(depth__gt=1)
    found = (
        Page.objects.live()
        .filter(translation_key__in=family.values("translation_key"), depth__gt=1)
        .exclude(locale_id=page.locale_id)
        .select_related("locale")
        .order_by("-depth")
    )
    targets = {code: {"url": site_path("", code), "exact": False, "title": ""} for code, _name in settings.LANGUAGES}
    for other in reversed(found):
        url = other.get_url(request)
        if url:
            exact = other.translation_key == page.translation_key
            targets[other.locale.language_code] = {"url": url, "exact": exact, "title": other.title}
    return targets


@register.inclusion_tag("components/breadcrumbs.html", takes_context=True)
def page_crumbs(context):
    """The way to this page of the site, by its ancestors; nothing on the home page and outside the site."""
    page = context.get("page")
    if not isinstance(page, Page) or page.depth < 3:
        return {"crumbs": []}
    request = context["request"]
    key = f"crumbs:{request.get_host()}:{get_language()}:{page.pk}"
    return {"crumbs": [*kept.once(key, lambda: _way_to(request, page)), {"title": page.title}]}


def _way_to(request, page):
    return [
        {"title": _("Home") if ancestor.depth == 2 else ancestor.title, "url": ancestor.get_url(request)}
        for ancestor in page.get_ancestors().filter(depth__gt=1)
    ]


@register.inclusion_tag("components/breadcrumbs.html")
def crumbs(*steps):
    """The way to a work screen, said in pairs and closed by its own name: {% crumbs name url name url here %}."""
    pairs = zip(steps[:-1:2], steps[1::2], strict=True)
    return {"crumbs": [*({"title": title, "url": url} for title, url in pairs), {"title": steps[-1]}]}


@register.inclusion_tag("components/plot_before_after.html")
def before_after(rows, finding="", note="", name="plot"):
    """Indicators before and after: picture, the same numbers as a table, and how far they can be trusted."""
    return {"rows": plots.before_after(rows), "finding": finding, "note": note, "name": name}


@register.filter
def elided_pages(page_obj):
    """Numbers of the pages near this one, with "…" between: [1, 2, "…", 7, 8, 9, "…", 20]."""
    return page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
