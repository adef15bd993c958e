"""Tests: SQLite, or the server that DATABASE_URL names; tasks run at once unless a worker is under test."""

import os
import tempfile
from pathlib import Path

from .base import *
from .databases import from_url

DEBUG = False
SECRET_KEY = "test-only-not-a-secret-0123456789-abcdefghijklmnopqrstuv"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
BADGE_KEY_ON_FIRST_USE = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PUBLIC_PAGE_SECONDS = 0  # tests make pages behind the editors' desk, and want to see them
CELERY_BROKER_URL = "memory://"  # what would be sent by mistake stays in this process
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
TEST_DIR = Path(os.environ.get("TACIT_TEST_DIR") or tempfile.mkdtemp(prefix="tacit-test-"))
MEDIA_ROOT = TEST_DIR / "media"
PRIVATE_ROOT = TEST_DIR / "private"
STORAGES = {
    "default": {"BACKEND": "home.files.PageFiles"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES = {"default": from_url(os.environ.get("DATABASE_URL") or f"sqlite://{TEST_DIR}/test.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests' server thread and the worker must see the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
