"""Sending the documents: from private storage, always as a download, never kept by caches in between."""

from tempfile import SpooledTemporaryFile
from zipfile import ZIP_STORED, ZipFile

from django.http import FileResponse, Http404

from home.views.files import send_private

IN_MEMORY = 8 * 1024 * 1024


def send_pdf(certificate):
    """The document of a certificate, or 404 while there is none."""
    if not certificate.rendered_at:
        raise Http404
    return send_private(certificate.file, name=file_name(certificate), content_type="application/pdf")


def send_zip(certificates, name):
    """All documents in one archive, named so that they sort by their numbers. PDFs are compressed already."""
    archive = SpooledTemporaryFile(max_size=IN_MEMORY)
    with ZipFile(archive, "w", ZIP_STORED) as zipped:
        for certificate in certificates:
            with certificate.file.open("rb") as document:
                zipped.writestr(file_name(certificate), document.read())
    archive.seek(0)
    response = FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")
    response["Cache-Control"] = "private, no-store"
    return response


def file_name(certificate):
    return f"certificate-{certificate.year_be}-{certificate.seq:04d}-{certificate.code}.pdf"
