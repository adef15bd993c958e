"""Verification for programs. docs/api.md describes it."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from ..answers import SCHEMA, verdict_json
from ..choices import Finding
from ..queries import register
from ..verdicts import UNCHECKED, verdict_of
from .strangers import answering

SCHEMA_SECONDS = 86_400


def _unavailable(request):
    return _send(UNCHECKED, 503)


def _too_many(request, seconds):
    return _send(UNCHECKED, 429)


@answering(_unavailable, _too_many)
@require_safe
def certificate(request, code):
    """GET /api/v1/certificates/<code>: the verdict of the page, with the same status codes."""
    verdict = verdict_of(register.find_by_code(code), timezone.localdate())
    return _send(verdict, 404 if verdict.finding == Finding.NOT_KNOWN else 200)


@require_safe
def schema(request):
    """GET /api/v1/certificates/schema.json: what the answers look like."""
    response = JsonResponse(SCHEMA, content_type="application/schema+json", json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=SCHEMA_SECONDS)
    return response


def _send(verdict, status):
    told = verdict_json(verdict, timezone.now())
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    described = f'<{reverse("api_certificate_schema")}>; rel="describedby"; type="application/schema+json"'
    response.headers["Link"] = described
    return response
