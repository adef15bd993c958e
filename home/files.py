"""Where the files of the pages lie: pictures in the open under names that cannot be guessed, all else out of reach."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

DOCUMENTS = "documents"


class PageFiles(FileSystemStorage):
    """MEDIA_ROOT, which the web server gives to everybody, but for documents: they lie under PRIVATE_ROOT, and only
    Wagtail's document view, which asks who may read, opens them (home/views/documents.py).

    A picture has to be served to a page by the thousand, so it is open; a few random letters in its name keep those
    who have not seen the page from finding it.
    """

    def path(self, name):
        if _is_document(name):
            return storages["private"].path(name)
        return super().path(name)

    def _save(self, name, content):
        if _is_document(name):
            return storages["private"]._save(name, content)
        return super()._save(name, content)

    def url(self, name):
        if _is_document(name):
            raise NotImplementedError(f"{name} has no address of its own; take that of the document.")
        return super().url(name)

    def get_available_name(self, name, max_length=None):
        folder, file = os.path.split(name)
        root, suffix = os.path.splitext(file)
        if folder == "original_images":
            name = os.path.join(folder, self.get_alternative_name(root, suffix))
        return super().get_available_name(name, max_length)


def _is_document(name):
    return Path(os.path.normpath(name)).parts[:1] == (DOCUMENTS,)


def move_documents():
    """Take documents of an earlier version out of MEDIA_ROOT; returns how many. Harmless again."""
    old, new = Path(settings.MEDIA_ROOT) / DOCUMENTS, Path(settings.PRIVATE_ROOT) / DOCUMENTS
    files = [file for file in old.rglob("*") if file.is_file()] if old.is_dir() else []
    for file in files:
        target = new / file.relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    return len(files)
