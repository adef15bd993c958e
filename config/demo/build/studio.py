"""The case studio at work: first and corrected versions, a proposal under review, an instructor's draft."""

from django.db import transaction

from accounts.models import User
from casebank.actions.curating import record_version
from casebank.actions.proposing import contributor_of, draft_case, submit_proposal
from casebank.models import CasePage, KnowledgePage

from .data import load


@transaction.atomic
def build_studio(password):
    data = load("proposals")
    for page in [*CasePage.objects.live(), *KnowledgePage.objects.live()]:
        if not page.published_versions.exists():
            record_version(page=page, revision=None, by=None)
    for row in data["versions"]:
        correct(CasePage.objects.get(code=row["code"], locale__language_code="th"), row["note"])
    draft(data["draft"])
    proposed = draft(data["proposal"])
    if not proposed.first_published_at and not proposed.current_workflow_state:
        submit_proposal(case=proposed, by=proposed.proposed_by)


def correct(case, note):
    """A second version, said with its note; once."""
    if not case.published_versions.filter(note=note).exists():
        case.change_note = note
        case.save_revision(clean=False).publish()


def draft(row):
    by = User.objects.get(email=row["by"])
    found = CasePage.objects.filter(proposed_by=by).first()
    return found or draft_case(
        by=by,
        institute=row["institute"],
        title=row["title"],
        values=row["values"] | {"illustrative": True},
        authors=[contributor_of(by)],
    )
