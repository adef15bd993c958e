"""What changes an account. The audit trail says which facts changed, and never copies personal values."""

from django.db import transaction

from .choices import PRIVACY_NOTICE_VERSION, ConsentPurpose, Role
from .models import AuditEntry, Consent, Organisation, Province, User

PROFILE_FIELDS = (
    "prefix",
    "first_name",
    "last_name",
    "prefix_en",
    "first_name_en",
    "last_name_en",
    "position",
    "position_text",
    "organisation",
)


@transaction.atomic
def save_profile(*, user, values, new_organisation=None, actor=None, reason=""):
    """Keep the name, post and organisation of `user`, who does so in person unless an `actor` does; safe to repeat.

    `values` holds any of PROFILE_FIELDS. `new_organisation` is {"name", "kind", "province"} when the person's own
    is not in the list; it is proposed and becomes theirs at once. Returns the saved User.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    if new_organisation:
        values = values | {"organisation": propose_organisation(user=person, **new_organisation)}
    changed = [name for name in PROFILE_FIELDS if name in values and getattr(person, name) != values[name]]
    for name in changed:
        setattr(person, name, values[name])
    if changed:
        person.save(update_fields=[*changed, "name_sort_key"])
        after = {"fields": changed}
        AuditEntry.append(actor=actor or person, verb="profile.saved", target=person, after=after, reason=reason)
    return person


@transaction.atomic
def propose_organisation(*, user, name, kind, province):
    """The organisation of this name in `province`: of the list if it stands there, else proposed for staff to check.

    Two people who propose the same name get the same row.
    """
    Province.objects.select_for_update().get(pk=province.pk)
    same = Organisation.objects.filter(province=province, name_th=name)
    found = same.current().first() or same.filter(state=Organisation.State.PROPOSED).first()
    if found:
        return found
    made = Organisation.objects.create(name_th=name, kind=kind, province=province, state=Organisation.State.PROPOSED)
    AuditEntry.append(actor=user, verb="organisation.proposed", target=made, after={"state": made.state})
    return made


@transaction.atomic
def record_consents(*, user, answers):
    """Append what the person agrees to, {ConsentPurpose: bool}; an unchanged answer is not written again.

    Returns the records made. A purpose that was never answered is written even when the answer is no.
    """
    User.objects.select_for_update().get(pk=user.pk)
    latest = Consent.objects.latest_for(user)
    made = [
        Consent.objects.create(
            user=user, purpose=purpose, granted=answers[purpose], notice_version=PRIVACY_NOTICE_VERSION
        )
        for purpose in ConsentPurpose.values
        if purpose in answers and (purpose not in latest or latest[purpose].granted != answers[purpose])
    ]
    if made:
        after = {"purposes": [record.purpose for record in made], "notice_version": PRIVACY_NOTICE_VERSION}
        AuditEntry.append(actor=user, verb="consents.recorded", target=user, after=after)
    return made


def note_privacy_notice_read(*, user):
    """Keep that the person said, when opening the account, to have read this version of the privacy notice."""
    after = {"notice_version": PRIVACY_NOTICE_VERSION}
    return AuditEntry.append(actor=user, verb="privacy_notice.read", target=user, after=after)


def note_roles(*, actor, user):
    """Keep which roles `user` has now, when that is not what the trail last said."""
    roles = sorted(user.groups.filter(name__in=Role.values).values_list("name", flat=True))
    after = {"roles": roles, "superuser": user.is_superuser}
    said = AuditEntry.objects.filter(target_type=user._meta.label, target_id=str(user.pk), verb="roles.set").first()
    if (said.after if said else {"roles": [], "superuser": False}) == after:
        return None
    return AuditEntry.append(actor=actor, verb="roles.set", target=user, before=said.after if said else {}, after=after)
