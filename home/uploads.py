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
# Bytes that no text holds, and how far a table is looked into for them.
CONTROL = frozenset(range(32)) - set(b"\t\n\r")
CSV_LOOK = 64 * 1024
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


def check_document(upload):
    """ValidationError when what an editor uploads is not what its name says; Wagtail sees to kind and size."""
    suffix = PurePath(upload.name).suffix.lower()
    if suffix.lstrip(".") not in settings.WAGTAILDOCS_EXTENSIONS:
        return
    found = any(check(upload, suffix) for check in (_pdf, _office, _csv, _zip, _film))
    upload.seek(0)
    if not found:
        raise ValidationError(
            _("What is in the file is not what its name says, or it holds macros. Save it again as %(kind)s.")
            % {"kind": suffix.lstrip(".").upper()}
        )


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


def _csv(upload, suffix):
    """Text without control characters; Thai spreadsheets still write it in the code page of Windows."""
    if suffix != ".csv":
        return None
    upload.seek(0)
    return "text/csv" if not CONTROL & set(upload.read(CSV_LOOK)) else None


def _zip(upload, suffix):
    upload.seek(0)
    return "application/zip" if suffix == ".zip" and zipfile.is_zipfile(upload) else None


def _film(upload, suffix):
    upload.seek(0)
    return "video/mp4" if suffix == ".mp4" and upload.read(12)[4:8] == b"ftyp" else None


def _picture(upload, suffix):
    """JPEG or PNG, of a size that can be drawn: a small file may unfold to more than the memory holds."""
    upload.seek(0)
    try:
        picture = Image.open(upload, formats=list(PICTURES))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    suffixes, content_type = PICTURES.get(picture.format, ((), None))
    fits = picture.width * picture.height <= settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    return content_type if suffix in suffixes and fits else None
