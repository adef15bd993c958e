"""A case that begins outside the studio: a draft in the tree, which its institute's editors review like any other."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Locale, WorkflowState

from accounts.models import AuditEntry
from home.thai.text import normalise

from ..choices import EvidenceLevel
from ..models import CaseAuthor, CaseFile, CaseIndexPage, CasePage, CasePicture, Contributor
from ..permissions import may_change_proposal
from ..queries.desk import review_of
from .telling import tell_of_unreviewed

# Fields that hold a list of short texts.
LISTS = ("actors", "lessons", "questions", "references")
NAMELESS = _("Your case is published under your name. Fill in your name in your profile first.")
NO_REVIEW = _("This institute has no editors yet. Choose another one, or write to the academy.")


@transaction.atomic
def draft_case(*, by, institute, title, values=None, authors=()):
    """A new case in the Thai bank, unpublished and not yet sent for review; returns it.

    `by` owns it and stands as the one who proposed it; `institute` is a code of home.choices.Institute. `values` are
    fields of CasePage by name, all of them optional: texts; lists of texts for LISTS; for `results` a list of
    {"indicator", "before", "after", "unit", "is_percent", "source", "note"}; lists of rows for `provinces`, `themes`,
    `methods` and `adopted_from`. `authors` are Contributors in order (`contributor_of` makes one of an account).
    The code, and with it the address, is the next free one of the institute. Side effect: audit entry.
    """
    # One at a time, so that no code is given twice.
    index = CaseIndexPage.objects.select_for_update().get(locale=Locale.get_default())
    case = CasePage(
        title=normalise(title),
        code=next_code(institute),
        institute=institute,
        year=timezone.localdate().year,
        evidence_level=EvidenceLevel.DESCRIPTIVE,
        owner=by,
        proposed_by=by,
        live=False,
        locale=index.locale,
    )
    case.slug = case.code.lower()
    fill(case, values or {})
    case.authorships = [CaseAuthor(contributor=author, sort_order=place) for place, author in enumerate(authors)]
    index.add_child(instance=case)
    case.save_revision(user=by, log_action=True, clean=False)
    AuditEntry.append(actor=by, verb="case.drafted", target=case, after={"code": case.code, "institute": institute})
    return case


@transaction.atomic
def change_proposal(*, case, by, institute, title, values, picture=None, attachment=None, remove=""):
    """Keep a proposal as its author has it now, as a new revision; ValidationError once it is with the editors.

    `picture` is {"file", "alt", "credit"}, `attachment` {"file", "title"}: already checked, added to those there are.
    `remove` names one of them to take away, "picture-3" or "file-7".
    """
    page = _writable(case, by)
    if institute != page.institute:
        CaseIndexPage.objects.select_for_update().get(locale=Locale.get_default())
        page.institute, page.code = institute, next_code(institute)
        page.slug = page.code.lower()
    page.title = page.draft_title = normalise(title)
    fill(page, values)
    if picture:
        image = Image.objects.create(title=picture["alt"][:255], file=picture["file"], uploaded_by_user=by)
        page.pictures.add(CasePicture(image=image, alt=picture["alt"], credit=picture["credit"]))
    if attachment:
        title = attachment["title"]
        document = Document.objects.create(title=title, file=attachment["file"], uploaded_by_user=by)
        page.files.add(CaseFile(document=document, title=title))
    _take_away(page, remove)
    page.save()
    page.save_revision(user=by, log_action=True, clean=False)
    return page


@transaction.atomic
def submit_proposal(*, case, by):
    """Send a proposal to the editors of its institute, or back to them after changes; safe to repeat.

    Side effects: Wagtail's own mails to the editors, audit entry.
    """
    if case.workflow_in_progress:
        return
    page, state = _writable(case, by), case.current_workflow_state
    workflow = review_of(page.institute)
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    elif workflow:
        workflow.start(page, by)
    else:
        raise ValidationError({"institute": NO_REVIEW})
    AuditEntry.append(actor=by, verb="case.proposed", target=page, after={"institute": page.institute})


@transaction.atomic
def hand_to_editors(*, case, by):
    """Send a draft that cannot come back to its author into review; where its institute has none, the people who work
    at the desk hear of it. Side effects: mails to them."""
    workflow = review_of(case.institute)
    if workflow:
        workflow.start(case, by)
    else:
        tell_of_unreviewed(case=case)


def check_institute(institute):
    """ValidationError where nobody would review a case."""
    if not review_of(institute):
        raise ValidationError({"institute": NO_REVIEW})


def _writable(case, by):
    """The latest draft of a proposal, its row locked; ValidationError when it is no longer the author's to change."""
    CasePage.objects.select_for_update().get(pk=case.pk)
    case.refresh_from_db()
    if not may_change_proposal(by, case):
        raise ValidationError(_("The editors have this case now. You can change it again when they ask for changes."))
    return case.get_latest_revision_as_object()


def _take_away(page, name):
    kind, _dash, pk = name.partition("-")
    rows = {"picture": page.pictures, "file": page.files}.get(kind)
    for row in rows.all() if rows else ():
        if str(row.pk) == pk:
            rows.remove(row)


def fill(case, values):
    """Put values in the shape that draft_case describes on a case, texts in one spelling; nothing is saved."""
    for name, value in values.items():
        if name in LISTS:
            value = [("item", text) for text in map(normalise, value) if text]
        elif name == "results":
            value = [("result", row) for row in value]
        elif isinstance(value, str):
            value = normalise(value)
        setattr(case, name, value)


def next_code(institute):
    """CASE-LEDI-03 after CASE-LEDI-02; a number is never used again while its case stands."""
    prefix = f"CASE-{institute.upper()}-"
    codes = CasePage.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    numbers = [int(found[1]) for found in (re.fullmatch(rf"{prefix}(\d+)", code) for code in codes) if found]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


def contributor_of(user):
    """The author record of an account; made from its profile when there is none yet, without a public page.

    ValidationError while the profile has no name: an address is none.
    """
    if not (user.first_name and user.last_name):
        raise ValidationError(NAMELESS)
    return Contributor.objects.get_or_create(
        user=user,
        defaults={
            "given_name_th": user.first_name,
            "family_name_th": user.last_name,
            "given_name_en": user.first_name_en,
            "family_name_en": user.last_name_en,
            "affiliation_th": user.organisation.name_th if user.organisation_id else "",
            "affiliation_en": user.organisation.name_en if user.organisation_id else "",
        },
    )[0]
