"""Draws once what is the same for many: {% kept "main" %}…{% endkept %} and {% fixed %}…{% endfixed %}."""

from hashlib import sha256

from django import template
from django.conf import settings
from django.utils.translation import get_language

from home.kept import keep, recall
from home.models.base import SitePage

register = template.Library()

LONGEST_KEY = 400
# Parts that are the same for many screens but for the path, and what stands in them for the piece that differs.
FRAME = ("head", "header")
ANY = "\x00"


@register.tag
def kept(parser, token):
    """Draw a part of a page once for all readers with the same roles: {% kept "name" %} or {% kept "name" strangers %}.

    With `strangers`, it is kept only for those who have not signed in: for parts that hold the reader's name. Pages of
    the tree are kept, and screens whose view gives `kept_query`, the query parameters that they read. Of a screen whose
    view gives `frame_of`, the piece of its path that differs, head and header are kept once for all such paths: they
    may hold the path, and nothing else of the one screen. Everything else (a work screen, a preview, an answer to
    htmx), and where PUBLIC_PAGE_SECONDS is 0 all, is always drawn.
    """
    _tag, name, *rest = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name.strip("\"'"), rest == ["strangers"], nodelist)


class KeptNode(template.Node):
    def __init__(self, name, strangers, nodelist):
        self.name, self.strangers, self.nodelist = name, strangers, nodelist

    def render(self, context):
        piece = _piece_of(context) if self.name in FRAME else ""
        key = part_key(context, self.name, self.strangers, piece)
        if not key:
            return self.nodelist.render(context)
        edition, found = recall(key)
        if found is None:
            found = self.nodelist.render(context)
            if _may_be_kept(context, found):
                keep(key, edition, found.replace(piece, ANY) if piece else found)
            return found
        return found.replace(ANY, piece) if piece else found


@register.tag
def fixed(parser, token):
    """Draw once for each language, as long as the server runs: what depends on nothing but the code, as a footer does.

    In DEBUG it is always drawn, so that who works on a template sees it.
    """
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return FixedNode(nodelist)


class FixedNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist, self.drawn = nodelist, {}

    def render(self, context):
        language = get_language()
        if settings.DEBUG or language not in self.drawn:
            self.drawn[language] = self.nodelist.render(context)
        return self.drawn[language]


def _may_be_kept(context, drawn):
    """Nothing with a form token or of this reader alone (a tag has said so: `request.for_one_reader`), and nothing with
    words of the one address by which they came."""
    request = context["request"]
    known = set(request.GET) <= set(_query_read(context) or ())
    return known and not getattr(request, "for_one_reader", False) and "csrfmiddlewaretoken" not in drawn


def part_key(context, name, strangers, piece=""):
    """The name under which this part is kept, or None where it must be drawn."""
    request, fields = context.get("request"), () if piece else _query_read(context)
    if not settings.PUBLIC_PAGE_SECONDS or request is None or fields is None:
        return None
    if not _is_plain(request) or (strangers and request.user.is_authenticated):
        return None
    roles = sorted(request.user.roles) if request.user.is_authenticated else ["-"]
    asked = [(field, request.GET.getlist(field)) for field in fields if field in request.GET]
    path = request.path.replace(piece, ANY) if piece else request.path
    whole = f"{name} {request.scheme}://{request.get_host()}{path} {get_language()} {asked} {roles}"
    return f"public-part:{sha256(whole.encode()).hexdigest()}" if len(whole) <= LONGEST_KEY else None


def _piece_of(context):
    """The piece of the path that differs between screens with the same frame, or "" where it is not there alone."""
    piece, request = context.get("frame_of") or "", context.get("request")
    return piece if piece and request and request.path.count(piece) == 1 and not request.GET else ""


def _query_read(context):
    """Names of the query parameters that the answer depends on, or None where it is not the same for all."""
    request, page = context.get("request"), context.get("page")
    if isinstance(page, SitePage):
        match = getattr(request, "resolver_match", None)
        return page.kept_query if match and match.url_name == "wagtail_serve" else None
    return context.get("kept_query")


def _is_plain(request):
    """Whether a whole page was asked for, and nothing is to be said to this reader alone."""
    return (
        request.method in {"GET", "HEAD"}
        and "HX-Request" not in request.headers
        and not getattr(request, "is_preview", False)
        and not len(request._messages)
    )
