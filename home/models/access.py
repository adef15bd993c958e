"""An institute's editors edit the pages of their institute and of no other; its own workflow reviews them."""

from wagtail.models import PagePermissionTester, Workflow

EDITORS = "editor-"


def editors_group(institute):
    """Name of the group of an institute's editors, for example "editor-ccmi"."""
    return f"{EDITORS}{institute}"


def institutes_of(user):
    """Codes of the institutes that a person edits for; one query for each person and request."""
    if not hasattr(user, "_institutes"):
        names = user.groups.filter(name__startswith=EDITORS).values_list("name", flat=True)
        user._institutes = {name.removeprefix(EDITORS) for name in names}
    return user._institutes


class InstitutePermissionTester(PagePermissionTester):
    """Takes every permission on a page of another institute away from those who edit for one."""

    def __init__(self, user, page):
        super().__init__(user, page)
        institute = getattr(page, "institute", "")
        if user.is_superuser or not institute or not getattr(self, "permissions", None):
            return
        mine = institutes_of(user)
        if mine and institute not in mine:
            self.permissions = set()


def workflow_of(institute):
    """The active review workflow of an institute, or None where none has been set up."""
    return Workflow.objects.filter(name=workflow_name(institute), active=True).first()


def workflow_name(institute):
    return f"ตรวจทานของสถาบัน {institute.upper()}"
