"""Where a person lands after signing in, and where a screen sends them on to."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..choices import Role

# The first door that one of a person's roles opens; paths, since the apps behind them stand above this one.
DOORS = (
    ({Role.OFFICER, Role.REVIEWER, Role.ADMIN}, "manage/"),
    ({Role.REGISTRAR, Role.APPROVER}, "registrar/"),
    ({Role.INSTRUCTOR}, "teach/"),
    ({Role.EDITOR}, "cms/"),
)
EVERYONE = "learn/"


@login_required
@require_safe
def after_login(request):
    """To the page the person was on the way to, else to an unfinished profile, else to their own work."""
    url = safe_next(request)
    if not url and not request.user.has_profile:
        url = reverse("accounts:profile")
    return redirect(url or work_path(request.user.roles))


def sign_in(request):
    """In the place of Wagtail's own sign-in forms: on to ours. 403 for who is signed in and still may not pass."""
    if not request.user.is_authenticated:
        return redirect(with_next("account_login", safe_next(request)))
    if safe_next(request):
        raise PermissionDenied
    return redirect("accounts:after_login")


def work_path(roles):
    """The screen where somebody with these roles begins, in the language of the reader."""
    door = next((path for needed, path in DOORS if needed & roles), EVERYONE)
    language = "en/" if get_language() == "en" and door != "cms/" else ""
    return f"{get_script_prefix()}{language}{door}"


def safe_next(request):
    """The page of this site that `next` names, or "": nobody is sent to a stranger's address."""
    url = request.POST.get("next") or request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if allowed else ""


def with_next(name, url):
    """The address of the screen `name`, which leads on to `url` if there is one."""
    return reverse(name) + (f"?{urlencode({'next': url})}" if url else "")
