"""The cases of one person, proposed or written with others, with how they stand; four queries for one or a hundred."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState, WorkflowState

from ..models import CasePage


class Standing(TextChoices):
    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("With the editors")
    CHANGES = "changes", _("Changes are asked for")
    SCHEDULED = "scheduled", _("Approved, to be published")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("No longer published")
    RETRACTED = "retracted", _("Retracted")


@dataclass(frozen=True)
class Proposal:
    """`comment` is what the editors said last when they asked for changes, `day` when they have it come out."""

    case: CasePage
    standing: Standing
    comment: str = ""
    day: datetime | None = None

    @property
    def writable(self):
        return self.standing in (Standing.DRAFT, Standing.CHANGES)


def proposals_of(user):
    """All of them, those worked on last first."""
    cases = list(CasePage.objects.filter(proposed_by=user).order_by("-latest_revision_created_at", "-pk"))
    return _standing(cases)


def written_with(user):
    """The cases of others that name a person as author, in the source language; those worked on last first."""
    cases = CasePage.objects.filter(authorships__contributor__user=user, locale__language_code=settings.LANGUAGE_CODE)
    cases = cases.exclude(proposed_by=user)
    return _standing(list(cases.distinct().order_by("-latest_revision_created_at", "-pk")))


def has_cases(user):
    """Whether any case is theirs; one query."""
    return CasePage.objects.filter(Q(proposed_by=user) | Q(authorships__contributor__user=user)).exists()


def proposal(case):
    """One of them; three queries."""
    return _standing([case])[0]


def _standing(cases):
    states = _states(cases)
    said = TaskState.objects.filter(
        workflow_state__in=[state.pk for state in states.values()], status=TaskState.STATUS_REJECTED
    )
    comments = {task.workflow_state_id: task.comment for task in said.order_by("finished_at")}
    days = _days(cases)
    return [_proposal(case, states.get(str(case.pk)), comments, days.get(str(case.pk))) for case in cases]


def _states(cases):
    """{id of the page: its last WorkflowState}."""
    found = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(case.pk) for case in cases]
    )
    return {state.object_id: state for state in found.order_by("created_at", "pk")}


def _days(cases):
    """{id of the page: the moment at which the clock publishes it}"""
    found = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(case.pk) for case in cases],
        approved_go_live_at__isnull=False,
    )
    return dict(found.values_list("object_id", "approved_go_live_at"))


def _proposal(case, state, comments, day):
    status = state.status if state else ""
    if case.retracted:
        return Proposal(case, Standing.RETRACTED)
    if case.live:
        return Proposal(case, Standing.PUBLISHED)
    if case.first_published_at:
        return Proposal(case, Standing.WITHDRAWN)
    if day:
        return Proposal(case, Standing.SCHEDULED, day=day)
    if status == WorkflowState.STATUS_IN_PROGRESS:
        return Proposal(case, Standing.REVIEW)
    if status == WorkflowState.STATUS_NEEDS_CHANGES:
        return Proposal(case, Standing.CHANGES, comments.get(state.pk, ""))
    return Proposal(case, Standing.DRAFT)
