"""The JSON of site search: what a visitor finds on the screen, in the same order. docs/api.md describes it."""

from html import unescape
from urllib.parse import urlencode

from django.conf import settings
from django.http import JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from home.search.forms import SearchForm
from home.search.site import find
from home.search.spelling import offers

SECONDS = 60


@require_safe
def search(request):
    """GET /api/v1/search?q=…&kind=…&lang=…&page=…"""
    language = request.GET.get("lang", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        return _refuse(settings.LANGUAGE_CODE, "lang", "unknown_language", _("Choose th or en."))
    with override(language):
        return _answer(request, language)


def _answer(request, language):
    form = SearchForm(request.GET)
    if not form.is_valid():
        error = form.errors.as_data()["q"][0]
        return _refuse(language, "q", error.code or "invalid", " ".join(error.messages))
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and int(number[:9])):
        return _refuse(language, "page", "invalid_page", _("A page is a number from 1."))
    text, locale = form.cleaned_data["q"], Locale.objects.get(language_code=language)
    kind = request.GET.get("kind", "")
    found = find(text=text, locale=locale, kind=kind, number=number)
    if kind and found.kind != kind:
        return _refuse(language, "kind", "unknown_kind", _("There is no such kind."))
    if int(number[:9]) > found.page_obj.paginator.num_pages:
        return _refuse(language, "page", "no_such_page", _("There are fewer pages than this."), status=404)
    return _send(_told(request, found, text, language, locale), language)


def _told(request, found, text, language, locale):
    page = found.page_obj
    asked = {"q": text, "kind": found.kind, "lang": language}
    return {
        "query": text,
        "language": language,
        "kind": found.kind,
        "total": found.total,
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "next": _address(request, asked, page.number + 1) if page.has_next() else None,
        "previous": _address(request, asked, page.number - 1) if page.has_previous() else None,
        "kinds": [{"kind": each.slug, "label": str(each.label), "count": each.count} for each in found.kinds],
        "results": [_result(request, hit) for hit in found.hits],
        "did_you_mean": [offer.query for offer in offers(request.GET["q"], text, locale, found.total)],
    }


def _result(request, hit):
    return {
        "url": request.build_absolute_uri(hit.url),
        "title": _plain(hit.title),
        "excerpt": _plain(hit.excerpt),
        "kind": hit.slug,
        "label": str(hit.kind),
        "institute": hit.institute,
        "pick": hit.picked,
    }


def _plain(html):
    """Text again: the result is for programs, which mark found words as they like."""
    return unescape(strip_tags(html))


def _address(request, asked, number):
    query = urlencode({name: value for name, value in asked.items() if value} | {"page": number})
    return request.build_absolute_uri(f"{reverse('api_search')}?{query}")


def _refuse(language, field, code, message, status=400):
    return _send({"error": {"code": code, "field": field, "message": message}}, language, status)


def _send(told, language, status=200):
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Language"] = language
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
