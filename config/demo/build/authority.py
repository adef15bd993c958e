"""The key that signs the demonstration's certificates, where its settings ask for one."""

from pathlib import Path

from django.conf import settings

from certificates.signing.authority import make_authority


def build_authority(password):
    if settings.SIGNING["backend"] == "pkcs12":
        make_authority(Path(settings.SIGNING["file"]).parent)
