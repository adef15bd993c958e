"""Sending what is kept in private storage. Who may have it is asked before."""

from django.http import FileResponse, Http404


def send_private(file, *, name, content_type):
    """A stored file as a download under `name`, never kept by caches in between; 404 when the store has lost it."""
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response
