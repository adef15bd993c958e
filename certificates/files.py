"""Where issued PDFs and the pictures of designs are kept: outside the web root."""

from django.core.files.storage import storages

PNG = b"\x89PNG"
PRINTS = "prints"


def private_storage():
    return storages["private"]


def certificate_path(instance, filename):
    return f"certificates/{instance.year_be}/{instance.code}.pdf"


def design_picture_path(digest, content):
    """A picture of a design under its own hash, so that no other can come to stand in its place."""
    return f"designs/{digest}.{'png' if content.startswith(PNG) else 'jpg'}"


def print_path(job_id):
    """A file made to be fetched once, and removed again after some days."""
    return f"{PRINTS}/{job_id}.pdf"
