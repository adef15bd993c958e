"""Who works on a case: its authors write it, the editors of its institute review and publish it."""

from home.models.access import InstitutePermissionTester

from .people import Contributor

AUTHOR_RIGHTS = {"add"}


def author_id_of(user):
    """Id of the author record of an account, or None; one query for each person and request."""
    if not hasattr(user, "_author_id"):
        user._author_id = Contributor.objects.filter(user_id=user.pk).values_list("pk", flat=True).first()
    return user._author_id


class CasePermissionTester(InstitutePermissionTester):
    """Authors, also those of other institutes, edit their case and may not publish it."""

    def __init__(self, user, page):
        super().__init__(user, page)
        if user.is_active and not user.is_superuser and not self.permissions and self.is_author():
            self.permissions = set(AUTHOR_RIGHTS)

    def is_author(self):
        """Whether this is an account of the desk that wrote the case, or stands among its authors."""
        if not self.page.pk or not self.user.has_perm("wagtailadmin.access_admin"):
            return False
        mine = author_id_of(self.user)
        return self.page.owner_id == self.user.pk or (
            mine is not None and any(row.contributor_id == mine for row in self.page.authorships.all())
        )

    def can_edit(self):
        return super().can_edit() or (self.user.is_active and self.is_author())
