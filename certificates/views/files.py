"""Sending the documents: from private storage, always as a download, never kept by caches in between."""

from functools import wraps
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from home.drawing import Busy
from home.views.files import send_private

IN_MEMORY = 8 * 1024 * 1024


def send_pdf(certificate):
    """The document of a certificate, or 404 while there is none, and after its holder was taken out."""
    if not certificate.file:
        raise Http404
    return send_private(certificate.file, name=file_name(certificate), content_type="application/pdf")


def send_zip(certificates, name):
    """All documents in one archive, named so that they sort by their numbers. PDFs are compressed already."""
    archive = SpooledTemporaryFile(max_size=IN_MEMORY)
    with ZipFile(archive, "w", ZIP_STORED) as zipped:
        for certificate in certificates:
            if not certificate.file:
                continue
            with certificate.file.open("rb") as document:
                zipped.writestr(file_name(certificate), document.read())
    archive.seek(0)
    response = FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


def file_name(certificate):
    return f"certificate-{certificate.year_be}-{certificate.seq:04d}-{certificate.code}.pdf"


def send_made(content, *, name, content_type="application/pdf"):
    """A document drawn for this reader alone, as a download."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def answered(view):
    """While too many documents are being drawn, a view asks to come again instead of waiting."""

    @wraps(view)
    def patient(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Busy:
            words = _("Many documents are being made at the moment. Please try again in a minute.")
            headers = {"Retry-After": "60"}
            return HttpResponse(words, status=503, headers=headers, content_type="text/plain; charset=utf-8")

    return patient
