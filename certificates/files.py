"""Where the issued PDFs are kept: outside the web root, one file a certificate."""

from django.core.files.storage import storages


def private_storage():
    return storages["private"]


def certificate_path(instance, filename):
    return f"certificates/{instance.year_be}/{instance.code}.pdf"
