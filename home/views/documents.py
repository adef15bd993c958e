"""Documents and films of the pages: Wagtail's view asks who may and sends; here a part of a file may be asked for.

Without parts, Safari plays no film and nobody can jump in one.
"""

import re

from django.http import FileResponse, HttpResponse
from django.utils.cache import patch_cache_control
from wagtail.documents.views.serve import serve

PART = re.compile(r"bytes=(\d*)-(\d*)")


def document(request, document_id, document_filename):
    """The document, or the part of it that the reader's browser asked for."""
    response = serve(request, document_id, document_filename)
    # Kept by the reader at most, and asked for again each time: rights change.
    patch_cache_control(response, private=True, no_cache=True)
    if not isinstance(response, FileResponse):
        return response
    response["Accept-Ranges"] = "bytes"
    asked = PART.fullmatch(request.headers.get("Range", ""))
    unchanged = request.headers.get("If-Range") in {None, response.get("ETag"), response.get("Last-Modified")}
    return _part(response, *asked.groups()) if asked and any(asked.groups()) and unchanged else response


def _part(response, first, last):
    """Bytes `first` to `last`, both counted; without the first, the last so many."""
    size = int(response["Content-Length"])
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = response.file_to_stream
    file.seek(start)
    response.streaming_content = _read(file, end - start + 1)
    response.status_code = 206
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = end - start + 1
    return response


def _read(file, left, size=64 * 1024):
    while left > 0 and (block := file.read(min(size, left))):
        left -= len(block)
        yield block
