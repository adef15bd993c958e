"""What the editors' desk asks of the bank."""

from home.models.access import institutes_of

from ..models import CasePage


def hidden_drafts(user):
    """Ids of the unpublished cases that are none of a person's business, as a subquery; nothing for administrators."""
    if user.is_superuser:
        return CasePage.objects.none().order_by().values("pk")
    drafts = CasePage.objects.filter(live=False).exclude(owner=user).exclude(institute__in=institutes_of(user))
    return drafts.exclude(authorships__contributor__user=user).order_by().values("pk")


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
