"""A case comes into class: attached with copies of what the class works with, changed, closed, taken out again."""

from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from accounts.models import AuditEntry
from casebank.models import CasePage
from courses.queries import rubric_copy

from ..models import CaseClass
from ..models.casework import PLACES
from ..queries.casework import TEACHABLE, places_of
from .cohorts import lock_cohort


def lock_class(pk):
    """The row under a lock: attaching, posting, handing in and closing take turns."""
    return CaseClass.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=pk)


@transaction.atomic
def attach_case(*, cohort, case, place, actor, task="", rubric=None, due_on=None):
    """Attach a published case to a `place` of a cohort, ("session", 5). Safe to repeat. Returns the CaseClass.

    Its title and discussion questions are copied in both languages, and the `rubric` (courses.Rubric) of a `task`.
    ValidationError, by field where it can, for a cohort that is over, a case that is not published or was retracted, a
    place of another cohort, and a task without rubric. Side effect: audit entry.
    """
    cohort = lock_cohort(cohort.pk)
    if cohort.state not in TEACHABLE:
        raise ValidationError(_("This cohort is over. No more cases can be used in it."))
    thai, english = _languages(case)
    kind, pk = _checked_place(cohort, place)
    key = {"cohort": cohort, "case": thai or english, f"{kind}_id": pk, "removed_at": None}
    if found := CaseClass.objects.filter(**key).first():
        return found
    if not CasePage.objects.published().filter(pk=case.pk).exists():
        raise ValidationError(_("This case is not public, or has been retracted. It can no longer be used in class."))
    copies = {"title": (thai or english).title, "title_en": english.title if english else ""}
    found = CaseClass.objects.create(
        **key,
        **copies,
        **_task(task, rubric),
        questions=_questions(thai, english),
        due_on=due_on,
        created_by=actor,
    )
    after = {"cohort": cohort.code, "case": found.case_id, "place": [kind, pk], "task": found.task}
    AuditEntry.append(actor=actor, verb="case.attached", target=found, after=after)
    return found


@transaction.atomic
def change_class(*, case_class, actor, place, due_on=None, task=None, rubric=None):
    """Move a case in class to another place, set its last day and, unless `task` is None, its task. Safe to repeat.

    Nothing of the discussion is lost by it. ValidationError, by field where it can, for what `attach_case` refuses, for
    a case that stands at that place already, and for another task once a learner has begun the work. Side effect:
    audit entry with what changed.
    """
    cohort = lock_cohort(case_class.cohort_id)
    found = lock_class(case_class.pk)
    _check_stands(found)
    kind, pk = _checked_place(cohort, place)
    new = {f"{name}_id": pk if name == kind else None for name in PLACES} | {"due_on": due_on}
    if task is not None:
        new |= _task(task, rubric)
    before = {name: getattr(found, name) for name in new if getattr(found, name) != new[name]}
    if not before:
        return found
    if {"task", "rubric"} & set(before) and found.submissions.exists():
        raise ValidationError({"task": _("Learners have begun this task. It can no longer be changed, only closed.")})
    others = CaseClass.objects.filter(cohort=cohort, case=found.case_id, removed_at=None, **{f"{kind}_id": pk})
    if others.exclude(pk=found.pk).exists():
        raise ValidationError({"place": _("The class works on this case at that place already.")})
    for name in before:
        setattr(found, name, new[name])
    found.save(update_fields=list(before))
    after = {name: new[name] for name in before}
    AuditEntry.append(actor=actor, verb="case.changed_in_class", target=found, before=before, after=after)
    return found


@transaction.atomic
def close_class(*, case_class, actor):
    """Close the board and the task: what was said stays to be read. Safe to repeat. Side effect: audit entry."""
    return _set_closed(case_class, actor, timezone.now())


@transaction.atomic
def reopen_class(*, case_class, actor):
    """Open them again. Safe to repeat. ValidationError once the cohort is over. Side effect: audit entry."""
    return _set_closed(case_class, actor, None)


@transaction.atomic
def remove_class(*, case_class, actor):
    """Take a case out of the class again. Safe to repeat. ValidationError once anything was said or begun.

    Side effect: audit entry.
    """
    found = lock_class(case_class.pk)
    if found.removed_at:
        return found
    if found.posts.exists() or found.submissions.exists():
        raise ValidationError(_("The class has begun to work on this case. It can be closed, and stays to be read."))
    found.removed_at = timezone.now()
    found.save(update_fields=["removed_at"])
    AuditEntry.append(actor=actor, verb="case.removed_from_class", target=found, before={"place": list(found.place)})
    return found


def _set_closed(case_class, actor, moment):
    found = lock_class(case_class.pk)
    _check_stands(found)
    if bool(found.closed_at) == bool(moment):
        return found
    found.closed_at = moment
    found.save(update_fields=["closed_at"])
    AuditEntry.append(actor=actor, verb="case.closed_in_class" if moment else "case.reopened_in_class", target=found)
    return found


def _check_stands(case_class):
    if case_class.removed_at:
        raise ValidationError(_("This case has been taken out of the class meanwhile."))
    if case_class.cohort.state not in TEACHABLE:
        raise ValidationError(_("This cohort is over. Its cases can no longer be changed."))


def _checked_place(cohort, place):
    """(kind, id) if the cohort has such a place."""
    kind, pk = place
    if not any((found.kind, found.pk) == (kind, pk) for found in places_of([cohort])[cohort.pk]):
        raise ValidationError({"place": _("Choose a session, a module or a work of this cohort.")})
    return kind, pk


def _languages(case):
    """(the case in the source language, in English); None where it is not written, or not published, in one."""
    family = case.get_translations(inclusive=True).select_related("locale")
    source = Locale.get_default().language_code
    pages = {page.locale.language_code: page for page in family if page.live or page.pk == case.pk}
    return pages.get(source), pages.get("en")


def _questions(thai, english):
    """[{"th", "en"}, …]; a question that stands in one language only is asked in that one."""
    both = ([str(block.value).strip() for block in page.questions] if page else [] for page in (thai, english))
    return [{"th": th or en, "en": en} for th, en in zip_longest(*both, fillvalue="") if th or en]


def _task(task, rubric):
    """The text of a task and the copy of its rubric, which come together or not at all."""
    task = task.strip()
    if task and not rubric:
        raise ValidationError({"rubric": _("Choose the rubric by which the task is marked.")})
    if rubric and not task:
        raise ValidationError({"task": _("Write what the learners should do, or choose no rubric.")})
    return {"task": task, "rubric": rubric_copy(rubric) | {"code": rubric.code} if rubric else {}}
