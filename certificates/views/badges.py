"""What machines ask about badges: who signs, with which keys, what was achieved, what was revoked. Open to all,
without cookies."""

import json
from datetime import timedelta
from hashlib import sha256

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from curriculum.queries import attested

from ..badges import issuing, keys, status
from ..badges.achievements import achievement_json
from ..badges.addresses import academy, achievement_address
from ..badges.contexts import BADGE
from ..badges.criteria import achievement_of
from ..badges.issuer import did_document, profile
from ..queries import register
from .strangers import answering

SECONDS = 300
CREDENTIAL = "application/vc+ld+json"
LINKED = "application/ld+json"


@require_safe
def did(request):
    """The identity document of did:web, with every key that ever signed."""
    return tell(did_document(academy(), keys.public_keys()), content_type="application/did+json")


@require_safe
def issuer(request):
    return tell(profile(academy(), keys.public_keys()))


@require_safe
def achievement(request, key):
    """What certificates of this programme or module attest today; a credential carries its own copy."""
    found = attested(key)
    if found is None:
        raise Http404
    academy_ = academy()
    told = achievement_of(*found, address=achievement_address(key), site=academy_.site)
    return tell({"@context": list(BADGE), **achievement_json(told, academy_)})


def _unavailable(request):
    return _as_it_stands(request, "", status=503)


def _too_many(request, seconds):
    return _as_it_stands(request, "", status=429)


@answering(_unavailable, _too_many)
@require_safe
def credential(request, code):
    """The badge of a certificate, byte for byte as it was signed; 404 without one, 410 once the name was taken out."""
    found = register.stored_credential(code)
    if found and found[1]:
        return _as_it_stands(request, "", status=410)
    if not found or not found[0]:
        return _as_it_stands(request, "", status=404)
    return _as_it_stands(request, found[0])


@answering(_unavailable)
@require_safe
def status_list(request, number):
    """Which badges may no longer be relied on, as the register says now; 404 for a list never opened.

    Signed as of the last round moment, so that a list in which nothing changed is the same, and its tag with it.
    """
    places = register.revoked_places(number)
    if places is None:
        return _as_it_stands(request, "", status=404)
    moment, fresh = timezone.now(), status.FRESH.total_seconds()
    begun = moment - timedelta(seconds=moment.timestamp() % fresh)
    signed = issuing.signed_status_list(number, revoked=places, now=begun)
    return _as_it_stands(request, json.dumps(signed, ensure_ascii=False))


def _as_it_stands(request, text, status=200):
    """A text that may be kept, but never shown without asking whether it still stands."""
    content = text.encode()
    response = HttpResponse(content, status=status, content_type=CREDENTIAL)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, no_cache=True)
    if status != 200:
        return response
    etag = f'"{sha256(content).hexdigest()}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def tell(told, content_type=LINKED, seconds=SECONDS):
    """JSON that any page on the web may read and keep for a while."""
    response = JsonResponse(told, content_type=content_type, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=seconds)
    return response
