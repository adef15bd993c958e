"""Site search: one question, one list of all that is public; for who has signed in, a second one of their own."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from home.actions import note_miss
from home.search import misses, sources
from home.search.forms import SearchForm
from home.search.known import locale_now
from home.search.site import find
from home.search.spelling import offers
from home.search.suggest import suggestions

SUGGESTIONS_SECONDS = 60
MOST_BYTES = 4000


@require_safe
def search(request):
    """The answer is kept for a while for visitors who ask the same (home/kept.py), and looked for when it is not.

    What is drawn for a person who has signed in holds what is theirs, and is never kept.
    """
    form = SearchForm(request.GET if "q" in request.GET else None)
    context = {"form": form}
    if form.is_valid():
        context["found"] = SimpleLazyObject(lambda: _find(request, form))
        context["offers"] = SimpleLazyObject(lambda: _offers(request, form, context["found"]))
        context["miss"] = SimpleLazyObject(lambda: misses.ticket(form.cleaned_data["q"]))
    if request.user.is_authenticated:
        context["own"] = _own(request, form)
    else:
        context["kept_query"] = ("q", "type", "page")
    return render(request, "home/search.html", context)


def _find(request, form):
    return find(
        text=form.cleaned_data["q"],
        locale=locale_now(),
        kind=request.GET.get("type", ""),
        number=request.GET.get("page", 1),
    )


def _offers(request, form, found):
    return offers(request.GET["q"], form.cleaned_data["q"], locale_now(), found.total)


def _own(request, form):
    if not form.is_valid():
        return []
    return [mine for find_own in sources.OWN for mine in find_own(request.user, form.cleaned_data["q"])]


@require_safe
def suggest(request):
    """Titles for what was typed so far, the same for everybody."""
    found = suggestions(request.GET.get("q", ""), locale_now())
    response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_SECONDS)
    return response


@csrf_exempt  # the signature says that this site asked for it, and nothing of a person is written
@require_POST
def miss(request):
    """The page of an empty answer reports it, since looking writes nothing."""
    query = misses.told_by(request.body[:MOST_BYTES].decode(errors="replace"))
    if query and misses.may_tell(request):
        note_miss(query=query)
    return HttpResponse(status=204)
