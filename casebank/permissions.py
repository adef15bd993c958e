"""Who may read what the public may not."""

from accounts.choices import Role

TEACHING_NOTE_READERS = frozenset({Role.INSTRUCTOR, Role.EDITOR, Role.OFFICER, Role.ADMIN})


def reads_teaching_notes(user):
    """Teaching notes give the discussion away: for those who teach, edit or run programmes."""
    return bool(user and user.is_authenticated and user.is_active and TEACHING_NOTE_READERS & user.roles)
