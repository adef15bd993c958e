"""Settings of the worker under test: the test database, a real broker, tasks that really travel."""

import os

from config.settings.test import *

CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = os.environ["REDIS_URL"]
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # Several test processes share the broker, each with a database of its own.
    "global_keyprefix": os.environ["TACIT_QUEUE_PREFIX"],
}
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_IMPORTS = ["tests.services.runners"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["TACIT_TEST_DIR"] + "/mail"
