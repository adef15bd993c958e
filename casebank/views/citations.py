"""The citation of a case or knowledge item as a file, for reference managers."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .. import citations
from ..queries.works import published_page, work_of


def _text(work, url):
    return "".join(f"{citations.in_words(work, url, style)[0]}\n" for style in citations.STYLES)


FORMATS = {
    "bib": (citations.bibtex, "application/x-bibtex"),
    "ris": (citations.ris, "application/x-research-info-systems"),
    "json": (citations.csl_json, "application/vnd.citationstyles.csl+json"),
    "txt": (_text, "text/plain"),
}


@require_safe
def cite(request, section, slug, form):
    page = published_page(section, slug, get_language()) if form in FORMATS else None
    if page is None:
        raise Http404
    work = work_of(page)
    write, content_type = FORMATS[form]
    answer = HttpResponse(
        write(work, request.build_absolute_uri(page.get_url(request))), content_type=f"{content_type}; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(True, f"{work.key}.{form}")
    return answer
