"""What the editors' desk asks of the bank."""

from wagtail.models import Locale, Page

from accounts.choices import Role
from accounts.models import User
from home.models.access import institutes_of, workflow_of

from ..models import CaseAuthor, CaseIndexPage, CasePage, ItemAuthor


def review_of(institute):
    """The workflow in which somebody would review a case from outside: the institute's own, else that of the bank
    where people stand in it; None where a case would wait for nobody."""
    own = workflow_of(institute)
    if own:
        return own
    found = CaseIndexPage.objects.get(locale=Locale.get_default()).get_workflow()
    people = User.objects.filter(is_active=True, groups__groupapprovaltask__workflow_tasks__workflow=found)
    return found if found and people.exists() else None


def hidden_drafts(user):
    """Ids of the unpublished pages that are none of a person's business, as a subquery; nothing for administrators.

    To everybody stand open what they made themselves and the cases and items that name them as author. Editors see
    all other drafts too, but no case of another institute; who edits for none sees of the rest what is published.
    """
    if user.is_superuser:
        return Page.objects.none().order_by().values("pk")
    drafts = Page.objects.filter(live=False).exclude(owner=user)
    if institutes_of(user) or Role.EDITOR in user.roles:
        foreign = CasePage.objects.filter(live=False).exclude(institute__in=institutes_of(user))
        drafts = drafts.filter(pk__in=foreign.order_by().values("pk"))
    for authorship, page in ((CaseAuthor, "case"), (ItemAuthor, "item")):
        drafts = drafts.exclude(pk__in=authorship.objects.filter(contributor__user=user).order_by().values(page))
    return drafts.order_by().values("pk")


def pages_not_ready(pages):
    """[(page, gaps), …] of those whose latest draft lacks something that publication asks for."""
    found = []
    for page in pages:
        page = page.specific
        draft = page.get_latest_revision_as_object()
        gaps = draft.gaps_for_publication(page.latest_revision) if hasattr(draft, "gaps_for_publication") else {}
        if gaps:
            found.append((page, gaps))
    return found
