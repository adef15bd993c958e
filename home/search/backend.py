"""The search backend: WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "home.search.backend"}}."""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

MODULES = {"sqlite": "home.search.sqlite", "postgresql": "home.search.postgres"}


def SearchBackend(params):
    """The backend for the default database. Wagtail looks for this name; the modules need loaded models, so late."""
    try:
        module = import_module(MODULES[connection.vendor])
    except KeyError:
        raise ImproperlyConfigured(f"Thai search runs on SQLite and PostgreSQL, not on {connection.vendor}") from None
    return module.Backend(params)
