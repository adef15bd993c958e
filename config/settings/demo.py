"""The demonstration: invented people with one known password. Never together with production settings."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import LOGGING_TO_STDERR, PRIVATE_ROOT, STORAGES, VAR_DIR
from .queues import filesystem_broker

for name in ("SECRET_KEY", "DATABASE_URL"):
    if os.environ.get(name):
        raise ImproperlyConfigured(
            f"The demonstration does not start while {name} is set: it looks like a production environment. "
            "Unset it, or use config.settings.production."
        )

DEMO = True
DEBUG = False
SECRET_KEY = "demonstration-only-not-a-secret-0123456789-abcdefghijklmnop"
ALLOWED_HOSTS = ["*"]
DEMO_PASSWORD = os.environ.get("DEMO_PASSWORD") or "ratchaphum-demo"
WAGTAILADMIN_BASE_URL = f"http://localhost:{os.environ.get('PORT', '8000')}"
BADGE_KEY_ON_FIRST_USE = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
# Made by `manage.py make_signing_authority`; it says of itself that it is a demonstration.
SIGNING = {
    "backend": "pkcs12",
    "file": PRIVATE_ROOT / "signing" / "signer.p12",
    "passphrase_file": PRIVATE_ROOT / "signing" / "passphrase",
    "trust": [PRIVATE_ROOT / "signing" / "authority.pem"],
}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
CELERY_BROKER_URL = "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = filesystem_broker(VAR_DIR)
# What goes wrong is said on the terminal; what goes well is not.
LOGGING = LOGGING_TO_STDERR | {"root": {"handlers": ["stderr"], "level": "WARNING"}}
