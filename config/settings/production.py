"""Production: everything comes from the environment, and what is missing stops the start with its name."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import LOGGING_TO_STDERR, STORAGES
from .databases import from_url
from .search import search_server
from .signing import signing_from


def required(name):
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment (see docs/deployment.md).")
    return value


if os.environ.get("DEMO_PASSWORD"):
    raise ImproperlyConfigured("DEMO_PASSWORD is set: the demonstration never runs on production settings.")

DEBUG = False
SECRET_KEY = required("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters.")
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",") if host.strip()]
DATABASES = {"default": from_url(required("DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = required("BASE_URL").rstrip("/")
if not WAGTAILADMIN_BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("BASE_URL must begin with https://: it is printed on certificates and sent in mails.")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

REDIS_URL = required("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL
# Longer than the longest task: a message given back too early would run twice at once.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 6 * 3600, "socket_connect_timeout": 3}
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CACHES = {
    "default": {
        "BACKEND": "config.caches.PatientRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 5},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

if os.environ.get("SEARCH_URL"):
    WAGTAILSEARCH_BACKENDS = search_server(os.environ["SEARCH_URL"])

EMAIL_HOST = required("EMAIL_HOST")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL")
SUPPORT_EMAIL = required("SUPPORT_EMAIL")

MEDIA_ROOT = required("MEDIA_ROOT")
PRIVATE_ROOT = required("PRIVATE_ROOT")
STATIC_ROOT = os.environ.get("STATIC_ROOT") or STATIC_ROOT
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SIGNING = signing_from(os.environ)

SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Attempts to sign in are counted by visitor, whose address the web server in front adds to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # SAMEORIGIN, not DENY: the editors' preview frames our own pages
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = LOGGING_TO_STDERR
