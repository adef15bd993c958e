"""Site search: one question, one list of pages."""

from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from home.search.forms import SearchForm
from home.search.site import find_pages


@require_safe
def search(request):
    """The answer is kept for a while for who asks the same (home/kept.py), and looked for only when it is not."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = SimpleLazyObject(lambda: _answer(request, form)) if form.is_valid() else None
    context = {"form": form, "found": found, "kept_query": ("q", "type", "page")}
    return render(request, "home/search.html", context)


def _answer(request, form):
    return find_pages(
        text=form.cleaned_data["q"],
        locale=Locale.get_active(),
        kind=request.GET.get("type", ""),
        number=request.GET.get("page", 1),
    )
