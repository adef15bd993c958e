"""What must stand in a case before its editors review it, and before the public reads it: pure functions of a page.

A rule answers with gaps, {name of the field: what to do}. The form shows them beside their fields; publishing by the
workflow, by the clock or in bulk asks the same rules again (models/curation.py).
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

# Parts without which a case teaches nothing; the mechanism stands apart because it is what travels.
PARTS = (
    "summary",
    "area",
    "region",
    "institute",
    "context",
    "actors",
    "problem",
    "intervention",
    "mechanism",
    "results",
    "lessons",
    "transferability",
)

NEEDED = _("Needed before the case can be reviewed and published.")
ENGLISH_NEEDED = _(
    "Write an abstract in English, or publish the English page first: a Thai case is read abroad by its abstract."
)
CONSENT_NEEDED = _(
    "People or communities can be recognised in this case. Ask for their agreement and tick this before it is "
    "published, or change the text so that nobody can be recognised."
)
CONSENT_NOTE_NEEDED = _("Say who agreed, when and how. Only editors read it.")
CHECK_NEEDED = _("An editor has to see the proof of consent and tick this before the case is published.")
NOTE_NEEDED = _("Say what changed since the version that is published: readers see it in the list of versions.")
NOTE_REPEATED = _("This is the note of the version that is published. Say what changes with this one.")


class NotReady(PermissionDenied):
    """A page that may not be published yet. `gaps` are what is missing."""

    def __init__(self, gaps):
        super().__init__("; ".join(f"{name}: {text}" for name, text in gaps.items()))
        self.gaps = gaps


def story_gaps(case):
    """Parts of the guided template that are still empty."""
    return {name: NEEDED for name in PARTS if not _filled(getattr(case, name))}


def _filled(value):
    return bool(value.strip() if isinstance(value, str) else value)


def english_gaps(case):
    """A Thai case has at least its abstract in English: here, or on a published English page of its own."""
    if case.locale.language_code != "th" or case.summary_en.strip():
        return {}
    english = case.get_translations().filter(locale__language_code="en", live=True, alias_of__isnull=True)
    return {} if english.exists() else {"summary_en": ENGLISH_NEEDED}


def consent_gaps(case):
    """What the authors owe to people who can be recognised."""
    if not case.names_people:
        return {}
    gaps = {}
    if not case.consent_given:
        gaps["consent_given"] = CONSENT_NEEDED
    if not case.consent_note.strip():
        gaps["consent_note"] = CONSENT_NOTE_NEEDED
    return gaps


def check_gaps(case):
    """What an editor owes to them: to have seen the proof."""
    return {"consent_checked": CHECK_NEEDED} if case.names_people and not case.consent_checked else {}


def note_gaps(page, last, revision=None):
    """A corrected version says what changed. `last` is the PageVersion before this one, None before the first."""
    if last is None:
        return {}
    if revision and last.revision_id == revision.pk:
        return {}  # the same text again, after it was withdrawn for a while
    note = page.change_note.strip()
    if not note:
        return {"change_note": NOTE_NEEDED}
    return {"change_note": NOTE_REPEATED} if last.note == note else {}
