"""What the frame of every page needs to know: where the reader is, and which doors are open to them."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# First path segments of the screens people work in; everything else belongs to the public site.
WORK_AREAS = {"accounts", "adoptions", "apply", "learn", "manage", "me", "registrar", "styleguide", "teach"}

PUBLIC_DOORS = (
    ("programmes/", _("Programmes")),
    ("cases/", _("Case bank")),
    ("institutes/", _("Knowledge institutes")),
    ("verify/", _("Verify a certificate")),
)
# Roles that open a door of the work areas; an empty set means everyone who has signed in.
WORK_DOORS = (
    ("learn/", _("My learning"), frozenset()),
    ("teach/", _("Teaching"), frozenset({"instructor", "admin"})),
    ("manage/", _("Cohort work"), frozenset({"officer", "reviewer", "admin"})),
    ("registrar/", _("Certificate register"), frozenset({"registrar", "approver", "admin"})),
)
# Nobody's menu grows past what a header can hold: the case bank joins the short ones.
MENU_LIMIT = 3
CASES = PUBLIC_DOORS[1]
EDITORS = frozenset({"editor", "instructor", "reviewer", "officer", "admin"})


def language_prefix(code=None):
    """ "" for the default language, else "en/": the start of every path in that language."""
    code = code or get_language() or settings.LANGUAGE_CODE
    return "" if code == settings.LANGUAGE_CODE else f"{code}/"


def site_path(path, code=None):
    """The address of a fixed place ("programmes/") in the reader's language, or in the given one."""
    return f"{get_script_prefix()}{language_prefix(code)}{path}"


@dataclass(frozen=True)
class Door:
    """One link of the main menu."""

    path: str
    label: str
    current: bool = False


class Navigation:
    """The frame of one request. Everything is computed when a template asks, so that nothing costs unasked."""

    def __init__(self, request):
        self.request = request
        start = get_script_prefix() + language_prefix()
        self.path = request.path.removeprefix(start)
        self.area = self.path.partition("/")[0]

    @property
    def is_work(self):
        """Whether this is a screen people work in (narrow footer, not for search engines)."""
        return self.area in WORK_AREAS

    @property
    def user(self):
        """The person who has signed in, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @property
    def doors(self):
        """The main menu: the public one, or the doors that the reader's roles open."""
        if self.user is None or not self.is_work:
            return [self._door(path, label) for path, label in PUBLIC_DOORS]
        roles = self.user.roles
        open_doors = [(path, label) for path, label, needed in WORK_DOORS if not needed or needed & roles]
        if len(open_doors) <= MENU_LIMIT:
            open_doors.append(CASES)
        return [self._door(path, label) for path, label in open_doors]

    @property
    def may_edit(self):
        """Whether the editors' desk is a place this person works at."""
        return self.user is not None and bool(EDITORS & self.user.roles)

    def _door(self, path, label):
        return Door(site_path(path), label, self.path.startswith(path))


def site(request):
    """Context processor: `nav`, the frame of the page. It asks the database nothing by itself."""
    return {"nav": Navigation(request)}
