"""What machines ask about badges: who signs, with which keys, and what was achieved. Open to all, without cookies."""

from django.http import Http404, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from curriculum.queries import attested

from ..badges import keys
from ..badges.achievements import achievement_json
from ..badges.addresses import academy, achievement_address
from ..badges.contexts import BADGE
from ..badges.criteria import achievement_of
from ..badges.issuer import did_document, profile

SECONDS = 300
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


def tell(told, content_type=LINKED, seconds=SECONDS):
    """JSON that any page on the web may read and keep for a while."""
    response = JsonResponse(told, content_type=content_type, json_dumps_params={"ensure_ascii": False})
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, public=True, max_age=seconds)
    return response
