"""Where files that people hand in are kept: outside the web root, under names of our own."""

import uuid
from pathlib import PurePath

from django.core.files.storage import storages


def private_storage():
    return storages["private"]


def application_path(instance, filename):
    return f"applications/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:8]}"


def submission_path(instance, filename):
    return f"submissions/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()[:8]}"
