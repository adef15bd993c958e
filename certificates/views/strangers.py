"""How strangers are answered: not kept, not indexed, not without end, and "could not check" is no verdict.

Whoever guesses is stopped: what was not found is counted by the visitor's address (VERIFY_RATES), and after too many no
answer at all is given for a while. What is found counts nothing, so that a whole class behind one address may verify.
"""

import logging
import math
from functools import wraps
from ipaddress import ip_network

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import DatabaseError
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django_ratelimit.core import get_usage

logger = logging.getLogger(__name__)
AGAIN = 60  # seconds after which a register that was away may be asked again


def answering(unavailable, too_many=None):
    """A decorator for views of strangers. Both functions answer in place of the view: `unavailable(request)` while the
    register cannot be read, `too_many(request, seconds)` to whoever guessed too often; without it nothing is counted,
    for what is no secret."""

    def decorate(view):
        @wraps(view)
        def answered(request, *args, **kwargs):
            if too_many and (wait := seconds_to_wait(request, "misses")):
                return _finished(too_many(request, wait), wait)
            try:
                response = view(request, *args, **kwargs)
            except DatabaseError:
                logger.exception("The register does not answer.")
                return _finished(unavailable(request), AGAIN)
            if too_many and response.status_code == 404:
                seconds_to_wait(request, "misses", count=True)
            return _finished(response)

        return answered

    return decorate


def _finished(response, again=None):
    response["X-Robots-Tag"] = "noindex"
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    if again:
        response["Retry-After"] = str(again)
    return response


def seconds_to_wait(request, group, count=False):
    """How long this visitor has to wait for more of a group of VERIFY_RATES, 0 where there is room; `count` adds one.

    A cache that is away stops nobody.
    """
    try:
        rate = settings.VERIFY_RATES[group]
        found = get_usage(request, group=f"verify:{group}", key=_visitor, rate=rate, increment=count)
    except Exception:  # whatever the cache behind it may raise
        logger.exception("Questions of strangers are not counted.")
        return 0
    return max(1, math.ceil(found["time_left"])) if found and found["should_limit"] else 0


def _visitor(group, request):
    """Their address, found as at signing in; without the web server in front, the one that called."""
    try:
        address = get_adapter().get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        address = request.META.get("REMOTE_ADDR", "")
    # Whoever has one address of the sixth version has 2⁶⁴.
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def _page_unavailable(request):
    # The frame of the page must not ask the database who is reading.
    request.user = AnonymousUser()
    context = {"checked_at": timezone.now(), "again": request.path}
    return render(request, "certificates/verify_unavailable.html", context, status=503)


def page_too_many(request, seconds):
    """The page of those who have to wait."""
    context = {"minutes": math.ceil(seconds / 60), "again": request.path}
    response = render(request, "certificates/verify_too_many.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response


answer_openly = answering(_page_unavailable, page_too_many)
