"""Who may read what the public may not."""

from accounts.choices import LOCAL_AUTHORITIES, Role

TEACHING_NOTE_READERS = frozenset({Role.INSTRUCTOR, Role.EDITOR, Role.OFFICER, Role.ADMIN})


def reads_teaching_notes(user):
    """Teaching notes give the discussion away: for those who teach, edit or run programmes."""
    return bool(user and user.is_authenticated and user.is_active and TEACHING_NOTE_READERS & user.roles)


# --- adoption ---
def may_adopt_for(user, organisation):
    """People write for the local authority that their own profile names, and for no other; not once it has closed."""
    return bool(
        user.is_authenticated
        and user.organisation_id == organisation.pk
        and organisation.kind in LOCAL_AUTHORITIES
        and organisation.valid_to is None
    )


def may_end_adoption(user, adoption):
    """The authority's own people, and programme officers, who keep the records in order."""
    officer = user.is_authenticated and Role.OFFICER in user.roles
    return officer or may_adopt_for(user, adoption.organisation)


# --- curation ---
def may_retract(user, page):
    """Those who publish the page, and hold the right to take it back: editors of its institute, administrators."""
    return user.has_perm("casebank.retract_case") and page.permissions_for_user(user).can_publish()


# --- proposing ---
def works_at_desk(user):
    """Whether the editors' desk opens to a person: others are led to the screens of the site."""
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def may_change_proposal(user, case):
    """One's own, while it is a draft or the editors have asked for changes; not once they have set its day."""
    if case.proposed_by_id != user.pk or case.live or case.first_published_at:
        return False
    return not case.workflow_in_progress and not case.approved_schedule
