"""A developer's machine: SQLite, mails as files, no secrets."""

import os

from .base import *
from .base import VAR_DIR
from .databases import from_url
from .queues import filesystem_broker

DEBUG = os.environ.get("DEBUG", "1") == "1"
SECRET_KEY = "development-only-not-a-secret-0123456789-abcdefghijklmnop"
ALLOWED_HOSTS = ["*"]
PUBLIC_PAGE_SECONDS = 0  # who works on a template wants to see it
BADGE_KEY_ON_FIRST_USE = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
if "DATABASE_URL" in os.environ:
    DATABASES = {"default": from_url(os.environ["DATABASE_URL"])}
CELERY_BROKER_URL = "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = filesystem_broker(VAR_DIR)
