"""Who hears what became of a case: those who wrote it without the editors' desk. Wagtail tells those who have it."""

from accounts.choices import Role
from accounts.models import User
from home.models.access import editors_group

from .. import tasks
from ..emails import case_of
from ..permissions import works_at_desk


def tell_of_return(*, state):
    """The editors ask for changes: who sent the case hears it. Side effect: a mail after commit."""
    if case_of(state) and state.requested_by and not works_at_desk(state.requested_by):
        tasks.mail("returned", state.current_task_state_id, state.requested_by)


def tell_of_approval(*, state):
    """Approved for a later day: who sent the case hears it; once it is public `tell_of_publication` does.

    Side effect: a mail after commit.
    """
    case = case_of(state)
    if case and not case.live and state.requested_by and not works_at_desk(state.requested_by):
        tasks.mail("approved", state.pk, state.requested_by)


def tell_of_publication(*, case):
    """A case is public for the first time: who proposed it and its authors hear it, each once.

    Side effect: mails after commit.
    """
    authors = User.objects.filter(contributor__authorships__case=case)
    for user in authors | User.objects.filter(pk=case.proposed_by_id):
        if not works_at_desk(user):
            tasks.mail("published", case.pk, user)


def tell_of_unreviewed(*, case):
    """A case at an institute without a review: its editors hear it, or else the administrators. Side effect: mails."""
    active = User.objects.filter(is_active=True)
    editors = active.filter(groups__name=editors_group(case.institute))
    administrators = active.filter(groups__name=Role.ADMIN) | active.filter(is_superuser=True)
    for user in set(editors) or set(administrators):
        tasks.mail("unreviewed", case.pk, user)
