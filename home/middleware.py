"""What is kept and what is not: pages that every visitor sees alike for a short while, personal ones by nobody.

So a busy day costs one rendering a minute, and a shared computer shows nothing after signing out.

A public page is kept only when a person without a session asked for it by GET, and only when its answer sets no cookie
and carries no form token. What an editor publishes is seen at once: that changes the edition, and every kept page
belongs to one edition. Other changes (a cohort that fills up) show within PUBLIC_PAGE_SECONDS.
"""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from . import kept
from .models.base import SitePage

LONGEST_QUERY = 200
# Views whose answers may be kept: Wagtail's, which serves pages of the tree.
KEPT_VIEWS = frozenset({"wagtail_serve"})


class PublicPageCache:
    """Stands before sessions and languages: a kept page costs one look into the cache."""

    def __init__(self, get_response):
        if not settings.PUBLIC_PAGE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if not _may_be_kept(request):
            return self.get_response(request)
        key = _key(request)
        edition, found = kept.recall(key)
        if found:
            return HttpResponse(found["content"], headers=found["headers"])
        response = self.get_response(request)
        if _is_the_same_for_all(request, response):
            kept.keep(key, edition, {"content": response.content, "headers": dict(response.items())})
        return response


def _may_be_kept(request):
    """Whether the question can come from anybody: no session, no part of a page, no preview of an editor."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "HX-Request" not in request.headers
        and "Authorization" not in request.headers
        and not getattr(request, "is_dummy", False)
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _is_the_same_for_all(request, response):
    """Whether the answer holds nothing of the one who asked."""
    match = request.resolver_match
    return (
        match is not None
        and match.url_name in KEPT_VIEWS
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        # Set as soon as anything asks for a form token.
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not request.session.modified
        and not request.user.is_authenticated
        and not {"private", "no-store", "no-cache"} & _directives(response)
    )


def _directives(response):
    return {part.strip().lower() for part in response.get("Cache-Control", "").split(",")}


def _key(request):
    """Host, scheme and full path; the language is part of the path."""
    return f"public-page:{request.scheme}://{request.get_host()}{request.get_full_path()}"


class PersonalAnswers:
    """What was drawn for somebody who has signed in is kept by no browser: no way back to it after signing out.

    An answer that never asked who reads is everybody's, and one that says itself how it is to be kept is left alone
    (documents, files, suggestions of search).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        asked = request.session.accessed and request.user.is_authenticated
        if asked and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class KnownRoutes:
    """Remembers which page stands at an address, so that Wagtail need not walk down the tree for each visitor.

    And which site the address belongs to, for which Wagtail would ask the database each time.

    Only pages open to everybody are remembered; Page.route_for_request takes the page from the request.
    """

    def __init__(self, get_response):
        if not settings.PUBLIC_PAGE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.url_name not in KEPT_VIEWS or request.method not in {"GET", "HEAD"}:
            return
        _know_site(request)
        key = f"public-route:{request.get_host()}:{get_language()}:{request.path}"
        edition, known = kept.recall(key)
        page = _page_known(*known) if known else None
        if page:
            page.known_public = True
            request._wagtail_route_for_request = RouteResult(page)
            return
        page, arguments, options = Page.route_for_request(request, *args) or (None, None, None)
        plain = isinstance(page, SitePage) and not arguments and not options
        if plain and not page.get_view_restrictions():
            kept.keep(key, edition, (page._meta.label_lower, page.pk))


def _page_known(model, pk):
    """The page, unless it has gone meanwhile."""
    return next(iter(apps.get_model(model).objects.filter(pk=pk, live=True)), None)


def _know_site(request):
    sites, address = _sites(), (request.get_host(), request.get_port())
    if address not in sites:
        sites[address] = Site.find_for_request(request)
    request._wagtail_site = sites[address]


# By host and port; a visitor may make up hosts where any is allowed.
_sites = kept.Shelf(most=100)
