"""The authors of the bank who agreed to be shown."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ..queries import people as queries


@require_safe
def people(request):
    return render(request, "casebank/people.html", {"groups": queries.people_by_institute()})


@require_safe
def person(request, pk):
    found = get_object_or_404(queries.public_people(), pk=pk)
    return render(
        request,
        "casebank/person.html",
        {"person": found, "cases": queries.cases_by(found), "items": queries.items_by(found)},
    )
