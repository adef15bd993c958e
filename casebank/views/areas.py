"""Public screens of areas: the list of authorities, one authority, and how adoptions spread over the map."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.choices import LOCAL_AUTHORITIES, Role
from accounts.models import Organisation

from ..forms.adoption import AreaFilter, year_in
from ..permissions import may_adopt_for
from ..queries import areas as queries
from ..queries.adoption import is_listed

ON_A_PAGE = 48


@require_safe
def areas(request):
    """Authorities with projects, by province and name in Thai order."""
    form = AreaFilter(request.GET, provinces=queries.provinces_with_areas())
    page_obj = Paginator(queries.areas(**form.chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page_obj, "filtered": any(form.chosen.values())}
    return render(request, "casebank/areas/list.html", context)


@require_safe
def area(request, pk):
    """One authority. One that staff have not listed yet is seen by its own people and by officers only."""
    found = get_object_or_404(
        Organisation.objects.select_related("province", "successor").filter(kind__in=LOCAL_AUTHORITIES), pk=pk
    )
    own = may_adopt_for(request.user, found)
    officer = request.user.is_authenticated and Role.OFFICER in request.user.roles
    if not (is_listed(found) or own or officer):
        raise Http404
    context = {
        "organisation": found,
        "listed": is_listed(found),
        "may_manage": own or officer,
        "adoptions": queries.adoptions_of(found, all_of_them=own or officer),
        "cases": queries.cases_told_from(found),
    }
    return render(request, "casebank/areas/area.html", context)


@require_safe
def area_map(request):
    """How adoptions spread: in use at the end of ?year=, by province."""
    return render(request, "casebank/areas/map.html", {"found": queries.diffusion(year_in(request.GET.get("year")))})
