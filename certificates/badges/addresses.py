"""Where everything of a badge stands. Addresses are written into credentials: they are promises."""

from django.conf import settings
from django.urls import reverse

from .issuer import Issuer


def academy():
    """The issuer: this site."""
    return Issuer(site=settings.WAGTAILADMIN_BASE_URL.rstrip("/"), profile=_full("badge_issuer"))


def achievement_address(key):
    """Of the programme or module with this translation key: the same in all languages, whatever its page is called."""
    return _full("badge_achievement", key)


def credential_address(code):
    """Of the credential of the certificate with this code."""
    return _full("badge_credential", code)


def status_list_address(number):
    """Of the status list with this number, from 1."""
    return _full("badge_status", number)


def _full(name, *values):
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=values)
