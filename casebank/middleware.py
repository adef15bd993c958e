"""What stands between a request and the editors' desk."""

from django.http import Http404
from django.urls import reverse

from .queries.desk import hidden_drafts

# Wagtail's names for the pages in an address of the desk, and where a screen names several.
PAGES = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
SEVERAL = "wagtailadmin_choose_page_chosen_multiple"


class HiddenDrafts:
    """404 at the desk for an address that names a draft which is none of a person's business.

    Its title would stand on the screen, also where rights refuse the rest. One query for an address that names a page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        named = {value for name, value in kwargs.items() if name in PAGES}
        if request.resolver_match.url_name == SEVERAL:
            named |= {int(each) for each in request.GET.getlist("id") if each.isascii() and each.isdigit()}
        if not named or not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return
        if hidden_drafts(request.user).filter(pk__in=named).exists():
            raise Http404
