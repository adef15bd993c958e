"""The case bank on the map, by year, and as a document to print."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from accounts.choices import Region
from accounts.models import Province
from home import kept
from home.drawing import Busy

from .. import citations
from ..facets import table_of
from ..forms.bank import CaseFilterForm
from ..pdf import render as render_pdf
from ..queries import bank as queries
from ..queries.works import editions, published_page
from ..templatetags.map_tags import shade

# How many cases of a year are named on the timeline.
NAMED_OF_A_YEAR = 4
# How long a printed case is kept, unless a new edition of the public pages begins before.
PDF_SECONDS = 24 * 60 * 60


@dataclass
class RegionOnMap:
    """A region with its provinces, and how many of its cases name none."""

    code: str
    label: str
    count: int
    shade: int
    codes: list = field(default_factory=list)
    provinces: list = field(default_factory=list)  # (province, count) of those with cases, in Thai order
    unplaced: int = 0


@require_safe
def on_map(request):
    """Cases by province and region; a case of several provinces counts in each. One query, two with a text."""
    form, found = _asked(request)
    counts = {code: count for code, count in found.counts["province"].items() if count}
    by = request.GET.get("by")
    context = {
        "form": form,
        "total": len(found.ids),
        "counts": counts,
        "regions": _regions(form.table, found),
        "region_counts": found.counts["region"],
        "unplaced": form.table.without("province", found.bits),
        "by": by if by in {"province", "region"} else "province" if counts else "region",
    }
    return render(request, "casebank/bank_map.html", context)


def _regions(table, found):
    counts = found.counts["region"]
    most = max(counts.values(), default=0)
    regions = {
        code: RegionOnMap(code, label, counts.get(code, 0), shade(counts.get(code, 0), most))
        for code, label in Region.choices
    }
    for province in Province.objects.all():
        region = regions[province.region]
        region.codes.append(province.pk)
        if count := found.counts["province"].get(province.pk):
            region.provinces.append((province, count))
    for code, value in table.facets["region"].items():
        regions[code].unplaced = table.without("province", found.bits & value.bits)
    return list(regions.values())


@require_safe
def timeline(request):
    """Cases by the year of the work, the newest first, a few of each named; one query, two with a text."""
    form, found = _asked(request)
    by_year = defaultdict(list)
    years = {row.pk: row.year for row in form.table.cases}
    for pk in found.ids:
        by_year[years[pk]].append(pk)
    named = [pk for pks in by_year.values() for pk in pks[:NAMED_OF_A_YEAR]]
    cases = {case.pk: case for case in queries.cases_in_order(named, form.locale)}
    context = {
        "form": form,
        "total": len(found.ids),
        "most": max(map(len, by_year.values()), default=0),
        "years": [
            {
                "year": year,
                "count": len(by_year[year]),
                "cases": [cases[pk] for pk in by_year[year][:NAMED_OF_A_YEAR] if pk in cases],
                "address": form.address(year=year),
            }
            for year in sorted(by_year, reverse=True)
        ],
    }
    return render(request, "casebank/timeline.html", context)


@require_safe
def printed(request, slug):
    """A public case as a PDF. It is made once for each edition of the public pages, since drawing it costs a second."""
    page = published_page("cases", slug, get_language())
    if page is None:
        raise Http404
    key = f"case-pdf:{page.pk}:{request.get_host()}:{kept.edition_now()}"
    document = cache.get(key)
    if document is None:
        url = request.build_absolute_uri(page.get_url(request))
        try:
            document = render_pdf(page, url=url, cited=_cited(page, url))
        except Busy:
            words = _("Many documents are being made at the moment. Please try again in a minute.")
            return HttpResponse(
                words, status=503, headers={"Retry-After": "60"}, content_type="text/plain; charset=utf-8"
            )
        cache.set(key, document, PDF_SECONDS)
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{page.code}-{get_language()}.pdf")
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _cited(page, url):
    """How to cite the case in the style of its language."""
    language = page.locale.language_code
    work = editions(page)[language]
    style = next(name for name, of in citations.STYLES.items() if of == language)
    return citations.in_words(work, url, style)[1]


def _asked(request):
    """(the question of the address, its answer)"""
    locale = Locale.get_active()
    form = CaseFilterForm(request.GET, table=table_of(locale), locale=locale)
    return form, form.answer()
