"""What may be handed in as a file: judged by its content, not by its name."""

import zipfile
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.core.files.uploadhandler import FileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

OFFICE = {
    ".docx": ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pptx": ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
PICTURES = {"JPEG": ((".jpg", ".jpeg"), "image/jpeg"), "PNG": ((".png",), "image/png")}
ACCEPT = ".pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png"


class RequestLimit(FileUploadHandler):
    """Refuses a form whose files are too large together, before any of it is written to the disk: a 400."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.UPLOAD_REQUEST_MAX_BYTES:
            raise RequestDataTooBig(f"{content_length} bytes, more than UPLOAD_REQUEST_MAX_BYTES")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None


def check_upload(upload):
    """The content type of an uploaded file; ValidationError in the reader's language when it may not be kept."""
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)s. Make it smaller, or split it.")
            % {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        )
    if not upload.size:
        raise ValidationError(_("The file is empty."))
    suffix = PurePath(upload.name).suffix.lower()
    found = _pdf(upload, suffix) or _office(upload, suffix) or _picture(upload, suffix)
    upload.seek(0)
    if not found:
        raise ValidationError(_("This kind of file cannot be taken. PDF, Word, Excel, PowerPoint, JPEG and PNG can."))
    return found


def _pdf(upload, suffix):
    upload.seek(0)
    return "application/pdf" if suffix == ".pdf" and upload.read(5) == b"%PDF-" else None


def _office(upload, suffix):
    if suffix not in OFFICE:
        return None
    folder, content_type = OFFICE[suffix]
    upload.seek(0)
    try:
        names = zipfile.ZipFile(upload).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return content_type if not macros and any(name.startswith(folder) for name in names) else None


def _picture(upload, suffix):
    upload.seek(0)
    try:
        kind = Image.open(upload, formats=list(PICTURES)).format
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    suffixes, content_type = PICTURES.get(kind, ((), None))
    return content_type if suffix in suffixes else None
