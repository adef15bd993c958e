"""The demonstration's settings, with everything that it keeps in a folder of the measurement's own."""

import os
from pathlib import Path

from config.settings.databases import from_url, sqlite
from config.settings.demo import *
from config.settings.demo import MIDDLEWARE, STORAGES
from config.settings.queues import filesystem_broker

FOLDER = Path(os.environ["BENCH_FOLDER"])

# The demonstration refuses DATABASE_URL, so the measurement has a name of its own for it (server.py).
DATABASE = os.environ.get("BENCH_DATABASE_URL")
DATABASES = {"default": from_url(DATABASE) if DATABASE else sqlite(FOLDER / "db.sqlite3")}
STATIC_ROOT = FOLDER / "static"
MEDIA_ROOT = FOLDER / "media"
PRIVATE_ROOT = FOLDER / "private"
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
    }
}
EMAIL_FILE_PATH = FOLDER / "mail"
CELERY_BROKER_TRANSPORT_OPTIONS = filesystem_broker(FOLDER)
# As in the demonstration each worker has its own, without a server; it holds all that one measurement asks for.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}}
# Long enough that no kept page grows old while it is measured.
PUBLIC_PAGE_SECONDS = int(os.environ.get("BENCH_PAGE_SECONDS", "3600"))

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.middleware.CountQueries", *MIDDLEWARE]
