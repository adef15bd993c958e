"""The door of the register: for everyone but registrars and approvers these screens do not exist."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.cache import never_cache

from ..permissions import may_see_register


def for_register_staff(view):
    """Anonymous people are asked to sign in; others who have no business here read 404."""

    @login_required
    @never_cache
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_see_register(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
