"""One function per message about a case; texts stand in templates/email/casebank/. Mails go out in Thai.

They are for people who do not work at the editors' desk. Who does gets Wagtail's own mails, which lead there.
"""

from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from accounts.models import User
from home.emails import at_home, send

from .models import CasePage


def send_returned(task_state_id, user_id):
    """The editors ask for changes: what they said, and the way to go on writing."""
    task = TaskState.objects.select_related("workflow_state").filter(pk=task_state_id).first()
    case = case_of(task.workflow_state) if task else None
    if case:
        _about("returned", case, user_id, comment=task.comment)


def send_approved(workflow_state_id, user_id):
    """The editors have approved the case, and it comes out on a day that they chose."""
    state = WorkflowState.objects.filter(pk=workflow_state_id).first()
    case = case_of(state) if state else None
    if case and not case.live:
        _about("approved", case, user_id, day=case.get_latest_revision_as_object().go_live_at)


def send_published(case_id, user_id):
    """The case is public: where it can be read."""
    case = CasePage.objects.filter(pk=case_id, live=True).first()
    if case:
        _about("published", case, user_id, url=at_home(case.url))


def send_unreviewed(case_id, user_id):
    """To who works at the desk: a case has arrived at an institute that has no review."""
    case = CasePage.objects.filter(pk=case_id).first()
    if case:
        _about("unreviewed", case, user_id, url=at_home(reverse("wagtailadmin_pages:edit", args=[case.pk])))


def case_of(workflow_state):
    """The case under review, or None where something else is, or it was deleted meanwhile."""
    page = workflow_state.content_object
    page = page.specific if page else None
    return page if isinstance(page, CasePage) else None


def _about(name, case, user_id, **told):
    to = User.objects.filter(pk=user_id, is_active=True).first()
    if not to:
        return
    if "url" not in told:
        own = case.proposed_by_id == to.pk
        told["address"] = ("casebank:proposal", case.pk) if own else ("casebank:proposals",)
    send(f"casebank/{name}", to, case=case, title=case.draft_title, **told)
